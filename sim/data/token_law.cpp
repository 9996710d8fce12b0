#include "sim/data/token_law.hpp"

#include <string>

#include "sim/random/stream.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

SignalPart signal_part(const TokenLaw& law, int truth, std::int64_t token) {
  const std::int64_t aligned_begin = 1 + law.confusing_tokens;
  const std::int64_t irrelevant_begin = aligned_begin + law.aligned_tokens();
  double own = 0;
  double other = 0;
  if (token == 0) {
    own = 1;
  } else if (token < aligned_begin) {
    other = law.weak_signal;
  } else if (token < irrelevant_begin) {
    own = law.weak_signal;
  }
  return truth > 0 ? SignalPart{own, other} : SignalPart{other, own};
}

TrainingSet draw_training_set(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate) {
  if (law.dimension < 2) {
    throw InvalidInput("dimension", std::to_string(law.dimension),
                       "at least 2 for explicit tokens (two orthogonal signals)");
  }
  const std::int64_t token_count = law.samples * law.tokens;
  TrainingSet set{draw_labels(law, seed, replicate),
                  RowMatrix<double>(token_count + 2, law.dimension)};
  for (std::int64_t sample = 0; sample < law.samples; ++sample) {
    for (std::int64_t token = 0; token < law.tokens; ++token) {
      Stream stream({seed, Purpose::train_noise, replicate, static_cast<std::uint32_t>(sample),
                     static_cast<std::uint32_t>(token)});
      auto row = set.rows.row(sample * law.tokens + token);
      stream.normals({row.data(), static_cast<std::size_t>(row.size())});
      row *= law.noise_std;
      const SignalPart signal =
          signal_part(law, set.labels.truth[static_cast<std::size_t>(sample)], token);
      row(0) += signal.plus * law.signal_norm;
      row(1) += signal.minus * law.signal_norm;
    }
  }
  set.rows.bottomRows(2).setZero();
  set.rows(token_count, 0) = law.signal_norm;
  set.rows(token_count + 1, 1) = law.signal_norm;
  return set;
}

}  // namespace benignity
