#include "theory/setting/parameters.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

std::string complaint(const std::function<void(Parameters&)>& change) {
  Parameters parameters;
  change(parameters);
  try {
    validate(parameters);
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("the defaults are the paper's benign setting and valid") {
  const Parameters parameters;
  CHECK_NOTHROW(validate(parameters));
  CHECK(parameters.head_norm() == 1.0 / 20);
  CHECK(parameters.init_weight_std() == 1 / std::sqrt(6000.0));
  CHECK(parameters.target_gap() == std::log(7.0));
  CHECK(parameters.aligned_tokens() == 1);
  CHECK(parameters.irrelevant_tokens() == 5);
}

TEST_CASE("with two tokens the aligned one is dropped") {
  Parameters parameters;
  parameters.tokens = 2;
  CHECK(parameters.aligned_tokens() == 0);
  CHECK(parameters.irrelevant_tokens() == 0);
  CHECK(parameters.target_gap() == std::log(2.0));
  CHECK_NOTHROW(validate(parameters));
}

TEST_CASE("a refused value is named with its key, value and requirement") {
  CHECK(complaint([](Parameters& p) { p.samples = 0; }) ==
        "samples is 0, but must be a whole number from 1 to 10^18");
  CHECK(complaint([](Parameters& p) { p.tokens = 1; }).starts_with("tokens is 1, but must be"));
  CHECK(complaint([](Parameters& p) { p.dimension = 0; }).starts_with("dimension is 0, but"));
  CHECK(complaint([](Parameters& p) { p.label_noise = 1; }) ==
        "label_noise is 1, but must be in [0, 1)");
  CHECK(complaint([](Parameters& p) { p.label_noise = -0.1; }).starts_with("label_noise is -0.1"));
  CHECK(complaint([](Parameters& p) { p.confusing_tokens = 8; }) ==
        "confusing_tokens is 8, but must be at most tokens - 1 = 7");
  CHECK(complaint([](Parameters& p) { p.chosen_aligned_tokens = 7; }) ==
        "aligned_tokens is 7, but must be at most tokens - 1 - confusing_tokens = 6");
  CHECK(complaint([](Parameters& p) { p.signal_norm = -1; }).starts_with("signal_norm is -1"));
  CHECK(complaint([](Parameters& p) { p.noise_std = 0; }).starts_with("noise_std is 0"));
  CHECK(complaint([](Parameters& p) {
          p.chosen_init_weight_std = 0;
        }).starts_with("init_weight_std is 0"));
}

TEST_CASE("NaN, infinity and overflowing magnitudes are refused wherever a real number is read") {
  const double bad = GENERATE(std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity(), 1e200, -1.0);
  CHECK(!complaint([&](Parameters& p) { p.signal_norm = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.noise_std = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.weak_signal = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.label_noise = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.chosen_head_norm = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.step_size = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.steps = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.chosen_init_weight_std = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.init_query_std = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.failure_probability = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.chosen_target_gap = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.selection_threshold = bad; }).empty());
}

}  // namespace
}  // namespace benignity
