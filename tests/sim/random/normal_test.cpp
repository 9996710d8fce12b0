#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"
#include "tests/support/kolmogorov_smirnov.hpp"

namespace benignity {
namespace {

std::vector<double> normals(std::uint64_t seed, std::size_t count) {
  Stream stream({seed, Purpose::design, 0, 0, 0});
  std::vector<double> values(count);
  for (double& value : values) value = stream.normal();
  return values;
}

TEST_CASE("the normals of a fixed address are pinned") {
  // From a Python Philox and Box-Muller in 60-digit decimals (own sine and cosine): the tolerance
  // is the rounding of pi, of sin, cos, log and sqrt, a few ulp of the radius (below 2 here).
  Stream stream({20240917, Purpose::design, 5, 3, 7});
  for (const double expected :
       {-0.558628755814752802386, 0.9114168118195796711084, -1.589748702637174197071,
        1.2132120058485902992177, 1.0074388692580027575718, 1.3970138948833809472554}) {
    CHECK(std::abs(stream.normal() - expected) <= 8 * std::numeric_limits<double>::epsilon());
  }
}

TEST_CASE("the normals of a fixed address are pinned to the bit, for any compiler and processor") {
  // From a Python Philox and the operations of sim/lanes/normal_pass.ipp in Python's IEEE doubles.
  Stream stream({20240917, Purpose::design, 5, 3, 7});
  for (const double expected : {-0x1.1e049699a8b88p-1, 0x1.d2a5396f94511p-1, -0x1.96f9c55eaf624p+0,
                                0x1.36950fe03bf83p+0, 0x1.01e783842eadfp+0, 0x1.65a2b3de94ea8p+0}) {
    CHECK(stream.normal() == expected);
  }
  // 64 normals of each of 512 samples, as one number.
  std::uint64_t mixed = 0;
  for (std::uint32_t sample = 0; sample < 512; ++sample) {
    std::vector<double> some(64);
    Stream({1, Purpose::design, 0, sample, 0}).normals(some);
    for (const double value : some) {
      mixed = mixed * 6364136223846793005U + std::bit_cast<std::uint64_t>(value);
    }
  }
  CHECK(mixed == 0x6210c6736b195d38U);
}

TEST_CASE("normals follow N(0, 1) by Boost.Math's distribution function") {
  // Kolmogorov-Smirnov at a fixed seed, false-alarm rate 1e-6.
  const std::vector<double> values = normals(2, 200'000);
  const boost::math::normal law;
  CHECK(testing::one_sample_p_value(values, [&](double x) { return cdf(law, x); }) > 1e-6);
  const boost::math::normal wider(0, 1.02);
  CHECK(testing::one_sample_p_value(values, [&](double x) { return cdf(wider, x); }) < 1e-6);
}

TEST_CASE("normals have the first eight moments of N(0, 1)") {
  // z-scores of 200,000 draws, false-alarm rate 6e-7 each (5 standard errors).
  const std::vector<double> values = normals(3, 200'000);
  const double expected[] = {0, 1, 0, 3, 0, 15, 0, 105};
  for (int power = 1; power <= 8; ++power) {
    std::vector<double> powers;
    for (const double value : values) powers.push_back(std::pow(value, power));
    INFO("moment " << power);
    CHECK(std::abs(testing::mean_z_score(powers, expected[power - 1])) < 5);
  }
}

TEST_CASE("the two normals of one Box-Muller pair are uncorrelated, and so are their squares") {
  // z-scores of 100,000 pairs, false-alarm rate 6e-7 each.
  const std::vector<double> values = normals(4, 200'000);
  std::vector<double> products;
  std::vector<double> square_products;
  for (std::size_t i = 0; i < values.size(); i += 2) {
    const double x = values[i];
    const double y = values[i + 1];
    products.push_back(x * y);
    square_products.push_back((x * x - 1) * (y * y - 1));
  }
  CHECK(std::abs(testing::mean_z_score(products, 0)) < 5);
  CHECK(std::abs(testing::mean_z_score(square_products, 0)) < 5);
}

TEST_CASE("the tails of the normals carry their share beyond four") {
  // Binomial count of |x| > 4 among 1,000,000: mean 63.3, standard deviation 8.0; 5 of them.
  Stream stream({5, Purpose::design, 0, 0, 0});
  int beyond = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    if (std::abs(stream.normal()) > 4) ++beyond;
  }
  CHECK(beyond > 24);
  CHECK(beyond < 103);
}

}  // namespace
}  // namespace benignity
