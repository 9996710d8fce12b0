#pragma once

// The softmax response of fresh samples, which needs no coefficients, in the order in which they
// are drawn: a token's numbers of all samples side by side. Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/draw_kernels.hpp"
#include "sim/lanes/softmax_pass.ipp"

namespace benignity {
namespace {

/// log(1 + x) for 0 <= x <= 1, within 2 ulp: 2 artanh of x/(2 + x) or, beyond sqrt(2) - 1, log 2 +
/// 2 artanh of (x - 1)/(x + 3). s^2 < 0.0295, so the series may end before s^20, 2^-55.
BENIGNITY_INLINE Doubles log_of_one_plus(Doubles x) {
  constexpr double series[] = {2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11,
                               2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};
  const auto far = x > 0.41421356237309503;
  const Doubles s = (far ? x - 1 : x) / (far ? x + 3 : x + 2);
  const Doubles z = s * s;
  Doubles sum = all(series[0]);
  for (std::size_t k = 1; k < sizeof series / sizeof(double); ++k) {
    sum = multiply_add(sum, z, all(series[k]));
  }
  return (far ? all(0.6931471805599453) : Doubles{}) + multiply_add(s * z, sum, s + s);
}

void respond_to_fresh(const FreshArrays& arrays) {
  constexpr std::ptrdiff_t width = lanes<double>;
  const std::ptrdiff_t tokens = arrays.tokens;
  for (std::ptrdiff_t begin = 0; begin < arrays.samples; begin += width) {
    const Doubles label = load(arrays.labels + begin);
    const auto logit = [&](std::ptrdiff_t t) {
      return load(arrays.noise_logits + t * arrays.token_stride + begin) +
             (label > 0 ? all(arrays.plus_logits[t]) : all(arrays.minus_logits[t]));
    };
    const double* const gamma = arrays.head_values + begin;
    const Doubles relevant_logit = logit(0);
    Doubles pivot_logit = relevant_logit;
    Doubles pivot_value = load(gamma);
    for (std::ptrdiff_t t = 1; t < tokens; ++t) {
      const Doubles a = logit(t);
      const auto larger = a > pivot_logit;
      pivot_logit = larger ? a : pivot_logit;
      pivot_value = larger ? load(gamma + t * arrays.samples) : pivot_value;
    }
    const Doubles first_share = exponential<double>(relevant_logit - pivot_logit);
    Doubles normaliser = first_share;
    Doubles weighted = first_share * (load(gamma) - pivot_value);
    for (std::ptrdiff_t t = 1; t < tokens; ++t) {
      const Doubles share = exponential<double>(logit(t) - pivot_logit);
      normaliser += share;
      weighted = multiply_add(share, load(gamma + t * arrays.samples) - pivot_value, weighted);
    }
    const Doubles margin = label * (pivot_value + weighted / normaliser);
    const Doubles decay = exponential<double>(margin > 0 ? -margin : margin);
    store(arrays.margin + begin, margin);
    store(arrays.relevant + begin, first_share / normaliser);
    store(arrays.loss + begin, log_of_one_plus(decay) - (margin > 0 ? Doubles{} : margin));
  }
}

}  // namespace
}  // namespace benignity
