#include "sim/data/bartlett.hpp"

#include <cmath>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

#include <Eigen/LU>
#include <boost/math/distributions/chi_squared.hpp>
#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "tests/support/kolmogorov_smirnov.hpp"

namespace benignity {
namespace {

constexpr Eigen::Index size = 4;

StreamAddress address(std::uint64_t replicate) { return {17, Purpose::design, replicate, 0, 0}; }

Matrix<double> bartlett_wishart(double degrees, std::uint64_t replicate) {
  const Matrix<double> factor = draw_bartlett(size, degrees, address(replicate));
  return product(factor, factor.transpose());
}

/// The definition: G G^T with G of `degrees` columns N(0, I).
Matrix<double> explicit_wishart(Eigen::Index degrees, std::uint64_t replicate) {
  Stream stream({18, Purpose::design, replicate, 0, 0});
  Matrix<double> normals(size, degrees);
  for (double& entry : normals.reshaped()) entry = stream.normal();
  return product(normals, normals.transpose());
}

TEST_CASE("the factor is lower triangular with a positive diagonal") {
  const Matrix<double> factor = draw_bartlett(size, 9, address(0));
  CHECK(factor.isLowerTriangular(0));
  CHECK(factor.diagonal().minCoeff() > 0);
  CHECK(factor == draw_bartlett(size, 9, address(0)));
  CHECK(factor != draw_bartlett(size, 9, address(1)));
}

TEST_CASE("B B^T has Wishart mean and variance, from the least degrees to 1e15") {
  // E W = k I, Var W_ij = k (1 + [i = j]); z-scores of 4,000 draws, fixed seed, false-alarm rate
  // 6e-7 each.
  const double degrees = GENERATE(4.0, 9.5, 1e3, 1e15);
  CAPTURE(degrees);
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j <= i; ++j) {
      CAPTURE(i, j);
      const double mean = i == j ? degrees : 0;
      const double variance = i == j ? 2 * degrees : degrees;
      std::vector<double> scores;
      std::vector<double> squares;
      for (std::uint64_t replicate = 0; replicate < 4000; ++replicate) {
        const Matrix<double> factor = draw_bartlett(size, degrees, address(replicate));
        const double entry = factor.row(i).dot(factor.row(j));
        scores.push_back((entry - mean) / std::sqrt(variance));
        squares.push_back(scores.back() * scores.back());
      }
      CHECK(std::abs(testing::mean_z_score(scores, 0)) < 5);
      CHECK(std::abs(testing::mean_z_score(squares, 1)) < 5);
    }
  }
}

TEST_CASE("B B^T has the law of an explicit Wishart matrix") {
  // Two-sample Kolmogorov-Smirnov of 4,000 draws each in six statistics; fixed seeds, false-alarm
  // rate 1e-6 each.
  const std::vector<std::function<double(const Matrix<double>&)>> statistics = {
      [](const Matrix<double>& w) { return w(0, 0); },
      [](const Matrix<double>& w) { return w(3, 3); },
      [](const Matrix<double>& w) { return w(2, 1); },
      [](const Matrix<double>& w) { return w.trace(); },
      [](const Matrix<double>& w) { return w.determinant(); },
      [](const Matrix<double>& w) { return w(0, 1) * w(1, 2) * w(2, 0); }};
  const auto p_value = [&](std::size_t statistic, double degrees, Eigen::Index columns) {
    std::vector<double> drawn;
    std::vector<double> defined;
    for (std::uint64_t replicate = 0; replicate < 4000; ++replicate) {
      drawn.push_back(statistics[statistic](bartlett_wishart(degrees, replicate)));
      defined.push_back(statistics[statistic](explicit_wishart(columns, replicate)));
    }
    return testing::two_sample_p_value(drawn, defined);
  };
  for (std::size_t statistic = 0; statistic < statistics.size(); ++statistic) {
    CAPTURE(statistic);
    CHECK(p_value(statistic, 6, 6) > 1e-6);
  }
  CHECK(p_value(3, 6, 7) < 1e-6);  // one degree of freedom more is told apart
}

TEST_CASE("with the least degrees of freedom the last diagonal entry is chi with one degree") {
  // Kolmogorov-Smirnov of 4,000 draws, fixed seed, false-alarm rate 1e-6.
  std::vector<double> squares;
  for (std::uint64_t replicate = 0; replicate < 4000; ++replicate) {
    const double entry = draw_bartlett(size, size, address(replicate))(size - 1, size - 1);
    squares.push_back(entry * entry);
  }
  const boost::math::chi_squared law(1);
  CHECK(testing::one_sample_p_value(squares, [&](double x) { return cdf(law, x); }) > 1e-6);
}

TEST_CASE("fewer degrees of freedom than rows are a domain error that names both") {
  CHECK_NOTHROW(draw_bartlett(size, 4, address(0)));
  CHECK_THROWS_AS(draw_bartlett(size, 3.999, address(0)), std::domain_error);
  CHECK_THROWS_AS(draw_bartlett(size, std::nan(""), address(0)), std::domain_error);
  CHECK_THROWS_WITH(draw_bartlett(size, 3, address(0)),
                    Catch::Contains("degrees is 3") && Catch::Contains("at least the size 4"));
}

TEST_CASE("a matrix of size zero is empty") { CHECK(draw_bartlett(0, 5, address(0)).size() == 0); }

}  // namespace
}  // namespace benignity
