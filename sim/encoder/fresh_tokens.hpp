#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/matrix.hpp"
#include "theory/setting/token_law.hpp"

namespace benignity {

/// Explicit fresh samples of the test streams, those of every other explicit engine.
struct FreshTokens {
  std::vector<int> truth;  ///< +1 and -1
  RowMatrix<double> rows;  ///< tokens, sample after sample
};

/// Samples [first, first + count).
[[nodiscard]] FreshTokens draw_fresh_tokens(const TokenLaw& law, std::uint64_t seed,
                                            std::uint64_t replicate, std::int64_t first,
                                            std::int64_t count);

}  // namespace benignity
