#include "sim/data/labels.hpp"

#include "sim/data/class_law.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

/// A class other than `truth`: the next one.
std::int64_t next_class(const TokenLaw& law, std::int64_t truth) {
  return (truth + 1) % law.classes;
}

Labels fixed_labels(const TokenLaw& law) {
  Labels labels;
  std::int64_t flips_left = fixed_flips(law);
  for (std::int64_t sample = 0; sample < law.samples; ++sample) {
    const std::int64_t truth = sample % law.classes;
    const std::int64_t observed = flips_left > 0 ? next_class(law, truth) : truth;
    --flips_left;
    labels.truth.push_back(label_of_class(law, truth));
    labels.observed.push_back(label_of_class(law, observed));
  }
  return labels;
}

}  // namespace

Labels draw_labels(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate) {
  if (law.label_noise_kind == LabelNoiseKind::fixed) return fixed_labels(law);
  Labels labels;
  for (std::int64_t sample = 0; sample < law.samples; ++sample) {
    Stream stream({seed, Purpose::train_label, replicate, static_cast<std::uint32_t>(sample), 0});
    const std::int64_t truth = below(law.classes, stream.uniform());
    std::int64_t observed = truth;
    if (stream.uniform() <= law.label_noise) {
      const std::int64_t others = law.classes - 1;
      observed = others == 1 ? next_class(law, truth)
                             : (truth + 1 + below(others, stream.uniform())) % law.classes;
    }
    labels.truth.push_back(label_of_class(law, truth));
    labels.observed.push_back(label_of_class(law, observed));
  }
  return labels;
}

}  // namespace benignity
