#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/math/constants/constants.hpp>
#include <catch2/catch.hpp>

#include "sim/lanes/draw_kernels.hpp"
#include "tests/support/every_instruction_set.hpp"

namespace benignity::testing {
namespace {

struct Pairs {
  std::vector<double> sine;
  std::vector<double> cosine;
};

Pairs normals_of(InstructionSet set, const std::vector<std::uint64_t>& angle,
                 const std::vector<std::uint64_t>& radius) {
  Pairs pairs{std::vector<double>(angle.size()), std::vector<double>(angle.size())};
  draw_kernels(set).normals(static_cast<std::ptrdiff_t>(angle.size()), angle.data(), radius.data(),
                            pairs.sine.data(), pairs.cosine.data());
  return pairs;
}

/// Words near every place where a case begins or ends, each with each, then random ones.
void fill_words(std::vector<std::uint64_t>& angle, std::vector<std::uint64_t>& radius) {
  std::vector<std::uint64_t> edges;
  for (int eighth = 0; eighth < 8; ++eighth) {
    const std::uint64_t at = static_cast<std::uint64_t>(eighth) << 61;
    for (const std::uint64_t off : {0U, 1U, 2047U, 70'000U}) {
      edges.push_back(at + off);
      edges.push_back(at - off);
    }
  }
  edges.push_back(13043817825332782212U);  // 2^64 / sqrt(2), where the exponent changes
  edges.push_back(13043817825332782213U);
  for (const std::uint64_t a : edges) {
    for (const std::uint64_t r : edges) {
      angle.push_back(a);
      radius.push_back(r);
    }
  }
  Stream stream({48, Purpose::design, 0, 0, 0});
  for (int i = 0; i < 20'000; ++i) {
    angle.push_back(stream.bits());
    radius.push_back(stream.bits() >> (i % 64));  // far into the tail
  }
  while (angle.size() % static_cast<std::size_t>(sample_lanes) != 0) {
    angle.push_back(0);
    radius.push_back(0);
  }
}

TEST_CASE("normals have the same bits in every instruction set") {
  std::vector<std::uint64_t> angle;
  std::vector<std::uint64_t> radius;
  fill_words(angle, radius);
  const Pairs expected = normals_of(InstructionSet::x86_64, angle, radius);
  for (const InstructionSet set : supported_sets()) {
    const Pairs pairs = normals_of(set, angle, radius);
    std::size_t differing = 0;
    for (std::size_t i = 0; i < angle.size(); ++i) {
      differing += std::bit_cast<std::uint64_t>(pairs.sine[i]) !=
                   std::bit_cast<std::uint64_t>(expected.sine[i]);
      differing += std::bit_cast<std::uint64_t>(pairs.cosine[i]) !=
                   std::bit_cast<std::uint64_t>(expected.cosine[i]);
    }
    CAPTURE(name(set));
    CHECK(differing == 0);
  }
}

TEST_CASE(
    "normals are within 4 ulp of Box and Muller's formula at 50 digits, tails and edges too") {
  std::vector<std::uint64_t> angle;
  std::vector<std::uint64_t> radius;
  fill_words(angle, radius);
  const Pairs pairs = normals_of(InstructionSet::x86_64, angle, radius);
  const Float50 pi = boost::math::constants::pi<Float50>();
  double worst = 0;
  const auto see = [&](double computed, const Float50& exact) {
    const Float50 unit = abs(exact) * std::numeric_limits<double>::epsilon();
    const auto error = static_cast<double>(Float50(abs(Float50(computed) - exact) / unit));
    if (!(error <= worst)) worst = error;
    return std::isfinite(error);
  };
  for (std::size_t i = 0; i < angle.size(); ++i) {
    const double u = static_cast<double>(radius[i]) * 0x1p-64 + 0x1p-65;
    if (u == 1) {
      REQUIRE(pairs.sine[i] == 0);
      REQUIRE(pairs.cosine[i] == 0);
      continue;
    }
    const Float50 length = sqrt(-2 * log(Float50(u)));
    const Float50 v =
        (Float50(static_cast<std::int64_t>(angle[i])) + Float50(0.5)) * Float50(0x1p-63);
    REQUIRE(see(pairs.sine[i], length * sin(pi * v)));
    REQUIRE(see(pairs.cosine[i], length * cos(pi * v)));
  }
  CHECK(worst <= 4);
  CHECK(worst > 0.5);  // the rounding of the result is seen: the measure measures
}

TEST_CASE("no normal is larger than sqrt(130 log 2), and that one occurs") {
  const std::vector<std::uint64_t> angle(sample_lanes, std::uint64_t{1} << 62);  // v = 1/2
  const std::vector<std::uint64_t> radius(sample_lanes, 0);
  const Pairs pairs = normals_of(InstructionSet::x86_64, angle, radius);
  CHECK(pairs.sine[0] == Approx(std::sqrt(130 * std::log(2.0))).epsilon(1e-15));
  CHECK(pairs.sine[0] == Approx(9.493).epsilon(1e-4));
}

}  // namespace
}  // namespace benignity::testing
