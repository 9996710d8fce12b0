#include "sim/measure/equivalent_law.hpp"

#include <algorithm>
#include <cmath>

#include "theory/assumptions/visibility.hpp"

namespace benignity {
namespace {

/// Standard errors from which a place counts: by chance 1 of 2,000 does.
constexpr double certain = 3.5;

/// Places that carry a share of the class contrast, by its sign.
struct WeakPlaces {
  std::int64_t aligned = 0;
  std::int64_t confusing = 0;
  double weight = 0;  ///< mean of |rho|
};

WeakPlaces weak_places(const MeasuredTokens& measured) {
  WeakPlaces places;
  for (std::size_t t = 0; t < measured.place_weight.size(); ++t) {
    const Estimate& weight = measured.place_weight[t];
    if (static_cast<std::int64_t>(t) == measured.signal_place) continue;
    if (!(std::abs(weight.mean) > certain * weight.standard_error)) continue;
    ++(weight.mean > 0 ? places.aligned : places.confusing);
    places.weight += std::abs(weight.mean);
  }
  const std::int64_t count = places.aligned + places.confusing;
  if (count > 0) places.weight /= static_cast<double>(count);
  return places;
}

/// The bound of 1/10 that the margins of section 9 ask for, over what it bounds.
MeasuredMargin bounded_by_a_tenth(const char* name, const Estimate& bounded, double share = 1) {
  const double margin = share / (10 * bounded.mean);
  return {name, margin, margin * bounded.standard_error / bounded.mean, 0};
}

}  // namespace

std::variant<Parameters, NoEquivalentLaw> equivalent_law(const MeasuredTokens& measured,
                                                         const Parameters& run) {
  if (run.classes != 2) return NoEquivalentLaw{"its mean field is derived for two classes"};
  const Estimate& selection = measured.selection_length2;
  if (!(selection.mean > certain * selection.standard_error)) {
    return NoEquivalentLaw{"the class means are not told from the noise"};
  }
  Parameters law = run;
  const auto dimension = static_cast<double>(run.dimension);
  law.dimension = std::max(std::llround(measured.effective_dimension.mean), 2LL);
  const auto effective = static_cast<double>(law.dimension);
  law.noise_std = std::sqrt(measured.noise_trace.mean / effective);
  law.signal_norm = std::sqrt(selection.mean);
  if (measured.head_gap) {
    law.chosen_head_norm = std::abs(*measured.head_gap) * std::sqrt(2.0) / law.signal_norm;
  }
  const WeakPlaces weak = weak_places(measured);
  law.confusing_tokens = weak.confusing;
  law.chosen_aligned_tokens = weak.aligned;
  law.weak_signal = std::min(weak.weight, 1.0);
  const double kept_gain = std::sqrt(dimension / effective);
  if (law.init_weight_law != InitWeightLaw::identity) {
    law.chosen_init_weight_std = run.init_weight_std() * kept_gain;
  }
  law.init_query_std *= kept_gain;
  return law;
}

std::vector<MeasuredMargin> measured_margins(const MeasuredTokens& measured,
                                             const Parameters& equivalent) {
  Estimate overlap = measured.signal_overlap;
  if (measured.head_overlap && measured.head_overlap->mean > overlap.mean) {
    overlap = *measured.head_overlap;
  }
  std::vector<MeasuredMargin> margins = {
      bounded_by_a_tenth("spectral_near_orthogonality", measured.spectral_departure),
      bounded_by_a_tenth("entrywise_near_orthogonality", measured.row_sum_departure),
      bounded_by_a_tenth("visible_signal", overlap)};
  const auto constant = visible_signal_under_uniform_attention_constant<double>(equivalent);
  margins.push_back({"visible_signal_under_uniform_attention",
                     measured.uniform_attention.mean / constant,
                     measured.uniform_attention.standard_error / constant, 0});
  if (measured.head_overlap) {
    margins.push_back(
        bounded_by_a_tenth("visible_weak_token", *measured.head_overlap, equivalent.weak_signal));
  }
  for (MeasuredMargin& margin : margins) {
    for (const Margin& derived : data_margins(equivalent)) {
      if (derived.name == margin.name) margin.derived = derived.value;
    }
  }
  return margins;
}

}  // namespace benignity
