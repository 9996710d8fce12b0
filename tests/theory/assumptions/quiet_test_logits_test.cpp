#include "theory/assumptions/quiet_test_logits.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"

namespace benignity {
namespace {

TEST_CASE("quiet test logits are worked out by hand") {
  const Parameters parameters = worked_setting();
  CHECK(quiet_test_logits<double>(parameters, worked_state()) ==
        Approx(2427.907513758091).epsilon(1e-13));
  CHECK(quiet_test_logits<double>(parameters, {1.5, 2, 500}) ==
        quiet_test_logits<double>(parameters, worked_state()));
}

TEST_CASE("test logits without signal are not quiet, and memorised noise makes them louder") {
  const Parameters parameters = worked_setting();
  CHECK(quiet_test_logits<double>(parameters, TrainedLogits{}) == 0);
  CHECK(quiet_test_logits<double>(parameters, {2, -1e-9, 500}) == 0);
  CHECK(quiet_test_logits<double>(parameters, {2, 1.5, 5000}) <
        quiet_test_logits<double>(parameters, worked_state()));
}

}  // namespace
}  // namespace benignity
