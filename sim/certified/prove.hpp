#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/certified/exact_draw.hpp"
#include "sim/certified/fresh_bounds.hpp"
#include "sim/certified/gram_enclosure.hpp"
#include "sim/trajectory/result.hpp"
#include "sim/trajectory/run_watch.hpp"

namespace benignity {

/// What is to be proved of a draw.
struct Question {
  std::int64_t steps = 0;
  std::int64_t record_every = 1;
  double selection_threshold = 0.5;
  double target_gap = 0;
  std::optional<TokenLaw> law;  ///< of fresh samples; absent for given arrays
};

struct ProvedRecord {
  std::int64_t step = 0;
  std::int64_t fitted_least = 0;  ///< samples with Y f > 0, certainly
  std::int64_t fitted_most = 0;   ///< and those where it is undecided too
  EnclosedState state;
};

/// What is certain of given test samples.
struct ProvedTest {
  std::int64_t right_least = 0;   ///< samples with Y f > 0, certainly
  std::int64_t right_most = 0;    ///< and those where it is undecided too
  std::vector<Enclosed> margins;  ///< Y f, m
};

/// What is certain of a run. An event with a time certainly is not before that step and certainly
/// is at it; one without certainly has not been up to `steps`.
struct Proof {
  long bits = 0;  ///< binary digits of the centre
  /// The same in decimal ones, and how many of them the growth of the widths has used up.
  [[nodiscard]] std::int64_t digits() const;
  [[nodiscard]] std::int64_t digits_used() const;
  int attempts = 0;                          ///< each with more digits than the one before
  std::int64_t steps = 0;                    ///< as far as every event is decided
  std::optional<std::int64_t> undecided_at;  ///< the step at which an event is not, with these bits
  StoppingTimes stopping_times;
  std::vector<ProvedRecord> records;              ///< step 0, multiples of record_every, the last
  double log2_radius = 0;                         ///< of the logits, at the last step
  std::optional<FreshBounds> fresh;               ///< at the last step
  std::string fresh_absent_because;               ///< empty where they are there
  std::optional<ProvedTest> test;                 ///< of given arrays with test tokens
  std::optional<GramEnclosure::Balance> balance;  ///< the same; absent where K is singular
};

/// The most digits that are tried: 2,466 decimal ones.
inline constexpr long most_bits = 8192;

/// Encloses the run of the draw. It begins with `bits` digits and again, from the first step, where
/// a width hides an event: with as many more as the growth of the widths so far asks for. Ends
/// early where the watch says so: then what is proved so far.
[[nodiscard]] Proof prove(const ExactDraw& draw, const Question& question, long bits,
                          const RunWatch& watch = {});

/// Enough for 10,000 steps of the paper's settings.
inline constexpr long first_bits = 128;

}  // namespace benignity
