#include "sim/certified/prove.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "sim/trajectory/stopping_times.hpp"

namespace benignity {
namespace {

/// Decimals of an enclosure in a record.
constexpr int record_digits = 25;
/// Wider than this nothing is worth going on with: of a logit, log2.
constexpr double too_wide = -24;

/// An event's level with the sign that is certain; nothing where it is undecided.
std::optional<double> level(const std::optional<bool>& holds) {
  if (!holds) return std::nullopt;
  return *holds ? 1.0 : -1.0;
}

/// The levels, where each that an event still waits for is certain; what none waits for may be
/// anything. Of given arrays fit_all is the only event there is.
std::optional<EventLevels> decided(const CertainLevels& certain, const ExactDraw& draw,
                                   const StoppingTimes& times) {
  constexpr double none = std::numeric_limits<double>::infinity();
  const Labels& labels = draw.labels;
  bool some_clean = false;
  bool some_noisy = false;
  for (std::size_t i = 0; i < labels.observed.size(); ++i) {
    (labels.is_noisy(i) ? some_noisy : some_clean) = true;
  }
  const auto of = [](const std::optional<bool>& holds, bool waited_for) {
    const std::optional<double> sign = level(holds);
    return sign || waited_for ? sign : std::optional(-1.0);
  };
  const auto fitted = of(certain.all_fitted, !times.fit_all);
  if (draw.given) {
    return fitted ? std::optional(EventLevels{*fitted, none, none, -none}) : std::nullopt;
  }
  const auto clean = of(certain.clean_selected, !times.select_clean);
  const auto noisy = of(certain.noisy_selected, !times.exit_noisy);
  const auto gap = of(certain.generalized, !times.generalize);
  if (!fitted || !clean || !noisy || !gap) return std::nullopt;
  return EventLevels{*fitted, some_clean ? *clean : none, some_noisy ? *noisy : none, *gap};
}

/// How many certainly are > 0, and how many may be.
std::pair<std::int64_t, std::int64_t> positive(const std::vector<Enclosed>& margins) {
  std::pair<std::int64_t, std::int64_t> count{0, 0};
  for (const Enclosed& margin : margins) {
    count.first += margin.lower > 0 ? 1 : 0;
    count.second += margin.upper > 0 ? 1 : 0;
  }
  return count;
}

ProvedRecord record_of(const GramEnclosure& run, std::int64_t step) {
  ProvedRecord record{step, 0, 0, run.state(record_digits)};
  std::tie(record.fitted_least, record.fitted_most) = positive(record.state.margin);
  return record;
}

/// |w|^2: rebuilt from W where the draw holds it, else along the rows and what the draw has across.
Enclosed direction_norm2_of(const GramEnclosure& run, const ExactDraw& draw,
                            const EnclosedState& state) {
  if (!draw.unseen_chi_squared) return run.rebuilt_direction_norm2(draw);
  Enclosed norm2 = run.direction_norm2();
  const double scale2 = draw.weight_scale * draw.weight_scale * *draw.unseen_chi_squared;
  constexpr double roundings = 8 * std::numeric_limits<double>::epsilon();
  norm2.lower = (norm2.lower + scale2 * state.query_norm2.lower) * (1 - roundings);
  norm2.upper = (norm2.upper + scale2 * state.query_norm2.upper) * (1 + roundings);
  norm2.decimals.clear();
  return norm2;
}

void bound_fresh_samples(const GramEnclosure& run, const ExactDraw& draw, const Question& question,
                         Proof& proof) {
  const EnclosedState state = run.state(record_digits);
  const EnclosedReadout readout{state.lambda_plus.value(), state.lambda_minus.value(),
                                direction_norm2_of(run, draw, state)};
  if (readout.direction_norm2.lower > 0) {
    proof.fresh =
        fresh_bounds(*question.law, draw.head_norm, question.selection_threshold, readout);
  } else {
    proof.fresh_absent_because = "|W^T p| is not certainly above 0";
  }
}

/// What takes a solution with K, which is singular where explicit tokens have too few dimensions,
/// and what does not.
void read_last_state(const GramEnclosure& run, const ExactDraw& draw, const Question& question,
                     Proof& proof) {
  try {
    proof.balance = run.balance(GramEnclosure(draw, proof.bits));
  } catch (const SingularKernel&) {
    proof.balance.reset();
  }
  if (draw.given) {
    proof.fresh_absent_because = "the law of tokens of one's own is not known";
    if (draw.given->test_labels.empty()) return;
    proof.test = ProvedTest{0, 0, run.test_margins(draw)};
    std::tie(proof.test->right_least, proof.test->right_most) = positive(proof.test->margins);
    return;
  }
  try {
    bound_fresh_samples(run, draw, question, proof);
  } catch (const SingularKernel&) {
    proof.fresh_absent_because = "K is not certainly positive definite with these digits";
  }
}

Proof attempt(const ExactDraw& draw, const Question& question, long bits, const RunWatch& watch) {
  Proof proof;
  proof.bits = bits;
  GramEnclosure run(draw, bits);
  StoppingTimeWatch events;
  for (std::int64_t tau = 0;; ++tau) {
    const CertainLevels certain = run.levels(question.selection_threshold, question.target_gap);
    const std::optional<EventLevels> levels = decided(certain, draw, events.times());
    if (!levels || run.log2_radius() > too_wide) {
      proof.undecided_at = tau;
      break;
    }
    events.observe(static_cast<double>(tau), *levels);
    proof.steps = tau;
    proof.log2_radius = run.log2_radius();
    const bool is_last = watch.ends_at(static_cast<double>(tau)) || tau == question.steps;
    if (tau % question.record_every == 0 || is_last) {
      proof.records.push_back(record_of(run, tau));
    }
    if (is_last) break;
    run.step();
  }
  proof.stopping_times = events.times();
  if (proof.undecided_at) {
    proof.fresh_absent_because = "an event is undecided";
  } else {
    read_last_state(run, draw, question, proof);
  }
  return proof;
}

/// As many digits more as leave this many at the last step, by the growth measured so far; never
/// fewer than twice the ones that did not do.
long more_bits(const Proof& failed, std::int64_t steps) {
  constexpr double spare = 64;
  const double lost = static_cast<double>(failed.bits) + failed.log2_radius;
  const double whole = lost * static_cast<double>(steps) /
                       static_cast<double>(std::max<std::int64_t>(*failed.undecided_at, 1));
  const double wanted = std::clamp(spare + whole, 2.0 * static_cast<double>(failed.bits), 1e9);
  return std::min(most_bits, static_cast<long>(wanted) / 64 * 64);
}

std::int64_t decimal(double bits) {
  return static_cast<std::int64_t>(std::max(0.0, bits) * std::log10(2.0));
}

}  // namespace

std::int64_t Proof::digits() const { return decimal(static_cast<double>(bits)); }

std::int64_t Proof::digits_used() const { return decimal(static_cast<double>(bits) + log2_radius); }

Proof prove(const ExactDraw& draw, const Question& question, long bits, const RunWatch& watch) {
  Proof best;
  for (int attempts = 1;; ++attempts) {
    Proof proof = attempt(draw, question, bits, watch);
    proof.attempts = attempts;
    // Interrupted in its second attempt, the first may have come further.
    if (attempts == 1 || proof.steps >= best.steps) best = std::move(proof);
    best.attempts = attempts;
    const bool interrupted = watch.stop != nullptr && *watch.stop;
    if (!best.undecided_at || interrupted || bits >= most_bits) return best;
    bits = more_bits(best, question.steps);
  }
}

}  // namespace benignity
