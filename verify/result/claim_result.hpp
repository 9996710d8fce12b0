#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "verify/result/figure.hpp"
#include "verify/result/verdict.hpp"

namespace benignity {

/// A closed interval; an absent end is unbounded.
struct Interval {
  std::optional<double> lower;
  std::optional<double> upper;
};

/// The ends of an interval as numbers; -inf and inf where it is unbounded.
[[nodiscard]] constexpr double lower_end(const Interval& interval) {
  return interval.lower.value_or(-std::numeric_limits<double>::infinity());
}
[[nodiscard]] constexpr double upper_end(const Interval& interval) {
  return interval.upper.value_or(std::numeric_limits<double>::infinity());
}

/// Whether the value lies in the closed interval; NaN lies in none, and nothing lies between NaNs.
[[nodiscard]] constexpr bool lies_in(const Interval& interval, double value) {
  return lower_end(interval) <= value && value <= upper_end(interval);
}

struct NamedText {
  std::string name;
  std::string text;
};

/// An assumption margin: it holds where value > 1.
struct MarginValue {
  std::string name;
  double value = 0;
};

/// One number a claim compared: what was predicted, what was observed, and the interval in which
/// the observation had to lie. A regression compares `observed` within `accept`.
struct Measurement {
  std::string quantity;             ///< symbol and unit, "tau_generalize [steps]"
  std::optional<double> predicted;  ///< absent where the statement predicts no number
  double observed = 0;
  Interval accept;
};

/// The test behind a verdict with a stated error rate; absent for claims decided by arithmetic.
struct StatisticalTest {
  std::string statistic;  ///< what it is, "Clopper-Pearson bounds of the success probability"
  double value = 0;
  Interval interval;         ///< confidence interval at level 1 - alpha
  double alpha = 0;          ///< this claim's share of its theorem's family-wise error
  double p_false_alarm = 1;  ///< raw p-value against "the statement is true" (small: FAIL)
  double p_adjusted = 1;     ///< p_false_alarm after Holm over its theorem's claims
};

/// A verdict other than PASS that a claim declares before it runs, with what shows that it must end
/// so. `verify --strict` asks for it: another verdict, PASS included, is then a surprise.
struct ExpectedVerdict {
  Verdict verdict = Verdict::vacuous;
  std::string evidence;
};

/// What one claim found. A plain struct: reports render it and know nothing else.
struct ClaimResult {
  std::string id;
  std::string statement;
  std::string source;  ///< "[paper] Theorem, part 2", "[derived] theory/README.md (4.2)"
  std::string kind;  ///< "theorem", "engine", "lemma", "mean_field", "exponent", "prediction", ...
  std::string theorem = {};              ///< whose family it is in: "token_selection"
  std::string hypotheses = {};           ///< when the statement speaks
  std::string method = {};               ///< design, sample sizes, thresholds
  std::vector<NamedText> settings = {};  ///< keys and values of the runs, what label noise is
  std::optional<ExpectedVerdict> expected = {};  ///< absent: PASS
  Verdict verdict = Verdict::error;
  std::string explanation;  ///< one sentence with the numbers that decided
  std::vector<MarginValue> margins;
  std::vector<Measurement> measurements;
  std::optional<StatisticalTest> test;
  std::int64_t replicates = 0;
  std::string seeds;  ///< which streams, "seed 1, replicates 0 to 127"
  std::string engine;
  std::string precision;
  double wall_seconds = 0;
  std::string replay;  ///< the command line that repeats this claim alone
  std::vector<Figure> figures = {};
};

/// What the claim is to end in: what it declares, or PASS.
[[nodiscard]] inline Verdict declared_verdict(const ClaimResult& claim) {
  return claim.expected ? claim.expected->verdict : Verdict::pass;
}

}  // namespace benignity
