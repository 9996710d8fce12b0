#pragma once

#include <cstdint>
#include <istream>
#include <limits>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/model/matrix.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

/// Writes the numbers of a run's state, or reads them back, by one list of members that serves both
/// ways: archive(a, b, ...). Numbers are text that gives every bit back: hexadecimal for the
/// scalars of the processor, max_digits10 decimals for the others. Throws InvalidInput where a
/// state ends early or does not fit the run that reads it.
class StateArchive {
 public:
  explicit StateArchive(std::ostream& to) : to_(&to) {}
  explicit StateArchive(std::istream& from) : from_(&from) {}

  [[nodiscard]] bool reading() const { return from_ != nullptr; }

  template <class... Value>
  void operator()(Value&... values) {
    (keep(values), ...);
  }

 private:
  template <class Value>
  void keep(std::vector<Value>& values) {
    keep_size(static_cast<std::int64_t>(values.size()));
    for (Value& value : values) keep(value);
  }
  template <class Real, int rows, int columns, int options>
  void keep(Eigen::Matrix<Real, rows, columns, options>& matrix) {
    keep_size(matrix.rows());
    keep_size(matrix.cols());
    for (Eigen::Index i = 0; i < matrix.size(); ++i) keep(matrix.data()[i]);
    if (!reading()) *to_ << '\n';
  }
  template <class Value>
  void keep(std::optional<Value>& value) {
    bool present = value.has_value();
    keep(present);
    if (!present) value.reset();
    if (present && !value) value.emplace();
    if (present) keep(*value);
  }
  template <class Number>
  requires(std::is_integral_v<Number> ||
           std::numeric_limits<Number>::is_specialized) void keep(Number& number) {
    if (!reading()) {
      if constexpr (std::is_floating_point_v<Number>) {
        *to_ << std::hexfloat << number << ' ';
      } else if constexpr (std::is_integral_v<Number>) {
        *to_ << number << ' ';
      } else {
        *to_ << number.str(std::numeric_limits<Number>::max_digits10, std::ios::scientific) << ' ';
      }
      return;
    }
    const std::string word = next_word();
    if constexpr (std::is_floating_point_v<Number>) {
      number = static_cast<Number>(std::stold(word));
    } else if constexpr (std::is_integral_v<Number>) {
      number = static_cast<Number>(std::stoll(word));
    } else {
      number = Number(word);
    }
  }

  /// A size is part of the run that reads: the state must have the same.
  void keep_size(std::int64_t size) {
    std::int64_t kept = size;
    keep(kept);
    if (kept == size) return;
    throw InvalidInput("from-state", std::to_string(kept) + " numbers in a row",
                       std::to_string(size) + ": the state of a run with the same model");
  }
  std::string next_word() {
    std::string word;
    if (*from_ >> word) return word;
    throw InvalidInput("from-state", "a state that ends early", "a whole one");
  }

  std::ostream* to_ = nullptr;
  std::istream* from_ = nullptr;
};

}  // namespace benignity
