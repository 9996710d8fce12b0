#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "verify/result/claim_result.hpp"

namespace benignity {

/// What a claim says, fixed in code before anything runs; `benignity explain ID` prints it.
struct ClaimDescription {
  std::string id;
  std::string statement;
  std::string source;  ///< "[paper] Theorem, part 2" or "[derived] theory/README.md (4.3)"
  /// "theorem", "engine", "mean_field", "lemma", "exponent", "margins", "data" (what is measured
  /// of given tokens), "proof" (enclosed, without chance), "control", or "identity": true by
  /// algebra, decided to rounding, and no evidence for the theorem.
  std::string kind;
  std::string hypotheses;  ///< when it speaks
  std::string method;      ///< design, sample sizes, thresholds
  std::string engine;
  std::string precision;
  /// Whose family the claim belongs to: the statistical claims of one theorem in a battery share 1%
  /// by Holm's correction, and a further theorem moves no level of another.
  std::string theorem = "token_selection";
  std::optional<ExpectedVerdict> expected = {};  ///< declared before it runs; absent: PASS
};

/// How a claim is decided, which says whether it takes part in Holm's correction.
enum class Decision { arithmetic, statistical };

class RecordedSettings;

/// What a running claim is given.
struct ClaimContext {
  std::uint64_t seed = 1;
  /// This claim's share of the family-wise error, the same whatever other claims run.
  double alpha = 0;
  const std::atomic<bool>& interrupted;
  /// Where the parameters of its runs are noted for the report; null: nowhere.
  RecordedSettings* settings = nullptr;
};

/// Thrown by a claim that was interrupted before it could decide.
class Interrupted {};

inline void throw_if_interrupted(const ClaimContext& context) {
  if (context.interrupted) throw Interrupted{};
}

/// What a claim found; the battery adds the description, the times and Holm's correction.
struct Finding {
  Verdict verdict = Verdict::error;
  std::string explanation;
  std::vector<MarginValue> margins;
  std::vector<Measurement> measurements;
  std::optional<StatisticalTest> test;  ///< present for every statistical claim
  std::int64_t replicates = 0;
  std::vector<Figure> figures = {};
};

/// One statement and the check that decides it. `check` depends on the context's seed and alpha
/// only.
struct Claim {
  ClaimDescription description;
  Decision decision = Decision::arithmetic;
  std::function<Finding(const ClaimContext&)> check;
};

}  // namespace benignity
