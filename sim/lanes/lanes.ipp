#pragma once

// Vectors of the instruction set that this file is compiled for. Only sim/lanes/set_*.cpp include
// it: what it defines has internal linkage, and it includes nothing that could emit a shared inline
// function with instructions that another processor lacks.
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace benignity {
namespace {

#if defined(__AVX512F__) && defined(__AVX512DQ__)
constexpr int vector_bytes = 64;
constexpr int vector_registers = 32;
#elif defined(__AVX2__) && defined(__FMA__)
constexpr int vector_bytes = 32;
constexpr int vector_registers = 16;
#else
constexpr int vector_bytes = 16;
constexpr int vector_registers = 16;
#endif

typedef double Doubles __attribute__((vector_size(vector_bytes)));
typedef float Floats __attribute__((vector_size(vector_bytes)));
typedef std::int64_t WholeDoubles __attribute__((vector_size(vector_bytes)));
typedef std::int32_t WholeFloats __attribute__((vector_size(vector_bytes)));

/// Pack: one vector of Real. Whole: as many whole numbers of the same size.
template <class Real>
struct LanesOf;
template <>
struct LanesOf<double> {
  using Pack = Doubles;
  using Whole = WholeDoubles;
};
template <>
struct LanesOf<float> {
  using Pack = Floats;
  using Whole = WholeFloats;
};
template <class Real>
using Pack = typename LanesOf<Real>::Pack;

template <class Real>
constexpr std::ptrdiff_t lanes = vector_bytes / sizeof(Real);

#define BENIGNITY_INLINE [[gnu::always_inline]] static inline
#define BENIGNITY_MEMBER [[gnu::always_inline]] inline  // the same for a member function

template <class Real>
BENIGNITY_INLINE Pack<Real> load(const Real* from) {
  Pack<Real> pack;
  __builtin_memcpy(&pack, from, sizeof pack);
  return pack;
}

template <class Real>
BENIGNITY_INLINE void store(Real* to, Pack<Real> pack) {
  __builtin_memcpy(to, &pack, sizeof pack);
}

/// The first `count` numbers, 0 < count < lanes, and zeros; nothing beyond them is read.
template <class Real>
BENIGNITY_INLINE Pack<Real> load_first(std::ptrdiff_t count, const Real* from) {
  Pack<Real> pack = {};
#if defined(__AVX512F__)
  const unsigned mask = (1U << count) - 1;
  if constexpr (sizeof(Real) == 8) {
    pack = _mm512_maskz_loadu_pd(static_cast<__mmask8>(mask), from);
  } else {
    pack = _mm512_maskz_loadu_ps(static_cast<__mmask16>(mask), from);
  }
#else
  __builtin_memcpy(&pack, from, static_cast<std::size_t>(count) * sizeof(Real));
#endif
  return pack;
}

/// Writes the first `count` lanes, and nothing beyond them.
template <class Real>
BENIGNITY_INLINE void store_first(std::ptrdiff_t count, Real* to, Pack<Real> pack) {
#if defined(__AVX512F__)
  const unsigned mask = (1U << count) - 1;
  if constexpr (sizeof(Real) == 8) {
    _mm512_mask_storeu_pd(to, static_cast<__mmask8>(mask), pack);
  } else {
    _mm512_mask_storeu_ps(to, static_cast<__mmask16>(mask), pack);
  }
#else
  __builtin_memcpy(to, &pack, static_cast<std::size_t>(count) * sizeof(Real));
#endif
}

template <class Real>
BENIGNITY_INLINE Pack<Real> all(Real value) {
  return value - Pack<Real>{};
}

/// a b + c, rounded once where the set has the instruction.
BENIGNITY_INLINE Doubles multiply_add(Doubles a, Doubles b, Doubles c) {
#if defined(__AVX512F__)
  return _mm512_fmadd_pd(a, b, c);
#elif defined(__AVX2__) && defined(__FMA__)
  return _mm256_fmadd_pd(a, b, c);
#else
  return a * b + c;
#endif
}

BENIGNITY_INLINE Floats multiply_add(Floats a, Floats b, Floats c) {
#if defined(__AVX512F__)
  return _mm512_fmadd_ps(a, b, c);
#elif defined(__AVX2__) && defined(__FMA__)
  return _mm256_fmadd_ps(a, b, c);
#else
  return a * b + c;
#endif
}

/// y[0..3] += the sums over the lanes of each of four vectors: neighbours first, then pairs of
/// neighbours, then halves.
BENIGNITY_INLINE void add_sums(const Doubles (&of)[4], double* y) {
#if defined(__AVX512F__)
  __m256d half[4];
  for (int j = 0; j < 4; ++j) {
    half[j] = __builtin_shufflevector(of[j], of[j], 0, 1, 2, 3) +
              __builtin_shufflevector(of[j], of[j], 4, 5, 6, 7);
  }
#elif defined(__AVX2__) && defined(__FMA__)
  const Doubles(&half)[4] = of;
#endif
#if defined(__AVX2__) && defined(__FMA__)
  const __m256d first = _mm256_hadd_pd(half[0], half[1]);
  const __m256d second = _mm256_hadd_pd(half[2], half[3]);
  const __m256d sums = _mm256_add_pd(_mm256_permute2f128_pd(first, second, 0x20),
                                     _mm256_permute2f128_pd(first, second, 0x31));
  _mm256_storeu_pd(y, _mm256_add_pd(_mm256_loadu_pd(y), sums));
#else
  for (int j = 0; j < 4; ++j) y[j] += of[j][0] + of[j][1];
#endif
}

#if defined(__x86_64__)
BENIGNITY_INLINE void add_sums(const Floats (&of)[4], float* y) {
  __m128 quarter[4];
  for (int j = 0; j < 4; ++j) {
#if defined(__AVX512F__)
    const __m256 half = __builtin_shufflevector(of[j], of[j], 0, 1, 2, 3, 4, 5, 6, 7) +
                        __builtin_shufflevector(of[j], of[j], 8, 9, 10, 11, 12, 13, 14, 15);
    quarter[j] = __builtin_shufflevector(half, half, 0, 1, 2, 3) +
                 __builtin_shufflevector(half, half, 4, 5, 6, 7);
#elif defined(__AVX2__) && defined(__FMA__)
    quarter[j] = __builtin_shufflevector(of[j], of[j], 0, 1, 2, 3) +
                 __builtin_shufflevector(of[j], of[j], 4, 5, 6, 7);
#else
    quarter[j] = of[j];
#endif
  }
  _MM_TRANSPOSE4_PS(quarter[0], quarter[1], quarter[2], quarter[3]);
  const __m128 sums =
      _mm_add_ps(_mm_add_ps(quarter[0], quarter[1]), _mm_add_ps(quarter[2], quarter[3]));
  _mm_storeu_ps(y, _mm_add_ps(_mm_loadu_ps(y), sums));
}
#else
BENIGNITY_INLINE void add_sums(const Floats (&of)[4], float* y) {
  for (int j = 0; j < 4; ++j) y[j] += (of[j][0] + of[j][1]) + (of[j][2] + of[j][3]);
}
#endif

}  // namespace
}  // namespace benignity
