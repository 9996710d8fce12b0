#include "sim/data/token_law.hpp"

#include <string>

#include "sim/data/class_law.hpp"
#include "sim/random/stream.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

SignalPart signal_part(const TokenLaw& law, int truth, std::int64_t token) {
  const ClassPart part = class_part(law, class_of_label(law, truth), token);
  return part.class_number == 0 ? SignalPart{part.weight, 0} : SignalPart{0, part.weight};
}

void draw_token(const TokenLaw& law, const StreamAddress& address, std::int64_t class_number,
                std::int64_t token, std::span<double> to) {
  Stream(address).normals(to);
  const double noise_std = token_noise_std(law, token);
  for (double& coordinate : to) coordinate *= noise_std;
  const ClassPart part = class_part(law, class_number, token);
  to[static_cast<std::size_t>(part.class_number)] += part.weight * law.signal_norm;
}

TrainingSet draw_training_set(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate) {
  if (law.dimension < law.classes) {
    throw InvalidInput(
        "dimension", std::to_string(law.dimension),
        "at least " + std::to_string(law.classes) + " for explicit tokens (orthogonal signals)");
  }
  const std::int64_t token_count = law.samples * law.tokens;
  TrainingSet set{draw_labels(law, seed, replicate),
                  RowMatrix<double>(token_count + law.classes, law.dimension)};
  for (std::int64_t sample = 0; sample < law.samples; ++sample) {
    const std::int64_t truth =
        class_of_label(law, set.labels.truth[static_cast<std::size_t>(sample)]);
    for (std::int64_t token = 0; token < law.tokens; ++token) {
      auto row = set.rows.row(sample * law.tokens + token);
      draw_token(law,
                 {seed, Purpose::train_noise, replicate, static_cast<std::uint32_t>(sample),
                  static_cast<std::uint32_t>(token)},
                 truth, token, {row.data(), static_cast<std::size_t>(row.size())});
    }
  }
  set.rows.bottomRows(law.classes).setZero();
  for (std::int64_t k = 0; k < law.classes; ++k) set.rows(token_count + k, k) = law.signal_norm;
  return set;
}

}  // namespace benignity
