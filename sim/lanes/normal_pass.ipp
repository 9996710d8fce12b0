#pragma once

// Box and Muller's transform in lanes. Included by sim/lanes/set_*.cpp alone.
//
// No multiply-add and no library function: additions, multiplications, divisions, square roots and
// whole-number operations are rounded alike in every instruction set and by every compiler, so the
// normals of a stream have the same bits everywhere. With multiply-adds they would not: the
// baseline has none.
#include "sim/lanes/draw_kernels.hpp"
#include "sim/lanes/lanes.ipp"

namespace benignity {
namespace {

typedef std::uint64_t Words __attribute__((vector_size(vector_bytes)));

BENIGNITY_INLINE Words load_words(const std::uint64_t* from) {
  Words words;
  __builtin_memcpy(&words, from, sizeof words);
  return words;
}

BENIGNITY_INLINE Doubles square_root(Doubles x) {
#if defined(__AVX512F__)
  return _mm512_maskz_sqrt_pd(0xff, x);  // the plain one warns of its own header in g++ 12
#elif defined(__AVX2__)
  return _mm256_sqrt_pd(x);
#elif defined(__x86_64__)
  return _mm_sqrt_pd(x);
#else
  return Doubles{__builtin_sqrt(x[0]), __builtin_sqrt(x[1])};
#endif
}

constexpr std::uint64_t bits_of_2_52 = 0x4330000000000000;
constexpr std::uint64_t bits_of_2_84 = 0x4530000000000000;

/// The double nearest to w - offset, where offset is 0 or 2^63. Only AVX-512 converts 64 bits at
/// once. Here the halves of w go behind the leading bits of 2^84 and of 2^52, which makes 2^84 +
/// 2^32 w_high and 2^52 + w_low: taking 2^84 + 2^52 + offset off the first is exact, adding the
/// second rounds once.
BENIGNITY_INLINE Doubles nearest(Words w, double offset) {
  const auto high = (Doubles)((w >> 32) | bits_of_2_84);
  const auto low = (Doubles)((w & 0xffffffff) | bits_of_2_52);
  return (high - (0x1p84 + 0x1p52 + offset)) + low;
}

template <std::size_t count>
BENIGNITY_INLINE Doubles polynomial(Doubles x, const double (&highest_first)[count]) {
  Doubles sum = all(highest_first[0]);
  for (std::size_t k = 1; k < count; ++k) sum = sum * x + highest_first[k];
  return sum;
}

/// -2 log u for u from 2^-65 to 1. u = 2^e m with sqrt(1/2) <= m < sqrt(2), f = m - 1, s = f/(2 +
/// f): log m = f - (f^2/2 - s (f^2/2 + R)) with R = log((1 + s)/(1 - s))/s - 2 = 2 s^2/3 + 2 s^4/5
/// +
/// ... (the arrangement of FreeBSD's e_log.c, which keeps its digits as f -> 0). s^2 < 0.0295, so
/// the series may end before s^22, 2^-60 of log m.
BENIGNITY_INLINE Doubles minus_two_log(Doubles u) {
  constexpr double series[] = {2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                               2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};
  constexpr std::uint64_t bits_of_root_half = 0x3fe6a09e667f3bcd;
  constexpr std::uint64_t lift = 66;             // e + lift is positive
  constexpr double log2_high = 0x1.62e42feep-1;  // so few bits that e log2_high is exact
  constexpr double log2_low = 0x1.a39ef35793c76p-33;
  const Words lifted = ((Words)u - (bits_of_root_half - (lift << 52))) >> 52;
  const auto m = (Doubles)((Words)u - (lifted << 52) + (lift << 52));
  const Doubles e = (Doubles)(lifted | bits_of_2_52) - (0x1p52 + static_cast<double>(lift));
  const Doubles f = m - 1;
  const Doubles s = f / (f + 2);
  const Doubles z = s * s;
  const Doubles half_square = f * f * 0.5;
  const Doubles rest = s * (half_square + z * polynomial(z, series)) + e * log2_low;
  return (((half_square - rest) - f) - e * log2_high) * 2;
}

/// Writes sin(pi v) and cos(pi v), v = (word + 1/2) 2^-63 with the word taken as signed. The two
/// leading bits of word + 2^61 are the nearest multiple of 1/2, exactly; what is left, |t| <= 1/4,
/// goes through Taylor's series, which end below 2^-57.
BENIGNITY_INLINE void sine_and_cosine(Words word, Doubles& sine, Doubles& cosine) {
  constexpr double sine_series[] = {
      7.952054001475513e-07,  -2.1915353447830217e-05, 0.00046630280576761255,
      -0.0073704309457143504, 0.08214588661112823,     -0.5992645293207921,
      2.5501640398773455,     -5.16771278004997,       3.141592653589793};
  constexpr double cosine_series[] = {
      4.303069587032947e-06, -0.0001046381049248457, 0.0019295743094039231,
      -0.02580689139001406,  0.2353306303588932,     -1.3352627688545895,
      4.0587121264167685,    -4.934802200544679,     1};
  constexpr std::uint64_t leading = std::uint64_t{1} << 63;
  constexpr std::uint64_t quarter = std::uint64_t{1} << 61;  // t = 1/4
  const Words halves = word + quarter;
  const Words left = (halves & ((std::uint64_t{1} << 62) - 1)) - quarter;
  const Doubles t = nearest(left ^ leading, 0x1p63) * 0x1p-63 + 0x1p-64;
  const Doubles y = t * t;
  const auto small = (Words)(t * polynomial(y, sine_series));
  const auto large = (Words)polynomial(y, cosine_series);
  // A half turn of pi t changes both signs, a quarter exchanges the two.
  const Words exchanged = Words{} - ((halves >> 62) & 1);
  const Words difference = (small ^ large) & exchanged;
  const Words minus_sine = halves & leading;
  const Words minus_cosine = (halves + (std::uint64_t{1} << 62)) & leading;
  sine = (Doubles)((small ^ difference) ^ minus_sine);
  cosine = (Doubles)((large ^ difference) ^ minus_cosine);
}

void normals(std::ptrdiff_t pairs, const std::uint64_t* angle, const std::uint64_t* radius,
             double* sine, double* cosine) {
  for (std::ptrdiff_t i = 0; i < pairs; i += lanes<double>) {
    const Doubles u = nearest(load_words(radius + i), 0) * 0x1p-64 + 0x1p-65;
    const Doubles r = square_root(minus_two_log(u));
    Doubles sine_v;
    Doubles cosine_v;
    sine_and_cosine(load_words(angle + i), sine_v, cosine_v);
    store(sine + i, r * sine_v);
    store(cosine + i, r * cosine_v);
  }
}

}  // namespace
}  // namespace benignity
