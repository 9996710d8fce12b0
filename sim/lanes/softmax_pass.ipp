#pragma once

// The softmax response and the exponential. Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/kernels.hpp"
#include "sim/lanes/lanes.ipp"
#include "sim/lanes/transpose.ipp"

namespace benignity {
namespace {

/// The constants of e^x = 2^n e^r, n = round(x / log 2), |r| <= log(2)/2. log 2 = high + low with
/// so few bits in high that n * high is exact. Taylor's series of e^r ends where its remainder is
/// below 2^-57 (2^-27 for float).
template <class Real>
struct Exponent;
template <>
struct Exponent<double> {
  static constexpr double least = -746;  // e^least rounds to 0
  static constexpr double per_log2 = 1.4426950408889634;
  static constexpr double high = 0x1.62e42feep-1;
  static constexpr double low = 0x1.a39ef35793c76p-33;
  static constexpr double whole = 0x1.8p52;  // adding it rounds to a whole number
  static constexpr int fraction_bits = 52;
  static constexpr std::int64_t bias = 1023;
  static constexpr double series[] = {
      1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
      1.0 / 5040,       1.0 / 720,       1.0 / 120,      1.0 / 24,      1.0 / 6,      1.0 / 2};
};
template <>
struct Exponent<float> {
  static constexpr float least = -105;
  static constexpr float per_log2 = 1.44269502F;
  static constexpr float high = 0x1.62e4p-1F;
  static constexpr float low = 0x1.7f7d1cp-20F;
  static constexpr float whole = 0x1.8p23F;
  static constexpr int fraction_bits = 23;
  static constexpr std::int32_t bias = 127;
  static constexpr float series[] = {1.0F / 5040, 1.0F / 720, 1.0F / 120,
                                     1.0F / 24,   1.0F / 6,   1.0F / 2};
};

/// e^x for x <= 0; see Kernels::exponential.
template <class Real>
BENIGNITY_INLINE Pack<Real> exponential(Pack<Real> x) {
  using Constant = Exponent<Real>;
  using Whole = typename LanesOf<Real>::Whole;
  x = x < Constant::least ? all(Constant::least) : x;
  const Pack<Real> shifted = multiply_add(x, all(Constant::per_log2), all(Constant::whole));
  const Pack<Real> n = shifted - Constant::whole;
  const Pack<Real> r =
      multiply_add(n, all(-Constant::low), multiply_add(n, all(-Constant::high), x));
  Pack<Real> sum = all(Constant::series[0]);
  for (std::size_t k = 1; k < sizeof Constant::series / sizeof(Real); ++k) {
    sum = multiply_add(sum, r, all(Constant::series[k]));
  }
  const Pack<Real> e_r = multiply_add(sum, r * r, r) + 1;
  // 2^n as two factors, both normal; the low bits of `shifted` hold n.
  const Whole exponent = (Whole)shifted - (Whole)all(Constant::whole);
  const Whole half = exponent >> 1;
  const Pack<Real> first = (Pack<Real>)((half + Constant::bias) << Constant::fraction_bits);
  const Pack<Real> second =
      (Pack<Real>)((exponent - half + Constant::bias) << Constant::fraction_bits);
  return e_r * first * second;
}

template <class Real>
void exponential(std::ptrdiff_t count, Real* x) {
  std::ptrdiff_t i = 0;
  for (; i + lanes<Real> <= count; i += lanes<Real>) store(x + i, exponential<Real>(load(x + i)));
  if (i < count) store_first(count - i, x + i, exponential<Real>(load_first(count - i, x + i)));
}

/// lane l of to[t] = from[first[l] + t], t < tokens: squares in registers, of the last one what
/// there is.
template <class Real>
BENIGNITY_INLINE void lanes_from_rows(const Real* from, const std::ptrdiff_t (&first)[lanes<Real>],
                                      std::ptrdiff_t tokens, Real* to) {
  constexpr std::ptrdiff_t width = lanes<Real>;
  std::ptrdiff_t t = 0;
  Pack<Real> square[width];
  for (; t + width <= tokens; t += width) {
#pragma GCC unroll 16
    for (std::ptrdiff_t l = 0; l < width; ++l) square[l] = load(from + first[l] + t);
    transpose<Real>(square);
#pragma GCC unroll 16
    for (std::ptrdiff_t l = 0; l < width; ++l) store(to + (t + l) * width, square[l]);
  }
  if (t == tokens) return;
#pragma GCC unroll 16
  for (std::ptrdiff_t l = 0; l < width; ++l) {
    square[l] = load_first(tokens - t, from + first[l] + t);
  }
  transpose<Real>(square);
#pragma GCC unroll 16
  for (std::ptrdiff_t l = 0; l < width; ++l) {
    if (t + l < tokens) store(to + (t + l) * width, square[l]);
  }
}

/// The way back for the first `rows` lanes: to[l tokens + t] = lane l of from[t].
template <class Real>
BENIGNITY_INLINE void rows_from_lanes(const Real* from, std::ptrdiff_t rows, std::ptrdiff_t tokens,
                                      Real* to) {
  constexpr std::ptrdiff_t width = lanes<Real>;
  std::ptrdiff_t t = 0;
  Pack<Real> square[width];
  for (; t + width <= tokens; t += width) {
#pragma GCC unroll 16
    for (std::ptrdiff_t l = 0; l < width; ++l) square[l] = load(from + (t + l) * width);
    transpose<Real>(square);
#pragma GCC unroll 16
    for (std::ptrdiff_t l = 0; l < width; ++l) {
      if (l < rows) store(to + l * tokens + t, square[l]);
    }
  }
  if (t == tokens) return;
#pragma GCC unroll 16
  for (std::ptrdiff_t l = 0; l < width; ++l) {
    square[l] = t + l < tokens ? load(from + (t + l) * width) : Pack<Real>{};
  }
  transpose<Real>(square);
#pragma GCC unroll 16
  for (std::ptrdiff_t l = 0; l < width; ++l) {
    if (l < rows) store_first(tokens - t, to + l * tokens + t, square[l]);
  }
}

/// In sweeps over all samples rather than sample by sample, so that the chains of dependent
/// operations of different samples overlap.
template <class Real>
void respond(const SoftmaxArrays<Real>& arrays) {
  using Whole = typename LanesOf<Real>::Whole;
  constexpr std::ptrdiff_t width = lanes<Real>;
  const std::ptrdiff_t samples = arrays.samples;
  const std::ptrdiff_t tokens = arrays.tokens;
  const std::ptrdiff_t carried = arrays.logits_a_sample;
  const std::ptrdiff_t left_out = tokens - carried;  // 1: x_1, whose logit is 0
  const std::ptrdiff_t padded = (samples + width - 1) / width * width;
  // tokens x lanes for each vector of samples:
  Real* const shares = arrays.scratch;                // a_t, then e^{a_t - a_pivot}, then c_t
  Real* const gaps = shares + tokens * padded;        // gamma_t, then gamma_t - gamma_pivot
  Real* const pivot_values = gaps + tokens * padded;  // gamma_pivot
  Real* const excesses = pivot_values + padded;       // f - gamma_pivot
  Real* const labels = excesses + padded;             // Y; then sigma(-Y f) Y / (n Z)
  Real* const margins = labels + padded;              // Y f
  Real* const relevants = margins + padded;           // Z = sum_t e^{a_t - a_pivot}; softmax of x_1

  for (std::ptrdiff_t begin = 0; begin < samples; begin += width) {
    // Of each lane's sample; lanes without one repeat the last.
    std::ptrdiff_t first_token[width];
    std::ptrdiff_t first_logit[width];
    for (std::ptrdiff_t l = 0; l < width; ++l) {
      const std::ptrdiff_t sample = begin + l < samples ? begin + l : samples - 1;
      labels[begin + l] = static_cast<Real>(arrays.labels[sample]);
      first_token[l] = sample * tokens;
      first_logit[l] = sample * carried;
    }
    if (left_out > 0) store(shares + tokens * begin, Pack<Real>{});
    lanes_from_rows(arrays.logits, first_logit, carried,
                    shares + tokens * begin + left_out * width);
    lanes_from_rows(arrays.head_values, first_token, tokens, gaps + tokens * begin);
  }
  for (std::ptrdiff_t begin = 0; begin < samples; begin += width) {
    Real* const a = shares + tokens * begin;
    Real* const gamma = gaps + tokens * begin;
    Pack<Real> pivot_logit = load(a);
    Pack<Real> pivot_value = load(gamma);
    for (std::ptrdiff_t t = 1; t < tokens; ++t) {
      const Pack<Real> logit = load(a + t * width);
      const Whole larger = (Whole)(logit > pivot_logit);
      pivot_logit = larger ? logit : pivot_logit;
      pivot_value = larger ? load(gamma + t * width) : pivot_value;
    }
    for (std::ptrdiff_t t = 0; t < tokens; ++t) {
      store(a + t * width, load(a + t * width) - pivot_logit);
      store(gamma + t * width, load(gamma + t * width) - pivot_value);
    }
    store(pivot_values + begin, pivot_value);
  }
  for (std::ptrdiff_t at = 0; at < tokens * padded; at += width) {
    store(shares + at, exponential<Real>(load(shares + at)));
  }
  for (std::ptrdiff_t begin = 0; begin < samples; begin += width) {
    Pack<Real> normaliser = {};
    Pack<Real> weighted = {};
    for (std::ptrdiff_t at = tokens * begin; at < tokens * (begin + width); at += width) {
      normaliser += load(shares + at);
      weighted = multiply_add(load(shares + at), load(gaps + at), weighted);
    }
    const Pack<Real> excess = weighted / normaliser;
    store(relevants + begin, normaliser);
    store(excesses + begin, excess);
    store(margins + begin, load(labels + begin) * (load(pivot_values + begin) + excess));
  }
  for (std::ptrdiff_t begin = 0; begin < samples; begin += width) {
    const Pack<Real> margin = load(margins + begin);
    const Pack<Real> normaliser = load(relevants + begin);
    const Pack<Real> decay = exponential<Real>(margin > 0 ? -margin : margin);
    const Pack<Real> slope = (margin > 0 ? decay : all(Real(1))) / (1 + decay);  // sigma(-Y f)
    store(relevants + begin, load(shares + tokens * begin) / normaliser);
    store(labels + begin, load(labels + begin) * slope / (static_cast<Real>(samples) * normaliser));
  }
  for (std::ptrdiff_t begin = 0; begin < samples; begin += width) {
    const Pack<Real> weight = load(labels + begin);
    const Pack<Real> excess = load(excesses + begin);
    for (std::ptrdiff_t at = tokens * begin; at < tokens * (begin + width); at += width) {
      store(shares + at, load(shares + at) * weight * (load(gaps + at) - excess));
    }
    const std::ptrdiff_t rows = begin + width <= samples ? width : samples - begin;
    rows_from_lanes(shares + tokens * begin + left_out * width, rows, carried,
                    arrays.coefficients + begin * carried);
  }
  for (std::ptrdiff_t sample = 0; sample < samples; ++sample) {
    arrays.margin[sample] = margins[sample];
    arrays.relevant[sample] = relevants[sample];
  }
}

}  // namespace
}  // namespace benignity
