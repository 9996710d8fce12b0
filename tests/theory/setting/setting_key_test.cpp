#include "theory/setting/setting_key.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"
#include "theory/setting/parameter_keys.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

using RangeKind = ValueRange::Kind;

bool takes(const ValueRange& range, const SettingValue& value) {
  try {
    range.require("key", value);
    return true;
  } catch (const InvalidInput& error) {
    CHECK(error.what() == "key is " + text(value) + ", but must be " + range.requirement());
    return false;
  }
}

TEST_CASE("a range of reals holds its ends as its text says, and no NaN", "[setting_key]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double inf = std::numeric_limits<double>::infinity();
  const struct {
    RangeKind kind;
    std::vector<double> inside;
    std::vector<double> outside;
  } ranges[] = {{RangeKind::magnitude, {1e-60, 1, 1e60}, {-1, 0, 9e-61, 1.1e60, inf, nan}},
                {RangeKind::zero_or_magnitude, {0, 1e-60, 1e60}, {-1e-60, 1e-61, inf, nan}},
                {RangeKind::unit, {0, 0.5, 1}, {-1e-9, 1.0000001, nan}},
                {RangeKind::positive_unit, {1e-300, 0.5, 1}, {-1e-9, 0, 1.0000001, nan}},
                {RangeKind::unit_below_one, {0, 0.999}, {-1e-9, 1, nan}},
                {RangeKind::open_unit, {1e-300, 0.999}, {0, 1, -0.5, nan}}};
  for (const auto& range : ranges) {
    for (const double value : range.inside) CHECK(takes({range.kind}, value));
    for (const double value : range.outside) CHECK_FALSE(takes({range.kind}, value));
  }
}

TEST_CASE("a count has a least value and a largest one that double could not tell apart",
          "[setting_key]") {
  constexpr std::int64_t largest = 1'000'000'000'000'000'000;
  const ValueRange from_2{RangeKind::count, 2};
  CHECK(takes(from_2, std::int64_t{2}));
  CHECK_FALSE(takes(from_2, std::int64_t{1}));
  CHECK(takes(from_2, largest));
  CHECK_FALSE(takes(from_2, largest + 1));
}

TEST_CASE("every key of the parameters gives back what it was set to", "[setting_key]") {
  for (const Key<Parameters>& key : parameter_keys()) {
    INFO(key.name);
    Parameters parameters;
    const SettingValue before = key.get(parameters);
    CHECK_FALSE(std::holds_alternative<std::monostate>(before));
    SettingValue other = before;
    if (key.kind == ValueKind::whole) other = std::get<std::int64_t>(before) + 1;
    if (key.kind == ValueKind::real) other = 0.375;
    if (key.kind == ValueKind::word) other = std::string(key.words.back());
    if (key.kind == ValueKind::words) other = std::vector{std::string(key.words.front())};
    key.set(parameters, other);
    CHECK(key.get(parameters) == other);
    CHECK(text(other) != text(before));
  }
}

TEST_CASE("a list of words reads as TOML has it, in the order of its key", "[setting_key]") {
  CHECK(text(SettingValue(std::vector<std::string>{})) == "[]");
  CHECK(text(SettingValue(std::vector<std::string>{"a", "b"})) == "[\"a\", \"b\"]");
  for (const Key<Parameters>& key : parameter_keys()) {
    if (key.kind != ValueKind::words) continue;
    Parameters parameters;
    key.set(parameters, std::vector<std::string>{"linear_head", "query"});
    CHECK(parameters.trained == Trained{false, true, true});
    CHECK(text(key.get(parameters)) == "[\"query\", \"linear_head\"]");
  }
}

TEST_CASE("keys beside the theorem's own are listed where they are away from their default",
          "[setting_key]") {
  for (const Key<Parameters>& key : parameter_keys()) {
    const std::string_view name = key.name;
    const bool is_theorems = name == "samples" || name == "head_norm" || name == "steps" ||
                             name == "init_weight_law" || name == "target_gap";
    const bool is_familys = name == "classes" || name == "relevant_noise_std" || name == "heads" ||
                            name == "trained" || name == "momentum" || name == "batch_size";
    if (is_theorems) CHECK(key.listing == Listing::always);
    if (is_familys) CHECK(key.listing == Listing::away_from_default);
  }
}

TEST_CASE("kappa and snr set the signal norm that has them", "[setting_key]") {
  Parameters parameters;
  parameters.dimension = 4500;
  parameters.noise_std = 3;
  REQUIRE(signal_keys().size() == 2);
  signal_keys()[0].set(parameters, 7.0);
  CHECK(kappa<double>(parameters) == Approx(7).epsilon(1e-14));
  signal_keys()[1].set(parameters, 0.25);
  CHECK(signal_to_noise_ratio<double>(parameters) == Approx(0.25).epsilon(1e-14));
  CHECK(std::get<double>(signal_keys()[1].get(parameters)) == Approx(0.25).epsilon(1e-14));
}

}  // namespace
}  // namespace benignity
