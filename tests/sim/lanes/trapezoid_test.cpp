#include "sim/lanes/trapezoid.hpp"

#include <algorithm>
#include <cstdint>

#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "tests/support/every_instruction_set.hpp"
#include "tests/support/small_runs.hpp"

namespace benignity::testing {
namespace {

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
    const Matrix<double> expected = product(full, full.transpose());
    const Matrix<double> lower = times_own_transpose(factor).triangularView<Eigen::Lower>();
    CHECK(largest_entry(symmetric(lower) - expected) < 1e-13);

    const Matrix<double> triangle =
        random_matrix<double>(90 + replicate, size, size).triangularView<Eigen::Lower>();
    Trapezoid found(size, size + 1, 3);
    multiply_by_triangle(factor, triangle, 1, found);
    CHECK(largest_entry(found.entries.block(0, 1, size, size) - product(full, triangle)) < 1e-13);
    CHECK(found.entries.col(0).isZero(0));
    CHECK(found.entries.bottomRows(found.entries.rows() - size).isZero(0));
  }
}

}  // namespace
}  // namespace benignity::testing
