#include "verify/claims/theorem/hunt_setting.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "theory/assumptions/training.hpp"
#include "theory/prediction.hpp"

namespace benignity {
namespace {

TEST_CASE("a hunted setting lies inside its regime, and some of its margins only just") {
  std::mt19937_64 random(3);
  std::int64_t rejected = 0;
  std::set<std::string> tight;
  std::set<MarginScope> parts;
  bool odd = false, tilted_start = false, many_confusing = false;
  for (int draw = 0; draw < 30; ++draw) {
    const HuntedSetting drawn = draw_hunted_setting(random, TrainingMargins::as_proved, rejected);
    const Parameters& setting = drawn.parameters;
    INFO("draw " << draw);
    const std::vector<Margin> margins = predict(setting).margins;
    CHECK(unmet_margins(margins, {MarginScope::both_parts, drawn.part}).empty());
    for (const std::string& name : drawn.tight) {
      const auto found = std::find_if(margins.begin(), margins.end(),
                                      [&](const Margin& margin) { return margin.name == name; });
      REQUIRE(found != margins.end());
      CHECK(found->value <= 1.1);
    }
    CHECK(setting.steps > 0);
    CHECK((drawn.engine == Engine::flow) == (setting.steps > 20'000));
    tight.insert(drawn.tight.begin(), drawn.tight.end());
    parts.insert(drawn.part);
    odd = odd || setting.samples % 2 == 1;
    tilted_start = tilted_start || setting.init_query_std > 0;
    many_confusing = many_confusing || setting.confusing_tokens > 2;
  }
  CHECK(parts.size() == 2);
  CHECK(tight.count("small_step") == 1);
  CHECK(tight.count("lazy_kernel") == 1);
  CHECK(tight.count("entrywise_near_orthogonality") == 1);
  CHECK(odd);
  CHECK(tilted_start);
  CHECK(many_confusing);
}

TEST_CASE("a hunted setting is decided by its stream alone") {
  std::int64_t rejected = 0;
  std::mt19937_64 first(9), second(9);
  const HuntedSetting one = draw_hunted_setting(first, TrainingMargins::as_proved, rejected);
  const HuntedSetting other = draw_hunted_setting(second, TrainingMargins::as_proved, rejected);
  CHECK(one.parameters.dimension == other.parameters.dimension);
  CHECK(one.parameters.signal_norm == other.parameters.signal_norm);
  CHECK(one.parameters.step_size == other.parameters.step_size);
  CHECK(one.parameters.steps == other.parameters.steps);
  CHECK(one.tight == other.tight);
}

TEST_CASE("the control's settings meet the margins of the start and not those of the promise") {
  std::mt19937_64 random(4);
  std::int64_t rejected = 0;
  for (int draw = 0; draw < 5; ++draw) {
    const HuntedSetting drawn =
        draw_hunted_setting(random, TrainingMargins::of_the_start, rejected);
    CHECK(small_step<double>(drawn.parameters) > small_step_constant);
    CHECK(!unmet_margins(predict(drawn.parameters).margins, {MarginScope::both_parts}).empty());
  }
}

}  // namespace
}  // namespace benignity
