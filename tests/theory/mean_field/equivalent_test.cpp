#include "theory/mean_field/equivalent.hpp"

#include <cmath>
#include <functional>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/explicit_family.hpp"
#include "theory/invalid_input.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/prediction.hpp"
#include "theory/setting/plain.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// Small enough to be run with explicit matrices, lazy by its d, events within a few hundred steps.
Parameters small_setting() {
  Parameters p;
  p.samples = 10;
  p.tokens = 4;
  p.dimension = 100'000'000;
  p.signal_norm = std::sqrt(8.0 * 1e8 / 10);  // kappa = 8
  p.step_size = 2e-9;
  return p;
}

struct SeenTimes {
  std::optional<double> select_clean, fit, generalize;
};

/// First steps of the events, by the definition.
SeenTimes run_until_fitted(const Parameters& p, int most_steps) {
  ExplicitFamily family(p);
  SeenTimes seen;
  for (int step = 1; step <= most_steps && !seen.fit; ++step) {
    family.step();
    if (!seen.select_clean && family.least_relevant(false) >= p.selection_threshold) {
      seen.select_clean = step;
    }
    if (!seen.generalize && family.least_lambda() >= p.target_gap()) seen.generalize = step;
    if (family.least_margin() > 0) seen.fit = step;
  }
  return seen;
}

/// Every event of H explicit heads comes where the equivalent's mean field has it.
void check_times(const Parameters& p, int most_steps) {
  const MeanFieldEquivalent equivalent = mean_field_equivalent(p);
  const MeanFieldTimes predicted = mean_field_times(equivalent.plain);
  const SeenTimes seen = run_until_fitted(p, most_steps);
  const auto check = [&](const std::optional<double>& time, const std::optional<double>& expected) {
    REQUIRE(time);
    REQUIRE(expected);
    // A step more or less, the steps' own size, and what the velocity holds back.
    const double margin = 1.5 + 0.01 * *expected + 2 * equivalent.memory;
    CHECK(*time == Approx(*expected).margin(margin));
  };
  check(seen.select_clean, predicted.select_clean);
  check(seen.fit, predicted.fit);
  check(seen.generalize, predicted.generalize);
}

TEST_CASE("explicit heads select, fit and generalise when their equivalent does", "[equivalent]") {
  Parameters p = small_setting();
  SECTION("one head, plain: the control") {}
  SECTION("three heads, summed") {
    p.heads = 3;
    p.head_output = HeadOutput::sum;
  }
  SECTION("three heads, averaged") {
    p.heads = 3;
    p.head_output = HeadOutput::mean;
  }
  SECTION("the query alone, W drawn") { p.trained = {false, true, false}; }
  SECTION("the query alone, W = I") {
    p.trained = {false, true, false};
    p.init_weight_law = InitWeightLaw::identity;
  }
  SECTION("W and p from W = I") { p.init_weight_law = InitWeightLaw::identity; }
  SECTION("W alone") {
    p.trained = {true, false, false};
    p.init_query_std = 4e-5;
  }
  SECTION("the query alone beside a p of its own") {
    p.trained = {false, true, false};
    p.init_query_std = 4e-5;
  }
  SECTION("momentum") { p.momentum = 0.8; }
  SECTION("two averaged heads with momentum, the query alone") {
    p.heads = 2;
    p.head_output = HeadOutput::mean;
    p.momentum = 0.5;
    p.trained = {false, true, false};
  }
  // Some hundred steps to the first event, whatever the gain.
  p.step_size *= (1.0 / 3) / logit_gain<double>(mean_field_equivalent(p).plain);
  check_times(p, 30'000);
}

TEST_CASE("momentum delays an event by the order of its memory, whatever the step size",
          "[equivalent]") {
  Parameters p = small_setting();
  Parameters heavy = p;
  heavy.momentum = 0.9;  // memory 9
  heavy.step_size *= 0.1;
  for (int halving = 0; halving < 2; ++halving) {
    const SeenTimes plain = run_until_fitted(p, 30'000);
    const SeenTimes late = run_until_fitted(heavy, 30'000);
    const auto delay = [](const std::optional<double>& after, const std::optional<double>& before) {
      return after.value() - before.value();
    };
    // 9 (1 + log v/v_0), (12.8): selection comes while logits speed up, generalisation afterwards.
    CHECK(delay(late.select_clean, plain.select_clean) == Approx(14).margin(5));
    CHECK(delay(late.generalize, plain.generalize) == Approx(9).margin(9));
    CHECK(delay(late.fit, plain.fit) == Approx(9).margin(9));
    p.step_size /= 2;
    heavy.step_size /= 2;
  }
}

TEST_CASE("where H and q grow, heads are still one head's, step for step", "[equivalent]") {
  Parameters p;
  p.samples = 10;
  p.tokens = 4;
  p.dimension = 1000;
  p.signal_norm = 30;
  p.step_size = 1e-4;
  p.heads = 3;
  p.head_output = GENERATE(HeadOutput::sum, HeadOutput::mean);
  const MeanFieldEquivalent equivalent = mean_field_equivalent(p);
  CHECK(equivalent.kernel == KernelMotion::grows);
  ExplicitFamily family(p);
  ExplicitFamily plain(equivalent.plain);
  for (int step = 0; step < 20'000; ++step) {
    family.step();
    plain.step();
  }
  CHECK(family.query_norm2() > 0.08);  // a quarter of D: not lazy
  CHECK(family.query_norm2() == Approx(plain.query_norm2()).epsilon(1e-10));
  CHECK(family.least_lambda() == Approx(plain.least_lambda()).epsilon(1e-10));
  CHECK(family.least_margin() == Approx(plain.least_margin()).epsilon(1e-10));
}

TEST_CASE("|p|^2 of a head is that of the lazy mean field, by what trains", "[equivalent]") {
  Parameters p = small_setting();
  p.init_query_std = 2e-5;
  SECTION("both") {}
  SECTION("the query alone") { p.trained = {false, true, false}; }
  SECTION("W alone") { p.trained = {true, false, false}; }
  SECTION("W = I") {
    p.trained = {false, true, false};
    p.init_weight_law = InitWeightLaw::identity;
  }
  const MeanFieldEquivalent equivalent = mean_field_equivalent(p);
  const MeanFieldTimes times = mean_field_times(equivalent.plain);
  REQUIRE(times.at_generalize);
  const double energy =
      logit_energy<double>(p, trained_logits(equivalent.plain, *times.at_generalize));
  ExplicitFamily family(p);
  const double start = family.query_norm2();
  while (family.least_lambda() < p.target_gap()) family.step();
  const double grown = lazy_query_norm2(p, energy) - start;
  CHECK(family.query_norm2() - start == Approx(grown).epsilon(0.02).margin(1e-12 * start));
}

TEST_CASE("across the data |W^T p|^2 is that of W as it was drawn: nothing for W = I and p_0 = 0",
          "[equivalent]") {
  Parameters p = small_setting();
  p.trained = {false, true, false};
  const double energy = 3e-6;
  // A drawn W doubles |w|^2: as much across the data as along them, (5.4) with q = E/D.
  CHECK(norm2_across_data(p, lazy_query_norm2(p, energy)) == Approx(energy).epsilon(1e-12));
  p.init_weight_law = InitWeightLaw::identity;
  CHECK(norm2_across_data(p, lazy_query_norm2(p, energy)) == 0);
  p.init_query_std = 0.01;
  CHECK(norm2_across_data(p, lazy_query_norm2(p, energy)) == Approx(1e4));
  p.init_weight_law = InitWeightLaw::gaussian;
  CHECK(norm2_across_data(p, lazy_query_norm2(p, energy)) == Approx(1e4 / 3));
}

TEST_CASE("summed heads need more kappa, and four of them never select noisy samples",
          "[equivalent]") {
  Parameters p;
  const auto critical = [&](std::int64_t heads) {
    p.heads = heads;
    return critical_kappa(mean_field_equivalent(p).plain);
  };
  CHECK(critical(1).value.value() == Approx(22.7).margin(0.1));
  CHECK(critical(2).value.value() == Approx(44.4).margin(0.1));
  CHECK(critical(3).value.value() == Approx(131).margin(1));
  CHECK(critical(4).status == CriticalKappaStatus::never);
  p.head_output = HeadOutput::mean;
  CHECK(critical(4).value.value() == Approx(22.7).margin(0.1));
}

TEST_CASE("averaged heads take one head's times, as many times as there are heads",
          "[equivalent]") {
  Parameters p;
  const MeanFieldTimes one = predict(p).mean_field;
  p.heads = 4;
  p.head_output = HeadOutput::mean;
  const MeanFieldTimes four = predict(p).mean_field;
  CHECK(four.fit.value() == Approx(4 * one.fit.value()).epsilon(1e-9));
  CHECK(four.generalize.value() == Approx(4 * one.generalize.value()).epsilon(1e-9));
}

TEST_CASE("a plain setting is its own equivalent, to the bit", "[equivalent]") {
  Parameters p;
  p.init_query_std = 0.013;
  p.init_weight_law = InitWeightLaw::uniform;
  p.linear_heads = LinearHeads::independent;  // of one head
  const MeanFieldEquivalent equivalent = mean_field_equivalent(p);
  CHECK(equivalent.plain.init_weight_std() == p.init_weight_std());
  CHECK(equivalent.plain.step_size == p.step_size);
  CHECK_FALSE(equivalent.plain.chosen_head_norm);
  CHECK(equivalent.memory == 0);
}

TEST_CASE("every equivalent is plain, and no other setting passes for plain", "[equivalent]") {
  Parameters p;
  p.heads = 5;
  p.momentum = 0.9;
  p.trained = {false, true, false};
  p.init_weight_law = InitWeightLaw::identity;
  CHECK_FALSE(is_plain(p));
  CHECK(is_plain(mean_field_equivalent(p).plain));
  CHECK_THROWS_WITH(mean_field_times(p),
                    "init_weight_law is identity, but must be gaussian here: this part of the "
                    "theory knows no other");
  CHECK_THROWS_AS(tau_select<double>(p), InvalidInput);
  CHECK_THROWS_AS(critical_kappa(p), InvalidInput);
}

TEST_CASE("what has no plain equivalent is named with its reason", "[equivalent]") {
  const auto key_of = [](const std::function<void(Parameters&)>& change) {
    Parameters p;
    change(p);
    const MeanFieldReduction reduction = mean_field_reduction(p);
    const auto* const none = std::get_if<NoEquivalent>(&reduction);
    REQUIRE(none != nullptr);
    CHECK_FALSE(none->reason.empty());
    CHECK_THROWS_AS(predict(p), InvalidInput);
    return std::string(none->key) + " " + none->value;
  };
  CHECK(key_of([](Parameters& p) { p.classes = 3; }) == "classes 3");
  CHECK(key_of([](Parameters& p) { p.weight_decay = 0.1; }) == "weight_decay 0.1");
  CHECK(key_of([](Parameters& p) { p.chosen_batch_size = 5; }) == "batch_size 5");
  CHECK(key_of([](Parameters& p) { p.optimizer = OptimizerKind::adamw; }) == "optimizer adamw");
  CHECK(key_of([](Parameters& p) { p.init_head = InitHead::random; }) == "init_head random");
  CHECK(key_of([](Parameters& p) { p.trained.linear_head = true; }) ==
        "trained [\"weights\", \"query\", \"linear_head\"]");
  CHECK(key_of([](Parameters& p) { p.parameterization = Parameterization::key_query; }) ==
        "parameterization key_query");
  CHECK(key_of([](Parameters& p) {
          p.heads = 2;
          p.linear_heads = LinearHeads::independent;
          p.head_alignment = 0.5;
        }) == "head_alignment 0.5");
}

}  // namespace
}  // namespace benignity
