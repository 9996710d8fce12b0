#pragma once

// One step of remembered queries, theory/README.md (6.3). Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/kernels.hpp"
#include "sim/lanes/lanes.ipp"

namespace benignity {
namespace {

/// Two chains of multiply-adds: one alone would wait for itself. The numbers beyond the last whole
/// vector go as a vector with zeros behind, not one by one: that took longer than all the others.
template <class Real>
void follow_queries(std::ptrdiff_t tokens, std::ptrdiff_t queries, Real alpha, const Real* c,
                    const Real* k, Real* products, Real* images) {
  constexpr std::ptrdiff_t width = lanes<Real>;
  const std::ptrdiff_t rest = tokens % width;
  const std::ptrdiff_t whole = tokens - rest;
  for (std::ptrdiff_t s = 0; s < queries; ++s) {
    Real* const y = images + s * tokens;
    const Pack<Real> lengths = all(alpha * products[s]);
    Pack<Real> sums[2] = {};
    const auto follow = [&](std::ptrdiff_t at, Pack<Real>& sum) {
      const Pack<Real> y_t = load(y + at);
      sum = multiply_add(load(c + at), y_t, sum);
      store(y + at, multiply_add(lengths, load(k + at), y_t));
    };
    std::ptrdiff_t t = 0;
    for (; t + 2 * width <= tokens; t += 2 * width) {
      follow(t, sums[0]);
      follow(t + width, sums[1]);
    }
    if (t < whole) follow(t, sums[0]);
    if (rest > 0) {
      const Pack<Real> y_t = load_first(rest, y + whole);
      sums[1] = multiply_add(load_first(rest, c + whole), y_t, sums[1]);
      store_first(rest, y + whole, multiply_add(lengths, load_first(rest, k + whole), y_t));
    }
    const Pack<Real> sum = sums[0] + sums[1];
    Real product = 0;
    for (std::ptrdiff_t lane = 0; lane < width; ++lane) product += sum[lane];
    products[s] += alpha * product;
  }
}

}  // namespace
}  // namespace benignity
