#include "verify/claims/theorem/hunt_setting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "theory/assumptions/labels.hpp"
#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/assumptions/training.hpp"
#include "theory/assumptions/visibility.hpp"
#include "theory/invalid_input.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace hunt_draws {
namespace {

/// Uniform draws from the 64 bits of an engine whose sequence the standard fixes.
class Dice {
 public:
  explicit Dice(std::mt19937_64& random) : random_(random) {}

  [[nodiscard]] double between(double low, double high) {
    return low + (high - low) * std::ldexp(static_cast<double>(random_() >> 11U), -53);
  }
  [[nodiscard]] double log_between(double low, double high) {
    return std::exp(between(std::log(low), std::log(high)));
  }
  [[nodiscard]] bool chance(double probability) { return between(0, 1) < probability; }
  [[nodiscard]] std::int64_t whole(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<double>(high - low + 1);
    return low + std::min(static_cast<std::int64_t>(between(0, span)), high - low);
  }
  /// What a margin is put to: [1, 1.1] with probability 0.4, else log-uniform up to `loosest`.
  [[nodiscard]] double margin(double loosest) {
    return chance(0.4) ? between(1.001, 1.1) : log_between(1.1, loosest);
  }

 private:
  std::mt19937_64& random_;
};

void draw_tokens(Dice& dice, Parameters& setting) {
  setting.tokens = dice.whole(3, 12);
  const std::int64_t others = setting.tokens - 1;
  if (dice.chance(0.4)) return;  // one confusing, one aligned
  setting.confusing_tokens = dice.whole(1, others);
  setting.chosen_aligned_tokens = dice.whole(0, others - setting.confusing_tokens);
}

/// Label noise up to where clean_majority, or for part 1 the threshold sigma(-g), lets it be.
void draw_labels(Dice& dice, Parameters& setting) {
  if (dice.chance(0.01)) {  // a hundred times the cost of a small setting
    setting.label_noise_kind = LabelNoiseKind::bernoulli;
    setting.tokens = 3;
    setting.confusing_tokens = 1;
    setting.chosen_aligned_tokens.reset();
    setting.samples = dice.whole(420, 480);
    setting.label_noise = dice.between(0.067, 0.08);
    return;
  }
  setting.samples = dice.whole(8, 40);
  const std::int64_t most = std::max<std::int64_t>(2, setting.samples / 4);
  const std::int64_t flips = dice.chance(0.4) ? most : dice.whole(2, most);
  setting.label_noise = (static_cast<double>(flips) - 0.5) / static_cast<double>(setting.samples);
}

void draw_scales(Dice& dice, Parameters& setting) {
  constexpr std::array<double, 3> failures = {0.05, 0.1, 0.2};
  setting.failure_probability = failures[static_cast<std::size_t>(dice.whole(0, 2))];
  setting.noise_std = dice.log_between(1e-3, 1e3);
  setting.weak_signal = 1 / (weak_token_is_weak_constant * dice.margin(8));
  const double root =
      entrywise_near_orthogonality_constant * dice.margin(30) * training_tokens<double>(setting);
  setting.dimension =
      static_cast<std::int64_t>(std::ceil(root * root * union_logarithm<double>(setting)));
}

/// 1/g, as a margin: freely, or where the label noise just stays below sigma(-g).
double drawn_head_gap_margin(Dice& dice, MarginScope part, const Parameters& setting) {
  if (part == MarginScope::part_one && dice.chance(0.3)) {
    const double share = label_noise_below_threshold_constant * dice.between(1.001, 1.1) *
                         largest_noisy_share<double>(setting);  // = sigma(-g)
    const double gap = std::log(1 / share - 1);
    if (gap > 0.05 && gap < 1) return 1 / gap;
  }
  return dice.margin(8);
}

/// kappa on the part's side of kappa*, then |nu|.
void draw_signal(Dice& dice, MarginScope part, Parameters& setting) {
  const double head_gap_margin = drawn_head_gap_margin(dice, part, setting);
  const auto with_head = [&](Parameters parameters) {
    parameters.chosen_head_norm = std::sqrt(2.0) / (head_gap_margin * parameters.signal_norm);
    return parameters;
  };
  const auto critical = critical_kappa(with_head(with_kappa(setting, 1))).value;
  if (!critical) throw InvalidInput("label_noise", "drawn", "below the plateau's threshold");
  const double distance =
      regime_distance_constant * dice.margin(part == MarginScope::part_one ? 4 : 25);
  setting = with_head(with_kappa(
      setting, part == MarginScope::part_one ? *critical * distance : *critical / distance));
}

/// A weak token that is only just visible (part 2), or weak tokens of the other class that all but
/// outweigh the relevant one under uniform attention. Both margins go with |mu|, which is drawn
/// after rho: the signal is drawn once more for the new rho, and the margin checked as all are.
void draw_weak_signal_again(Dice& dice, MarginScope part, Parameters& setting) {
  const auto surplus = static_cast<double>(setting.confusing_tokens - setting.aligned_tokens());
  const double just_met = dice.between(1.05, 1.2);
  if (part == MarginScope::part_two && dice.chance(0.3)) {
    setting.weak_signal = visible_weak_token_constant * just_met / visible_signal<double>(setting);
  } else if (surplus >= 5 && dice.chance(0.5)) {
    const double share = visible_signal_under_uniform_attention_constant<double>(setting) *
                         just_met * setting.noise_std *
                         std::sqrt(2 * static_cast<double>(setting.tokens)) / setting.signal_norm;
    setting.weak_signal = (1 - share) / surplus;
  } else {
    return;
  }
  if (!(setting.weak_signal > 1e-4 && setting.weak_signal < 0.2)) {
    throw InvalidInput("weak_signal", "drawn", "between 1e-4 and 0.2");
  }
  draw_signal(dice, part, setting);
}

/// tau: within the window of part 1, when all is reached in part 2. The gap makes fresh samples
/// select x_1 by 1/2 whatever their weak tokens do. InvalidInput where the mean field promises
/// none.
double promised_steps(MarginScope part, Parameters& setting) {
  setting.chosen_target_gap =
      (std::log(static_cast<double>(setting.tokens - 1)) + 0.5) / (1 - setting.weak_signal);
  const MeanFieldTimes times = mean_field_times(setting);
  const auto refuse = [] { throw InvalidInput("steps", "drawn", "promised by the mean field"); };
  if (part == MarginScope::part_one) {
    if (!times.select_noisy || !times.select_clean) refuse();
    const double begin = std::max(*times.select_noisy, *times.select_clean);
    const double end = times.exit.value_or(begin * 1e6);
    if (!(end > begin)) refuse();
    return std::min(std::sqrt(begin * end), 2 * begin);
  }
  if (!times.fit || !times.select_clean || !times.generalize) refuse();
  return std::max({1.1 * *times.fit, 1.1 * *times.select_clean, *times.generalize});
}

/// sigma_w, sigma_p from the laziness they leave; then the step.
void draw_start(Dice& dice, TrainingMargins margins, Parameters& setting) {
  const double energy =
      promised_logits(setting, mean_field_times(setting)).largest_energy;  // whatever the start is
  const double lazy_gain = std::sqrt(lazy_kernel_constant * energy);
  const bool proved = margins == TrainingMargins::as_proved;
  // By the margins of the start nothing keeps D from being far below |w|.
  const double gain =
      lazy_gain * (proved ? std::sqrt(dice.margin(1e12)) : dice.log_between(1e-8, 0.1));
  const auto dimension = static_cast<double>(setting.dimension);
  const double sum = gain / dimension;  // sigma_w^2 + sigma_p^2
  double product = 0;
  if (dice.chance(0.5)) {
    Parameters unit = setting;
    unit.chosen_init_weight_std = 1;
    unit.init_query_std = 1;
    product =
        small_initial_logits<double>(unit) / (small_initial_logits_constant * dice.margin(1e3));
  }
  const double larger = (sum + std::sqrt(std::max(sum * sum - 4 * product * product, 0.0))) / 2;
  const double smaller = product > 0 ? std::min(product * product / larger, larger) : 0;
  // With W = 0 the start is not that of (9.15), so that sigma_w is the one that stays.
  const bool swapped = product > 0 && dice.chance(0.5);
  setting.chosen_init_weight_std = std::sqrt(swapped ? smaller : larger);
  setting.init_query_std = std::sqrt(swapped ? larger : smaller);
  setting.step_size = 1;
  setting.step_size =
      small_step<double>(setting, proved ? energy : 0) / (small_step_constant * dice.margin(3));
}

bool asked_for(const Margin& margin, MarginScope part, TrainingMargins margins) {
  if (margin.scope != MarginScope::both_parts && margin.scope != part) return false;
  return margins == TrainingMargins::as_proved ||
         (margin.name != "lazy_kernel" && margin.name != "small_step");
}

}  // namespace
}  // namespace hunt_draws

HuntedSetting draw_hunted_setting(std::mt19937_64& random, TrainingMargins margins,
                                  std::int64_t& rejected) {
  using namespace hunt_draws;
  constexpr double most_steps = 20'000;
  Dice dice(random);
  while (true) {
    HuntedSetting drawn;
    drawn.part = dice.chance(0.5) ? MarginScope::part_one : MarginScope::part_two;
    Parameters& setting = drawn.parameters;
    try {
      draw_tokens(dice, setting);
      draw_labels(dice, setting);
      draw_scales(dice, setting);
      draw_signal(dice, drawn.part, setting);
      draw_weak_signal_again(dice, drawn.part, setting);
      // In scaled time the promise does not depend on start and step, which are drawn for it.
      const double log_tau = std::log(promised_steps(drawn.part, setting));
      const double log_scaled_tau = log_tau - log_steps_per_scaled_time(setting);
      draw_start(dice, margins, setting);
      const double tau = std::exp(log_scaled_tau + log_steps_per_scaled_time(setting));
      // A descent too long to run is replaced by its limit, the flow.
      if (!(tau < most_steps)) {
        if (margins == TrainingMargins::of_the_start) throw InvalidInput("steps", "drawn", "short");
        drawn.engine = Engine::flow;
      }
      setting.steps = drawn.engine == Engine::flow ? tau : std::ceil(tau);
      validate(setting);
    } catch (const InvalidInput&) {
      ++rejected;
      continue;
    }
    const std::vector<Margin> all = predict(setting).margins;
    const bool inside = std::all_of(all.begin(), all.end(), [&](const Margin& margin) {
      return !asked_for(margin, drawn.part, margins) || margin.value > 1;
    });
    if (!inside) {
      ++rejected;
      continue;
    }
    for (const Margin& margin : all) {
      if (asked_for(margin, drawn.part, margins) && margin.value <= 1.1) {
        drawn.tight.push_back(margin.name);
      }
    }
    return drawn;
  }
}

}  // namespace benignity
