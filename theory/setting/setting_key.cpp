#include "theory/setting/setting_key.hpp"

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

constexpr std::int64_t largest_count = 1'000'000'000'000'000'000;

bool is_magnitude(double value) {
  constexpr double smallest = 1e-60;
  constexpr double largest = 1e60;
  return value >= smallest && value <= largest;
}

/// Comparisons that are false of a NaN, so that it lies in no range.
bool real_lies_in(ValueRange::Kind kind, double value) {
  switch (kind) {
    case ValueRange::Kind::magnitude:
      return is_magnitude(value);
    case ValueRange::Kind::zero_or_magnitude:
      return value == 0 || is_magnitude(value);
    case ValueRange::Kind::unit:
      return value >= 0 && value <= 1;
    case ValueRange::Kind::positive_unit:
      return value > 0 && value <= 1;
    case ValueRange::Kind::unit_below_one:
      return value >= 0 && value < 1;
    case ValueRange::Kind::open_unit:
      return value > 0 && value < 1;
    case ValueRange::Kind::any:
    case ValueRange::Kind::count:
      return true;
  }
  return false;
}

struct ValueText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(std::uint64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return shortest_decimal(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const std::vector<std::string>& words) const {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "\"" : ", \"") + word + "\"";
    return "[" + list + "]";
  }
};

}  // namespace

std::string text(const SettingValue& value) { return std::visit(ValueText{}, value); }

std::string ValueRange::requirement() const {
  switch (kind) {
    case Kind::any:
      return {};
    case Kind::count:
      return "a whole number from " + std::to_string(least) + " to 10^18";
    case Kind::magnitude:
      return "a number between 1e-60 and 1e60";
    case Kind::zero_or_magnitude:
      return "0 or a number between 1e-60 and 1e60";
    case Kind::unit:
      return "in [0, 1]";
    case Kind::positive_unit:
      return "in (0, 1]";
    case Kind::unit_below_one:
      return "in [0, 1)";
    case Kind::open_unit:
      return "a number strictly between 0 and 1";
  }
  return {};
}

void ValueRange::require(const char* key, const SettingValue& value) const {
  bool lies_in = true;
  if (const auto* whole = std::get_if<std::int64_t>(&value); whole != nullptr) {
    lies_in = kind != Kind::count || (*whole >= least && *whole <= largest_count);
  } else if (const auto* real = std::get_if<double>(&value); real != nullptr) {
    lies_in = real_lies_in(kind, *real);
  }
  if (!lies_in) throw InvalidInput(key, text(value), requirement());
}

}  // namespace benignity
