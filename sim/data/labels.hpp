#pragma once

#include <cstdint>
#include <vector>

#include "theory/setting/token_law.hpp"

namespace benignity {

/// True and observed labels, +1 or -1, of n samples.
struct Labels {
  std::vector<int> truth;     ///< Y*
  std::vector<int> observed;  ///< Y

  [[nodiscard]] bool is_noisy(std::size_t sample) const {
    return truth[sample] != observed[sample];
  }
};

/// Labels of the training set. Law `fixed` has no randomness: classes alternate, starting with +1,
/// and the first fixed_flips() samples are flipped. Law `bernoulli` is the paper's.
[[nodiscard]] Labels draw_labels(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate);

}  // namespace benignity
