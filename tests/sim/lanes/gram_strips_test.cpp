#include "sim/lanes/gram_strips.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include <catch2/catch.hpp>
#include <oneapi/tbb/global_control.h>

#include "tests/support/every_instruction_set.hpp"
#include "tests/support/small_runs.hpp"

namespace benignity::testing {
namespace {

TEMPLATE_TEST_CASE("every instruction set multiplies and updates as the formula at 50 digits does",
                   "", float, double) {
  for (const InstructionSet set : supported_sets()) {
    for (const Eigen::Index size : {1, 2, 7, 8, 9, 17, 34, 50}) {
      CAPTURE(name(set), size);
      const auto replicate = static_cast<std::uint64_t>(size);
      const auto lower = random_matrix<TestType>(replicate, size, size);
      const Eigen::Index active = size > 2 ? size - 2 : size;
      Matrix<TestType> c = random_matrix<TestType>(100 + replicate, size, 1);
      c.bottomRows(size - active).setZero();
      const auto u = random_matrix<TestType>(200 + replicate, size, 1);
      const auto k = random_matrix<TestType>(300 + replicate, size, 1);
      const auto kernel = random_matrix<TestType>(400 + replicate, size, size);
      GramStrips<TestType> strips(kernel, lower, kernels<TestType>(set));
      CHECK(strips.kernel() == symmetric(kernel));
      CHECK(strips.weighted_kernel() == symmetric(lower));

      Vector<TestType> kc = k;
      Vector<TestType> hc;
      strips.update_and_multiply(u, c, active, kc, hc);
      const Matrix<Float50> magnitude_c = exactly<TestType>(c.cwiseAbs());
      // A sum of `size` products, each rounded once and added in any order: size ulps.
      const auto bound = static_cast<double>(size);
      const Matrix<Float50> s = exactly(symmetric(kernel));
      CHECK(worst_ulps<TestType>(kc, s * exactly(c), s.cwiseAbs() * magnitude_c) <= bound);
      CHECK(strips.kernel() == symmetric(kernel));

      const Matrix<Float50> both =
          exactly(u) * exactly(k).transpose() + exactly(k) * exactly(u).transpose();
      const Matrix<Float50> before = exactly(symmetric(lower));
      const Matrix<Float50> after = before + both;
      const Matrix<Float50> magnitude =
          before.cwiseAbs() +
          exactly<TestType>(u.cwiseAbs()) * exactly<TestType>(k.cwiseAbs()).transpose() +
          exactly<TestType>(k.cwiseAbs()) * exactly<TestType>(u.cwiseAbs()).transpose();
      // Two products and two sums, half an ulp each.
      const Matrix<TestType> computed = strips.weighted_kernel();
      CHECK(worst_ulps<TestType>(computed, after, magnitude) <= 2);
      CHECK(worst_ulps<TestType>(hc, after * exactly(c), magnitude * magnitude_c) <= bound + 2);
      CHECK(computed == computed.transpose());
    }
  }
}

TEMPLATE_TEST_CASE("beyond the cache, too, every chunk counts: a plain sum gives the same", "",
                   float, double) {
  constexpr Eigen::Index size = sizeof(TestType) == 8 ? 1300 : 1900;  // 7 MiB of triangle
  const auto kernel = random_matrix<TestType>(11, size, size);
  const auto lower = random_matrix<TestType>(12, size, size);
  const auto u = random_matrix<TestType>(13, size, 1);
  const auto c = random_matrix<TestType>(14, size, 1);
  const Vector<TestType> k = random_matrix<TestType>(15, size, 1);
  GramStrips<TestType> strips(kernel, lower);
  Vector<TestType> kc = k;
  Vector<TestType> hc;
  strips.update_and_multiply(u, c, size, kc, hc);
  double worst = 0;  // of |error| over the sum of the sizes of all terms
  for (Eigen::Index i = 0; i < size; ++i) {
    long double sums[2] = {};
    long double sizes[2] = {};
    for (Eigen::Index j = 0; j < size; ++j) {
      const Eigen::Index row = std::max(i, j);
      const Eigen::Index column = std::min(i, j);
      const long double updated = static_cast<long double>(lower(row, column)) +
                                  static_cast<long double>(u(i)) * k(j) +
                                  static_cast<long double>(k(i)) * u(j);
      const long double terms[2] = {static_cast<long double>(kernel(row, column)) * c(j),
                                    updated * c(j)};
      for (int product = 0; product < 2; ++product) {
        sums[product] += terms[product];
        sizes[product] += std::abs(terms[product]);
      }
    }
    worst = std::max({worst, static_cast<double>(std::abs(kc(i) - sums[0]) / sizes[0]),
                      static_cast<double>(std::abs(hc(i) - sums[1]) / sizes[1])});
  }
  // Sums of `size` terms err like the square root of that: a chunk left out would be 1/10.
  CHECK(worst <= 20 * std::numeric_limits<TestType>::epsilon());
  CHECK(kc.allFinite());
  CHECK(hc.allFinite());
}

/// Logits after some steps on a made-up problem that is cut into several chunks.
Vector<double> logits_on_threads(std::size_t threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  constexpr Eigen::Index size = 1300;  // 6 MiB of triangle
  Matrix<double> lower = random_matrix<double>(5, size, size);
  GramStrips<double> strips(lower, lower);
  Vector<double> c = lower.col(0);
  Vector<double> k = lower.col(2);
  Vector<double> h;
  for (int step = 0; step < 3; ++step) {
    strips.update_and_multiply(lower.col(1), c, size, k, h);
    c = (k + h) / (k + h).norm();
  }
  return c;
}

TEST_CASE("beyond the cache, one thread and several give the same bits") {
  const Vector<double> alone = logits_on_threads(1);
  CHECK(alone == logits_on_threads(2));
  CHECK(alone == logits_on_threads(4));
  CHECK(alone.allFinite());
}

}  // namespace
}  // namespace benignity::testing
