#include "verify/experiments/decimal_range.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "theory/invalid_input.hpp"
#include "verify/experiments/grid.hpp"

namespace benignity {
namespace {

constexpr std::int64_t exact_in_double = std::int64_t{1} << 53;

/// mantissa * 10^exponent, |mantissa| < 10^17.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;
};

Decimal decimal(double value) {
  const std::string text = shortest_decimal(value);
  const std::size_t letter = std::min(text.find('e'), text.size());
  std::string digits = text.substr(0, letter);
  Decimal result;
  if (letter < text.size()) result.exponent = std::atoi(text.c_str() + letter + 1);
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    result.exponent -= static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  std::from_chars(digits.data(), digits.data() + digits.size(), result.mantissa);
  while (result.mantissa != 0 && result.mantissa % 10 == 0) {
    result.mantissa /= 10;
    ++result.exponent;
  }
  if (result.mantissa == 0) result.exponent = 0;
  return result;
}

/// value / 10^exponent, a whole number that double holds exactly.
std::int64_t in_units(const std::string& key, double value, int exponent) {
  Decimal number = decimal(value);
  for (; number.mantissa != 0 && number.exponent > exponent; --number.exponent) {
    number.mantissa *= 10;
    if (std::abs(number.mantissa) >= exact_in_double) {
      throw InvalidInput(key, shortest_decimal(value),
                         "a number that with the others of its range spans at most 15 digits");
    }
  }
  return number.mantissa;
}

std::string text_of(std::int64_t mantissa, int exponent) {
  // Quotient and product of two doubles without error: rounded once, to the decimal's double.
  const double power = std::pow(10.0, std::abs(exponent));
  const auto exact = static_cast<double>(mantissa);
  return shortest_decimal(exponent < 0 ? exact / power : exact * power);
}

}  // namespace

std::vector<std::string> range_values(const std::string& key, const DecimalRange& range) {
  const struct {
    const char* name;
    double value;
  } parts[] = {{".from", range.from}, {".to", range.to}, {".step", range.step}};
  constexpr double largest = 1e18;
  for (const auto& part : parts) {
    if (!(std::abs(part.value) <= largest)) {
      throw InvalidInput(key + part.name, shortest_decimal(part.value),
                         "a number of at most 10^18 in size");
    }
  }
  if (range.step == 0) throw InvalidInput(key + ".step", "0", "another number than 0");
  int exponent = 0;
  for (const auto& part : parts) exponent = std::min(exponent, decimal(part.value).exponent);
  constexpr int exact_power_of_ten = -22;
  if (exponent < exact_power_of_ten) {
    throw InvalidInput(key, "a range with " + std::to_string(-exponent) + " digits after the point",
                       "one with at most 22");
  }
  const std::int64_t from = in_units(key + ".from", range.from, exponent);
  const std::int64_t to = in_units(key + ".to", range.to, exponent);
  const std::int64_t step = in_units(key + ".step", range.step, exponent);
  if ((to - from) % step != 0 || (to - from) / step < 0) {
    throw InvalidInput(key + ".to", shortest_decimal(range.to),
                       "from plus a whole number of steps (from " + shortest_decimal(range.from) +
                           " in steps of " + shortest_decimal(range.step) + ")");
  }
  const std::int64_t last = (to - from) / step;
  if (last >= most_cells) {
    throw InvalidInput(key, "a range of " + std::to_string(last + 1) + " values",
                       "one of at most " + std::to_string(most_cells));
  }
  std::vector<std::string> values;
  for (std::int64_t i = 0; i <= last; ++i) values.push_back(text_of(from + i * step, exponent));
  return values;
}

}  // namespace benignity
