#include "sim/lanes/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>
#include <oneapi/tbb/global_control.h>

#include "sim/lanes/instruction_set.hpp"
#include "sim/lanes/strip_matrix.hpp"
#include "sim/lanes/trapezoid.hpp"
#include "sim/random/stream.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

std::vector<InstructionSet> supported_sets() {
  std::vector<InstructionSet> sets;
  for (const InstructionSet set : every_instruction_set) {
    if (is_supported(set)) sets.push_back(set);
  }
  return sets;
}

template <class Real>
Matrix<Real> random_matrix(std::uint64_t replicate, Eigen::Index rows, Eigen::Index columns) {
  Stream stream({47, Purpose::design, replicate, 0, 0});
  Matrix<Real> matrix(rows, columns);
  for (Real& entry : matrix.reshaped()) entry = static_cast<Real>(stream.normal());
  return matrix;
}

template <class Real>
Matrix<Float50> exactly(const Matrix<Real>& narrow) {
  return narrow.template cast<Float50>();
}

/// Largest |computed - exact| / (epsilon * scale), entry by entry.
template <class Real>
double worst_ulps(const Matrix<Real>& computed, const Matrix<Float50>& exact,
                  const Matrix<Float50>& scale) {
  double worst = 0;
  for (Eigen::Index j = 0; j < exact.cols(); ++j) {
    for (Eigen::Index i = 0; i < exact.rows(); ++i) {
      const Float50 error = abs(Float50(computed(i, j)) - exact(i, j));
      const Float50 unit = Float50(std::numeric_limits<Real>::epsilon()) * scale(i, j);
      const auto ulps = static_cast<double>(Float50(error / unit));
      if (!(ulps <= worst)) worst = ulps;
    }
  }
  return worst;
}

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
      StripMatrix<TestType> strips(lower, kernels<TestType>(set));
      CHECK(strips.lower() == symmetric(lower));

      const Matrix<Float50> s = exactly(symmetric(lower));
      const Matrix<Float50> magnitude_c = exactly<TestType>(c.cwiseAbs());
      Vector<TestType> y;
      strips.multiply(c, active, y);
      // A sum of `size` products, each rounded once and added in any order: size ulps.
      const auto bound = static_cast<double>(size);
      CHECK(worst_ulps<TestType>(y, s * exactly(c), s.cwiseAbs() * magnitude_c) <= bound);

      strips.update_and_multiply(u, k, c, active, y);
      const Matrix<Float50> both =
          exactly(u) * exactly(k).transpose() + exactly(k) * exactly(u).transpose();
      const Matrix<Float50> after = s + both;
      const Matrix<Float50> magnitude =
          s.cwiseAbs() +
          exactly<TestType>(u.cwiseAbs()) * exactly<TestType>(k.cwiseAbs()).transpose() +
          exactly<TestType>(k.cwiseAbs()) * exactly<TestType>(u.cwiseAbs()).transpose();
      // Two products and two sums, half an ulp each.
      CHECK(worst_ulps<TestType>(strips.lower(), after, magnitude) <= 2);
      CHECK(worst_ulps<TestType>(y, after * exactly(c), magnitude * magnitude_c) <= bound + 2);
      CHECK(strips.lower() == strips.lower().transpose());
    }
  }
}

TEMPLATE_TEST_CASE("the exponential is within an ulp down to where numbers end", "", float,
                   double) {
  const double end = sizeof(TestType) == 8 ? -746 : -105;
  constexpr TestType nan = std::numeric_limits<TestType>::quiet_NaN();
  constexpr TestType infinity = std::numeric_limits<TestType>::infinity();
  for (const InstructionSet set : supported_sets()) {
    CAPTURE(name(set));
    constexpr int count = 4001;
    Matrix<TestType> x(count, 1);
    for (int i = 0; i < count; ++i) {
      // Even in x, and log-spaced towards 0.
      x(i) = static_cast<TestType>(i % 2 == 0 ? end * i / count : end * std::exp2(-i / 60.0));
    }
    Matrix<TestType> computed = x;
    kernels<TestType>(set).exponential(count, computed.data());
    Matrix<Float50> exact(count, 1);
    Matrix<Float50> scale(count, 1);
    for (int i = 0; i < count; ++i) {
      exact(i) = exp(Float50(x(i)));
      const Float50 smallest(std::numeric_limits<TestType>::min());  // of the normal numbers
      scale(i) = exact(i) > smallest ? exact(i) : smallest;
    }
    const double worst = worst_ulps<TestType>(computed, exact, scale);
    CHECK(worst <= 1);
    CHECK(worst > 0.4);  // the rounding of the result is seen: the measure measures

    std::vector<TestType> edges = {0, -infinity, nan, -1000};
    kernels<TestType>(set).exponential(4, edges.data());
    CHECK(edges[0] == 1);
    CHECK(edges[1] == 0);
    CHECK(std::isnan(edges[2]));
    CHECK(edges[3] == 0);
  }
}

/// Logits after some steps on a made-up problem that is cut into several chunks.
Vector<double> logits_on_threads(std::size_t threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  constexpr Eigen::Index size = 1300;  // 6 MiB of triangle
  Matrix<double> lower = random_matrix<double>(5, size, size);
  StripMatrix<double> strips(lower);
  Vector<double> c = lower.col(0);
  Vector<double> y(size);
  for (int step = 0; step < 3; ++step) {
    strips.update_and_multiply(lower.col(1), lower.col(2), c, size, y);
    c = y / y.norm();
    strips.multiply(c, size, y);
    c = y / y.norm();
  }
  return c;
}

TEST_CASE("beyond the cache, one thread and several give the same bits") {
  const Vector<double> alone = logits_on_threads(1);
  CHECK(alone == logits_on_threads(2));
  CHECK(alone == logits_on_threads(4));
  CHECK(alone.allFinite());
}

TEST_CASE("the triangular products of the set-up are those of full matrices") {
  for (const Eigen::Index size : {1, 5, 8, 19, 34}) {
    CAPTURE(size);
    const auto replicate = static_cast<std::uint64_t>(size);
    const auto entries = random_matrix<double>(replicate, size, size);
    Trapezoid factor(size, size, 2);
    for (Eigen::Index k = 0; k < size; ++k) {
      for (Eigen::Index i = std::max<Eigen::Index>(0, k - 2); i < size; ++i) {
        factor.entries(i, k) = entries(i, k);
      }
    }
    const Matrix<double> full = factor.entries.topRows(size);
    const Matrix<double> expected = full * full.transpose();
    const Matrix<double> lower = times_own_transpose(factor).triangularView<Eigen::Lower>();
    CHECK(largest_entry(symmetric(lower) - expected) < 1e-13);

    const Matrix<double> triangle =
        random_matrix<double>(90 + replicate, size, size).triangularView<Eigen::Lower>();
    Trapezoid product(size, size + 1, 3);
    multiply_by_triangle(factor, triangle, 1, product);
    CHECK(largest_entry(product.entries.block(0, 1, size, size) - full * triangle) < 1e-13);
    CHECK(product.entries.col(0).isZero(0));
    CHECK(product.entries.bottomRows(product.entries.rows() - size).isZero(0));
  }
}

}  // namespace
}  // namespace benignity::testing
