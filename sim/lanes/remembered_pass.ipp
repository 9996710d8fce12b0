#pragma once

// One step of remembered queries, theory/README.md (6.3). Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/kernels.hpp"
#include "sim/lanes/lanes.ipp"

namespace benignity {
namespace {

/// Two chains of multiply-adds: one alone would wait for itself.
template <class Real>
void follow_queries(std::ptrdiff_t tokens, std::ptrdiff_t queries, Real alpha, const Real* c,
                    const Real* k, Real* products, Real* images) {
  constexpr std::ptrdiff_t width = lanes<Real>;
  for (std::ptrdiff_t s = 0; s < queries; ++s) {
    Real* const y = images + s * tokens;
    const Real length = alpha * products[s];
    const Pack<Real> lengths = all(length);
    Pack<Real> sums[2] = {};
    std::ptrdiff_t t = 0;
    for (; t + 2 * width <= tokens; t += 2 * width) {
      for (std::ptrdiff_t half = 0; half < 2; ++half) {
        const std::ptrdiff_t at = t + half * width;
        const Pack<Real> y_t = load(y + at);
        sums[half] = multiply_add(load(c + at), y_t, sums[half]);
        store(y + at, multiply_add(lengths, load(k + at), y_t));
      }
    }
    const Pack<Real> sum = sums[0] + sums[1];
    Real product = 0;
    for (std::ptrdiff_t lane = 0; lane < width; ++lane) product += sum[lane];
    for (; t < tokens; ++t) {
      product += c[t] * y[t];
      y[t] += length * k[t];
    }
    products[s] += alpha * product;
  }
}

}  // namespace
}  // namespace benignity
