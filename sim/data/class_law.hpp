#pragma once

#include <cstdint>

#include "theory/setting/token_law.hpp"

namespace benignity {

/// Classes are numbered from 0. Two classes carry the labels +1 (class 0) and -1 (class 1), more
/// carry their numbers; mu_k = |mu| e_k.
[[nodiscard]] int label_of_class(const TokenLaw& law, std::int64_t class_number);
[[nodiscard]] std::int64_t class_of_label(const TokenLaw& law, int label);

/// 0..bound - 1 from u in (0, 1]: ceil(u bound) - 1. At bound 2 it is class 0 where u <= 1/2.
[[nodiscard]] std::int64_t below(std::int64_t bound, double uniform);

/// Standard deviation of the noise of token t (from 0), a coordinate.
[[nodiscard]] double token_noise_std(const TokenLaw& law, std::int64_t token);

/// The signal part of a token: weight times mu of a class.
struct ClassPart {
  std::int64_t class_number = 0;
  double weight = 0;
};

/// Of token t (from 0) of a sample of class k: t = 0 is the relevant token mu_k, then come the
/// confusing tokens rho mu_{k+1} (mod C), the aligned ones rho mu_k, the irrelevant ones (weight
/// 0). [paper] data item 3 for C = 2; the order and C > 2 are [convention].
[[nodiscard]] ClassPart class_part(const TokenLaw& law, std::int64_t class_number,
                                   std::int64_t token);

}  // namespace benignity
