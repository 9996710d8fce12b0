#pragma once

#include <cstdint>
#include <vector>

#include "theory/setting/token_law.hpp"

namespace benignity {

/// True and observed labels of n samples: +1 or -1, or 0..C-1 of more than two classes.
struct Labels {
  std::vector<int> truth;     ///< Y*
  std::vector<int> observed;  ///< Y

  [[nodiscard]] bool is_noisy(std::size_t sample) const {
    return truth[sample] != observed[sample];
  }
};

/// Labels of the training set. Law `fixed` has no randomness: classes alternate, starting with +1,
/// and the first fixed_flips() samples are flipped, each to the next class. Law `bernoulli` is the
/// paper's; a flip is to any other class.
[[nodiscard]] Labels draw_labels(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate);

}  // namespace benignity
