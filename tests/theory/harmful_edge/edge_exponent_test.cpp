#include "theory/harmful_edge/edge_exponent.hpp"

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

Parameters setting(std::int64_t samples, std::int64_t dimension) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.dimension = dimension;
  return parameters;
}

double in_dimension(std::int64_t from, std::int64_t to) {
  return edge_exponent(setting(20, from), setting(20, to),
                       static_cast<double>(to) / static_cast<double>(from));
}

TEST_CASE("the edge's exponent in d is below 1/4 and tends to it") {
  CHECK(in_dimension(1000, 4500) == Approx(0.174).margin(5e-4));
  CHECK(in_dimension(4500, 30'000) == Approx(0.221).margin(5e-4));
  CHECK(in_dimension(30'000, 100'000) == Approx(0.238).margin(5e-4));
  double before = 0;
  for (std::int64_t dimension = 1000; dimension < 10'000'000'000; dimension *= 10) {
    const double exponent = in_dimension(dimension, 10 * dimension);
    CHECK(exponent > before);
    CHECK(exponent < 0.25);
    before = exponent;
  }
  CHECK(before == Approx(0.25).margin(1e-4));
}

TEST_CASE("in n it is above -1/4 and tends to it as d grows") {
  const double near = edge_exponent(setting(20, 10'000), setting(40, 10'000), 2);
  const double far = edge_exponent(setting(20, 10'000'000'000), setting(40, 10'000'000'000), 2);
  CHECK(near > far);
  CHECK(far > -0.25);
  CHECK(far == Approx(-0.25).margin(1e-3));
}

TEST_CASE("a setting without an edge is refused") {
  Parameters without = setting(20, 1000);
  without.label_noise = 0.99;  // the signal is not learnt at any |mu|
  CHECK_THROWS_AS(edge_exponent(without, without, 2), InvalidInput);
}

}  // namespace
}  // namespace benignity
