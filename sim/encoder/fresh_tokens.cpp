#include "sim/encoder/fresh_tokens.hpp"

#include "sim/data/class_law.hpp"
#include "sim/data/token_law.hpp"
#include "sim/random/stream.hpp"

namespace benignity {

FreshTokens draw_fresh_tokens(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate,
                              std::int64_t first, std::int64_t count) {
  FreshTokens fresh{{}, RowMatrix<double>(count * law.tokens, law.dimension)};
  for (std::int64_t s = 0; s < count; ++s) {
    const auto sample = static_cast<std::uint32_t>(first + s);
    Stream label({seed, Purpose::test_label, replicate, sample, 0});
    fresh.truth.push_back(label.uniform() <= 0.5 ? 1 : -1);
    const std::int64_t truth = class_of_label(law, fresh.truth.back());
    for (std::int64_t t = 0; t < law.tokens; ++t) {
      auto row = fresh.rows.row(s * law.tokens + t);
      draw_token(law, {seed, Purpose::test_noise, replicate, sample, static_cast<std::uint32_t>(t)},
                 truth, t, {row.data(), static_cast<std::size_t>(row.size())});
    }
  }
  return fresh;
}

}  // namespace benignity
