#include "theory/assumptions/entrywise_near_orthogonality.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

TEST_CASE("the entrywise ratio is sqrt(d)/(nT sqrt(L)), a square root in d") {
  Parameters parameters = worked_setting();
  const double ratio = entrywise_near_orthogonality<double>(parameters);
  CHECK(ratio == Approx(460.2012388294596).epsilon(1e-14));
  parameters.dimension *= 4;
  CHECK(entrywise_near_orthogonality<double>(parameters) == Approx(2 * ratio).epsilon(1e-15));
  parameters.dimension /= 4;
  parameters.samples *= 2;
  CHECK(entrywise_near_orthogonality<double>(parameters) < ratio / 2);
  parameters.samples = 0;
  CHECK_THROWS_AS(entrywise_near_orthogonality<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
