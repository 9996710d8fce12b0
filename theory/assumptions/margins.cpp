#include "theory/assumptions/margins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "theory/assumptions/labels.hpp"
#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/assumptions/training.hpp"
#include "theory/assumptions/visibility.hpp"

namespace benignity {
namespace {

void require_input(const char* function, const char* name, double value, bool holds,
                   const char* requirement) {
  if (!holds) {
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    text << function << ": " << name << " is " << value << ", but must be " << requirement;
    throw std::invalid_argument(text.str());
  }
}

Margin margin_of(std::string name, double ratio, double constant, MarginScope scope,
                 std::string equation) {
  return {std::move(name), ratio / constant, ratio, constant, scope, std::move(equation)};
}

}  // namespace

double distance_above_critical(const Parameters& parameters, const CriticalKappa& critical) {
  const double value = kappa<double>(parameters);
  if (critical.value) return value / *critical.value;
  return critical.status == CriticalKappaStatus::no_noisy_samples
             ? std::numeric_limits<double>::infinity()
             : 0;
}

double distance_below_critical(const Parameters& parameters, const CriticalKappa& critical) {
  const double value = kappa<double>(parameters);
  if (critical.value) return *critical.value / value;
  return critical.status == CriticalKappaStatus::never ? std::numeric_limits<double>::infinity()
                                                       : 0;
}

std::vector<Margin> data_margins(const Parameters& parameters) {
  using enum MarginScope;
  validate(parameters);
  return {
      margin_of("spectral_near_orthogonality", spectral_near_orthogonality<double>(parameters),
                spectral_near_orthogonality_constant, both_parts, "d/(nT L), L = log(nT/δ*) (9.2)"),
      margin_of("entrywise_near_orthogonality", entrywise_near_orthogonality<double>(parameters),
                entrywise_near_orthogonality_constant, both_parts, "√d/(nT √L) (9.3)"),
      margin_of("visible_signal", visible_signal<double>(parameters), visible_signal_constant,
                both_parts, "‖μ‖/(σ_ε√L) (9.4)"),
      margin_of("visible_signal_under_uniform_attention",
                visible_signal_under_uniform_attention<double>(parameters),
                visible_signal_under_uniform_attention_constant<double>(parameters), both_parts,
                "(1 + ρ(aligned − confusing))‖μ‖/(σ_ε√(2T)) (9.5)"),
      margin_of("visible_weak_token", visible_weak_token<double>(parameters),
                visible_weak_token_constant, part_two, "ρ‖μ‖/(σ_ε√L) (9.6)"),
      margin_of("weak_token_is_weak", weak_token_is_weak<double>(parameters),
                weak_token_is_weak_constant, both_parts, "1/ρ (9.7)"),
      margin_of("populated_groups", populated_groups<double>(parameters),
                populated_groups_constant<double>(parameters), both_parts,
                "samples in the smallest of class × {clean, noisy} (9.8)"),
      margin_of("label_noise_below_threshold", label_noise_below_threshold<double>(parameters),
                label_noise_below_threshold_constant, part_one, "σ(−g)/η̂ (9.10)"),
      margin_of("clean_majority", clean_majority<double>(parameters), clean_majority_constant,
                both_parts, "1/(2η̂) (9.11)"),
      margin_of("bounded_head_gap", bounded_head_gap<double>(parameters), bounded_head_gap_constant,
                both_parts, "1/g (9.12)"),
      margin_of("small_initial_logits", small_initial_logits<double>(parameters),
                small_initial_logits_constant, both_parts,
                "1/(√(‖μ‖² + σ_ε²d) σ_w σ_p √(d L)) (9.14)"),
  };
}

std::vector<Margin> assumption_margins(const Parameters& parameters, const PromisedLogits& logits,
                                       const CriticalKappa& critical) {
  const char* const self = "assumption_margins";
  const TrainedLogits& fresh = logits.fresh;
  require_input(self, "lambda_plus", fresh.lambda_plus, std::isfinite(fresh.lambda_plus), "finite");
  require_input(self, "lambda_minus", fresh.lambda_minus, std::isfinite(fresh.lambda_minus),
                "finite");
  require_input(self, "sum_b_squared", fresh.sum_b_squared,
                std::isfinite(fresh.sum_b_squared) && fresh.sum_b_squared >= 0,
                "finite and at least 0");
  require_input(self, "largest_energy", logits.largest_energy,
                std::isfinite(logits.largest_energy) && logits.largest_energy >= 0,
                "finite and at least 0");
  if (critical.value) {
    require_input(self, "critical_kappa", *critical.value,
                  std::isfinite(*critical.value) && *critical.value > 0, "finite and positive");
  }
  const double energy = std::max(logits.largest_energy, logit_energy<double>(parameters, fresh));
  std::vector<Margin> margins = data_margins(parameters);
  margins.push_back(margin_of("small_step", small_step<double>(parameters, energy),
                              small_step_constant, MarginScope::both_parts,
                              "1/(α (D + √(5E)) ‖ν‖‖μ‖ max{‖μ‖², σ_ε²d/n}) (9.13)"));
  margins.push_back(margin_of("lazy_kernel", lazy_kernel<double>(parameters, energy),
                              lazy_kernel_constant, MarginScope::both_parts,
                              "D²/E, E = max over time of (λ₊² + λ₋²)/‖μ‖² + Σb²/(σ_ε²d) (9.16)"));
  margins.push_back(margin_of("quiet_test_logits", quiet_test_logits<double>(parameters, fresh),
                              quiet_test_logits_constant, MarginScope::both_parts,
                              "min λ±/√(L (Σb²/d + σ_ε²(λ₊² + λ₋²)/‖μ‖²)) (9.17)"));
  margins.push_back(margin_of("not_overfitting_regime",
                              distance_above_critical(parameters, critical),
                              regime_distance_constant, MarginScope::part_one, "κ/κ* (9.18)"));
  margins.push_back(margin_of("benign_overfitting_regime",
                              distance_below_critical(parameters, critical),
                              regime_distance_constant, MarginScope::part_two, "κ*/κ (9.18)"));
  return margins;
}

std::vector<Margin> without_step(std::vector<Margin> margins) {
  std::erase_if(margins, [](const Margin& margin) { return margin.name == "small_step"; });
  return margins;
}

std::vector<Margin> unmet_margins(const std::vector<Margin>& margins,
                                  const std::vector<MarginScope>& scopes) {
  std::vector<Margin> unmet;
  for (const Margin& candidate : margins) {
    const bool concerned = std::find(scopes.begin(), scopes.end(), candidate.scope) != scopes.end();
    if (concerned && !(candidate.value > 1)) {
      unmet.push_back(candidate);
    }
  }
  return unmet;
}

std::vector<Margin> with_scaled_constants(std::vector<Margin> margins, double factor) {
  require_input("with_scaled_constants", "factor", factor, std::isfinite(factor) && factor > 0,
                "finite and positive");
  for (Margin& scaled : margins) {
    scaled.constant *= factor;
    scaled.value = scaled.ratio / scaled.constant;
  }
  return margins;
}

}  // namespace benignity
