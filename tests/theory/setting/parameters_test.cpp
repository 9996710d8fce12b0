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

TEST_CASE("defaults that follow other keys") {
  Parameters parameters;
  CHECK(parameters.batch_size() == 20);
  CHECK(parameters.head_step_size() == 0.005);
  CHECK(parameters.key_dimension() == 64);
  parameters.dimension = 9;
  CHECK(parameters.key_dimension() == 9);
  parameters.init_weight_law = InitWeightLaw::identity;
  CHECK(parameters.init_weight_std() == 1.0 / 3);  // root mean square of the entries of I
}

TEST_CASE("what cannot train is refused: nothing, or a start that no step leads away from") {
  const auto trained = [](bool weights, bool query, bool linear_head, double weight_std = 0.01,
                          double query_std = 0, Parameterization kind = Parameterization::weights) {
    return complaint([=](Parameters& p) {
      p.trained = {weights, query, linear_head};
      p.chosen_init_weight_std = weight_std;
      p.init_query_std = query_std;
      p.parameterization = kind;
    });
  };
  CHECK(trained(false, false, false).starts_with("trained is [], but must be a list out of"));
  CHECK(trained(true, false, false) ==
        "trained is [\"weights\"], but must be with \"query\" or \"linear_head\" where "
        "init_query_std is 0 (p = 0 never moves)");
  CHECK(trained(true, false, false, 0.01, 0.1).empty());
  CHECK(trained(true, false, false, 0, 0.1).empty());
  CHECK(trained(true, false, true).empty());
  CHECK(trained(false, false, true).empty());
  CHECK(trained(false, true, false).empty());
  CHECK(trained(false, true, false, 0, 0.1).starts_with("init_weight_std is 0, but must be pos"));
  CHECK(trained(true, true, false, 0, 0.1).empty());
  CHECK(trained(true, true, false, 0, 0).starts_with("init_weight_std is 0, but must be positive"));
  CHECK(trained(true, true, false, 0, 0.1, Parameterization::key_query)
            .starts_with("init_weight_std is 0, but must be positive with key_query"));
  CHECK(trained(true, true, false, 0.01, 0, Parameterization::key_query).empty());
}

TEST_CASE("a linear head that does not train has a norm and a direction") {
  CHECK(complaint([](Parameters& p) {
          p.chosen_head_norm = 0;
        }).starts_with("head_norm is 0, but must be a number between 1e-60 and 1e60"));
  CHECK(complaint([](Parameters& p) {
          p.init_head = InitHead::zero;
        }).starts_with("init_head is zero, but must be signal or random"));
  CHECK(complaint([](Parameters& p) {
          p.trained.linear_head = true;
          p.init_head = InitHead::zero;
          p.chosen_head_norm = 0;
        }).empty());
  CHECK(complaint([](Parameters& p) { p.init_head = InitHead::random; }).empty());
}

TEST_CASE("an alignment asks for independent linear heads along the signal") {
  const auto aligned = [](double alignment, LinearHeads heads, InitHead head) {
    return complaint([=](Parameters& p) {
      p.head_alignment = alignment;
      p.linear_heads = heads;
      p.init_head = head;
    });
  };
  CHECK(aligned(0.5, LinearHeads::independent, InitHead::signal).empty());
  CHECK(aligned(1, LinearHeads::shared, InitHead::random).empty());
  CHECK(aligned(0, LinearHeads::independent, InitHead::signal) ==
        "head_alignment is 0, but must be in (0, 1]");
  CHECK(aligned(0.5, LinearHeads::shared, InitHead::signal) ==
        "head_alignment is 0.5, but must be 1 where linear_heads is shared");
  CHECK(aligned(0.5, LinearHeads::independent, InitHead::random) ==
        "head_alignment is 0.5, but must be 1 where init_head is not signal");
}

TEST_CASE("a method fits its data and leaves what it decays") {
  CHECK(complaint([](Parameters& p) { p.chosen_batch_size = 20; }).empty());
  CHECK(complaint([](Parameters& p) { p.chosen_batch_size = 21; }) ==
        "batch_size is 21, but must be at most samples = 20");
  CHECK(complaint([](Parameters& p) { p.chosen_batch_size = 0; }).starts_with("batch_size is 0"));
  CHECK(complaint([](Parameters& p) { p.momentum = 1; }) == "momentum is 1, but must be in [0, 1)");
  CHECK(complaint([](Parameters& p) { p.weight_decay = 199; }).empty());
  CHECK(complaint([](Parameters& p) { p.weight_decay = 200; }).starts_with("weight_decay is 200"));
  CHECK(complaint([](Parameters& p) { p.classes = 1; }).starts_with("classes is 1, but must be"));
  CHECK(complaint([](Parameters& p) { p.classes = 2001; }).starts_with("classes is 2001, but"));
  CHECK(complaint([](Parameters& p) {
          p.optimizer = OptimizerKind::adamw;
          p.momentum = 0.9;
        }).starts_with("momentum is 0.9, but must be 0 with optimizer adamw"));
  CHECK(complaint([](Parameters& p) {
          p.optimizer = OptimizerKind::adamw;
          p.chosen_batch_size = 5;
        }).empty());
}

TEST_CASE("W = I has no scale to choose and no place beside W_K and W_Q") {
  CHECK(complaint([](Parameters& p) { p.init_weight_law = InitWeightLaw::identity; }).empty());
  CHECK(complaint([](Parameters& p) {
          p.init_weight_law = InitWeightLaw::identity;
          p.chosen_init_weight_std = 0.1;
        }).starts_with("init_weight_std is 0.1, but must be left out"));
  CHECK(complaint([](Parameters& p) {
          p.init_weight_law = InitWeightLaw::identity;
          p.parameterization = Parameterization::key_query;
        }).starts_with("init_weight_law is identity, but must be gaussian or uniform"));
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
  CHECK(!complaint([&](Parameters& p) { p.head_alignment = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.chosen_head_step_size = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.momentum = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.weight_decay = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.adam_beta1 = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.adam_beta2 = bad; }).empty());
  CHECK(!complaint([&](Parameters& p) { p.adam_epsilon = bad; }).empty());
}

}  // namespace
}  // namespace benignity
