#include "theory/setting/plain.hpp"

#include <functional>
#include <string>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

std::string departure(const std::function<void(Parameters&)>& change) {
  Parameters parameters;
  change(parameters);
  const auto found = first_departure(parameters);
  CHECK(found.has_value() == !is_plain(parameters));
  return found ? std::string(found->key) + " " + found->value + " for " + found->instead : "";
}

TEST_CASE("the defaults are plain, and so is any data, scale or step of theirs") {
  CHECK(departure([](Parameters&) {}).empty());
  CHECK(departure([](Parameters& p) {
          p.samples = 3;
          p.chosen_batch_size = 3;
          p.init_weight_law = InitWeightLaw::uniform;
          p.init_query_std = 0.1;
          p.chosen_head_norm = 2;
          p.adam_epsilon = 1;                // of another method
          p.chosen_key_dimension = 3;        // of another parameterization
          p.head_output = HeadOutput::mean;  // of one head
        }).empty());
}

TEST_CASE("what is not plain is named with the value that would be") {
  CHECK(departure([](Parameters& p) { p.heads = 2; }) == "heads 2 for 1");
  CHECK(departure([](Parameters& p) { p.classes = 3; }) == "classes 3 for 2");
  CHECK(departure([](Parameters& p) { p.chosen_relevant_noise_std = 0; }) ==
        "relevant_noise_std 0 for 1");
  CHECK(departure([](Parameters& p) { p.momentum = 0.5; }) == "momentum 0.5 for 0");
  CHECK(departure([](Parameters& p) { p.weight_decay = 0.5; }) == "weight_decay 0.5 for 0");
  CHECK(departure([](Parameters& p) { p.chosen_batch_size = 5; }) == "batch_size 5 for 20");
  CHECK(departure([](Parameters& p) { p.optimizer = OptimizerKind::adamw; }) ==
        "optimizer adamw for descent");
  CHECK(departure([](Parameters& p) { p.init_head = InitHead::random; }) ==
        "init_head random for signal");
  CHECK(departure([](Parameters& p) { p.init_weight_law = InitWeightLaw::identity; }) ==
        "init_weight_law identity for gaussian");
  CHECK(departure([](Parameters& p) { p.parameterization = Parameterization::key_query; }) ==
        "parameterization key_query for weights");
  CHECK(departure([](Parameters& p) { p.head_alignment = 0.5; }) == "head_alignment 0.5 for 1");
  CHECK(departure([](Parameters& p) {
          p.trained = {false, true, false};
        }) == "trained [\"query\"] for [\"weights\", \"query\"]");
}

TEST_CASE("what is written for the plain setting alone refuses another") {
  Parameters parameters;
  CHECK_NOTHROW(require_plain(parameters));
  parameters.heads = 2;
  CHECK_THROWS_WITH(require_plain(parameters),
                    "heads is 2, but must be 1 here: this part of the theory knows no other");
}

}  // namespace
}  // namespace benignity
