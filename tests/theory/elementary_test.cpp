#include "theory/elementary.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

double largest_of(const std::vector<double>& errors) {
  LargestError largest;
  for (const double error : errors) largest.see(error);
  return largest.value();
}

TEST_CASE("the largest error is the largest size, and zero before any") {
  CHECK(largest_of({}) == 0);
  CHECK(largest_of({-3, 2}) == 3);
  CHECK(largest_of({1, -std::numeric_limits<double>::infinity(), 2}) ==
        std::numeric_limits<double>::infinity());
}

TEST_CASE("a NaN at any place is the largest error") {
  const std::vector<double> errors = {0, 3, std::numeric_limits<double>::infinity(), -2};
  for (std::size_t place = 0; place <= errors.size(); ++place) {
    for (const double nan :
         {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN()}) {
      std::vector<double> with_nan = errors;
      with_nan.insert(with_nan.begin() + static_cast<std::ptrdiff_t>(place), nan);
      CHECK(std::isnan(largest_of(with_nan)));
      CHECK(!(largest_of(with_nan) <= std::numeric_limits<double>::infinity()));
    }
  }
}

}  // namespace
}  // namespace benignity
