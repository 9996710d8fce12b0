#include "sim/lanes/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>
#include <oneapi/tbb/global_control.h>

#include "sim/lanes/gram_strips.hpp"
#include "sim/lanes/instruction_set.hpp"
#include "sim/lanes/trapezoid.hpp"
#include "sim/random/stream.hpp"
#include "tests/support/attention_inputs.hpp"
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

TEMPLATE_TEST_CASE(
    "every instruction set responds as 50 digits do, whatever the numbers of samples "
    "and tokens",
    "", float, double) {
  for (const InstructionSet set : supported_sets()) {
    for (const std::int64_t samples : {1, 3, 8, 20}) {
      for (const std::int64_t tokens : {1, 2, 5, 8, 17, 32}) {
        CAPTURE(name(set), samples, tokens);
        const auto replicate = static_cast<std::uint64_t>(100 * samples + tokens);
        const AttentionInputs<TestType> inputs =
            cast<TestType>(random_inputs(replicate, samples, tokens, 2));
        const auto exact = reference_response(cast<Float50>(inputs));

        const std::int64_t count = samples * tokens;
        constexpr TestType untouched = 7;
        Vector<TestType> margin = Vector<TestType>::Constant(samples + 1, untouched);
        Vector<TestType> relevant = margin;
        Vector<TestType> coefficients = Vector<TestType>::Constant(count + 1, untouched);
        Vector<TestType> scratch(softmax_scratch<TestType>(samples, tokens));
        kernels<TestType>(set).respond({samples, tokens, inputs.logits.data(),
                                        inputs.problem.head_values.data(),
                                        inputs.problem.labels.observed.data(), margin.data(),
                                        relevant.data(), coefficients.data(), scratch.data()});

        const Float50 largest(inputs.problem.head_values.cwiseAbs().maxCoeff());
        const Matrix<Float50> one = Matrix<Float50>::Ones(count, 1);
        const auto bound = static_cast<double>(4 * tokens + 16);
        CHECK(worst_ulps<TestType>(margin.head(samples), exact.margin, largest * one) <= bound);
        CHECK(worst_ulps<TestType>(relevant.head(samples), exact.relevant, one) <= bound);
        CHECK(worst_ulps<TestType>(coefficients.head(count), exact.coefficients.head(count),
                                   largest / Float50(samples) * one) <= bound);
        CHECK(margin(samples) == untouched);
        CHECK(relevant(samples) == untouched);
        CHECK(coefficients(count) == untouched);
      }
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
