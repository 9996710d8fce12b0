#include "sim/data/labels.hpp"

#include "sim/random/stream.hpp"

namespace benignity {
namespace {

Labels fixed_labels(const TokenLaw& law) {
  Labels labels;
  std::int64_t flips_left = fixed_flips(law);
  for (std::int64_t sample = 0; sample < law.samples; ++sample) {
    const int truth = sample % 2 == 0 ? 1 : -1;
    const int observed = flips_left > 0 ? -truth : truth;
    --flips_left;
    labels.truth.push_back(truth);
    labels.observed.push_back(observed);
  }
  return labels;
}

}  // namespace

Labels draw_labels(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate) {
  if (law.label_noise_kind == LabelNoiseKind::fixed) return fixed_labels(law);
  Labels labels;
  for (std::int64_t sample = 0; sample < law.samples; ++sample) {
    Stream stream({seed, Purpose::train_label, replicate, static_cast<std::uint32_t>(sample), 0});
    const int truth = stream.uniform() <= 0.5 ? 1 : -1;
    const int observed = stream.uniform() <= law.label_noise ? -truth : truth;
    labels.truth.push_back(truth);
    labels.observed.push_back(observed);
  }
  return labels;
}

}  // namespace benignity
