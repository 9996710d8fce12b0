#include <string>
#include <type_traits>

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/small_design.hpp"

namespace benignity {
namespace {

TEST_CASE("S4 is certified at every point and proved on its domain", "[lemma]") {
  const LemmaCertificate certificate = test::certify_small(variance_factor_decay_lemma());
  test::check_certified(certificate);
  CHECK(certificate.is_proved_on_domain());
}

TEST_CASE("S4 with a constant wrong by 1% is a certified violation", "[lemma][slow]") {
  const Lemma lemma = variance_factor_decay_lemma();
  const std::string upper = "s_1 (1 - s_1) <= min(1/4, e^{-|x|})";
  test::check_caught(lemma, "s_1 (1 - s_1) >= e^{-|x|}/4", test::Bound::lower,
                     test::times_percent(101));
  // The quarter too low, and the exponential where it is the smaller.
  const auto quarter = [](const auto& bound) {
    return min(bound, std::decay_t<decltype(bound)>(99) / 400);
  };
  const auto exponential = [](const auto& bound) {
    return may_be_at_most(std::decay_t<decltype(bound)>(1) / 8, bound) ? bound : bound * 99 / 100;
  };
  test::check_caught(lemma, upper, test::Bound::upper, test::error(quarter));
  test::check_caught(lemma, upper, test::Bound::upper, test::error(exponential));
}

}  // namespace
}  // namespace benignity
