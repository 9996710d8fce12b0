#include "sim/lanes/column_strips.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "sim/engine/column_triangles.hpp"
#include "sim/model/products.hpp"
#include "tests/support/every_instruction_set.hpp"
#include "tests/support/small_runs.hpp"

namespace benignity::testing {
namespace {

/// Heavy ball with decay and a velocity that starts at rest, or descent with decay.
ColumnUpdate<double> random_update(Eigen::Index size, Eigen::Index blocks,
                                   std::uint64_t replicate) {
  const double step = 0.125;
  const double momentum = 0.75;
  Matrix<double> mixing = Matrix<double>::Identity(blocks, blocks) * 0.875;
  Vector<double> gain = Vector<double>::Constant(blocks, 1);
  gain(0) = step;
  if (blocks == 2) {
    mixing(1, 0) = step * momentum;
    mixing(1, 1) = momentum;
  }
  REQUIRE(fits_strips(mixing, gain));
  const Matrix<double> images = random_matrix<double>(100 + replicate, size, blocks);
  const Vector<double> k = random_matrix<double>(200 + replicate, size, 1);
  const double query_norm2 = 1.5;
  ColumnUpdate<double> update{mixing, Matrix<double>(size, blocks * blocks), k};
  for (Eigen::Index j = 0; j < blocks; ++j) {
    for (Eigen::Index l = 0; l < blocks; ++l) {
      update.changes.col(j * blocks + l) =
          product(images, mixing.col(j)) * gain(l) + k * (gain(j) * gain(l) * query_norm2 / 2);
    }
  }
  return update;
}

ColumnUpdate<Float50> exact_update(const ColumnUpdate<double>& update) {
  return {exactly(update.mixing), exactly(update.changes), exactly<double>(update.k)};
}

TEST_CASE("every instruction set follows a step of a head as plain loops at 50 digits do") {
  for (const InstructionSet set : supported_sets()) {
    for (const Eigen::Index blocks : {1, 2}) {
      for (const Eigen::Index size : {1, 2, 7, 8, 9, 17, 34, 50}) {
        CAPTURE(name(set), blocks, size);
        const auto replicate = static_cast<std::uint64_t>(size);
        const Matrix<double> factor = random_matrix<double>(replicate, size, size);
        const Matrix<double> products = product(factor, factor.transpose());
        ColumnStrips strips(products, blocks, column_kernels(set));
        ColumnTriangles<Float50> triangles(exactly(products), blocks);
        Matrix<double> y;
        Matrix<Float50> wanted;
        for (std::uint64_t step = 0; step < 5; ++step) {
          const ColumnUpdate<double> update = random_update(size, blocks, replicate + 1000 * step);
          const Eigen::Index active = size > 2 ? size - 2 : size;
          const Vector<double> c = random_matrix<double>(300 + replicate + step, active, 1);
          strips.update_and_multiply(update, c, y);
          triangles.update_and_multiply(exact_update(update), exactly<double>(c), wanted);
          // Five steps of sums of `size` terms, none of which grows: far above their roundings, far
          // below a term that is missing.
          const double size_of_y = wanted.cwiseAbs().maxCoeff().convert_to<double>();
          const double error = (exactly(y) - wanted).cwiseAbs().maxCoeff().convert_to<double>();
          CHECK(error <= 1e-13 * static_cast<double>(size) * (1 + size_of_y));
        }
      }
    }
  }
}

TEST_CASE("a kernel in strips multiplies any number of vectors") {
  for (const InstructionSet set : supported_sets()) {
    for (const Eigen::Index count : {1, 2, 3, 5}) {
      for (const Eigen::Index size : {1, 8, 13, 40}) {
        CAPTURE(name(set), count, size);
        const Matrix<double> lower = random_matrix<double>(7, size, size);
        const Eigen::Index active = size > 2 ? size - 2 : size;
        const Matrix<double> c = random_matrix<double>(8, active, count);
        const Matrix<double> full = symmetric(lower);
        const Matrix<double> wanted = full.leftCols(active) * c;
        const Matrix<double> error = SymmetricStrips(lower, column_kernels(set))(c) - wanted;
        CHECK(error.cwiseAbs().maxCoeff() <=
              1e-14 * static_cast<double>(size) * (1 + wanted.cwiseAbs().maxCoeff()));
      }
    }
  }
}

TEST_CASE("strips take a parameter alone and one that follows its velocity, and nothing else") {
  Matrix<double> mixing = Matrix<double>::Identity(2, 2);
  Vector<double> gain = Vector<double>::Zero(2);
  CHECK(fits_strips(mixing, gain));  // frozen
  CHECK(fits_strips(Matrix<double>::Ones(1, 1), Vector<double>::Ones(1)));
  mixing(0, 1) = 0.5;  // the velocity hears of the parameter
  CHECK_FALSE(fits_strips(mixing, gain));
  mixing(0, 1) = 0;
  gain(0) = 0.5;  // the parameter hears of the gradient past its velocity
  CHECK_FALSE(fits_strips(mixing, gain));
  CHECK_FALSE(fits_strips(Matrix<double>::Identity(3, 3), Vector<double>::Zero(3)));
}

}  // namespace
}  // namespace benignity::testing
