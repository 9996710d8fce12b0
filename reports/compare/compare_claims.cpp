#include "reports/compare/compare_claims.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "reports/number_text.hpp"

namespace benignity {
namespace {

/// The interval bounds nothing, so that it is no tolerance.
bool is_open(const Interval& interval) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  return lower_end(interval) == -unbounded && upper_end(interval) == unbounded;
}

/// -1 below, 0 inside, 1 above; 2 for a NaN, or where the interval holds no number.
int side(const Interval& interval, double value) {
  if (value < lower_end(interval)) return -1;
  if (value > upper_end(interval)) return 1;
  return value >= lower_end(interval) && value <= upper_end(interval) ? 0 : 2;
}

bool same_double(double before, double after) {
  return before == after || (std::isnan(before) && std::isnan(after));
}

bool same_number(const std::optional<double>& before, const std::optional<double>& after) {
  if (!before || !after) return before.has_value() == after.has_value();
  return same_double(*before, *after);
}

std::string in_full(double value) { return number_text(value, Digits::round_trip); }
std::string in_full(const std::optional<double>& value) { return value ? in_full(*value) : "none"; }
std::string in_full(const Interval& interval) {
  return interval_text(interval, Digits::round_trip);
}

/// Agreement of what is computed from parameters, relative to `size`.
bool agree(double before, double after, double size) {
  return same_double(before, after) || std::abs(after - before) <= prediction_accuracy * size;
}

/// The largest finite magnitude among a prediction and the ends of its interval: ends near 0 are
/// differences of numbers of that size.
double size_of(const Measurement& measurement) {
  double size = 0;
  for (const double value : {measurement.predicted.value_or(0), lower_end(measurement.accept),
                             upper_end(measurement.accept)}) {
    if (std::isfinite(value)) size = std::max(size, std::abs(value));
  }
  return size;
}

/// The first entry under the name that is left, so that equal names are paired in order; end() for
/// none.
template <class Map>
typename Map::iterator first_of(Map& map, const std::string& name) {
  const auto found = map.lower_bound(name);
  return found != map.end() && found->first == name ? found : map.end();
}

class ClaimComparer {
 public:
  ClaimComparer(const ClaimResult& before, const ClaimResult& after, Likeness likeness)
      : before_(before), after_(after), likeness_(likeness) {
    result_.id = before.id;
    result_.before = before.verdict;
    result_.after = after.verdict;
  }

  ClaimComparison compare() {
    if (before_.verdict != after_.verdict) {
      because("verdict {} -> {}", name(before_.verdict), name(after_.verdict));
    }
    if (likeness_ != Likeness::other_draws) compare_design();
    compare_measurements();
    if (likeness_ == Likeness::same_bits) compare_without_tolerance();
    if (!result_.reasons.empty()) result_.change = ClaimChange::changed;
    return std::move(result_);
  }

 private:
  template <class... Values>
  void because(fmt::format_string<Values...> format, Values&&... values) {
    result_.reasons.push_back(fmt::format(format, std::forward<Values>(values)...));
  }

  void compare_text(const char* what, const std::string& before, const std::string& after) {
    if (before != after) because("{} \"{}\" -> \"{}\"", what, before, after);
  }

  void compare_design() {
    compare_text("statement", before_.statement, after_.statement);
    compare_text("engine", before_.engine, after_.engine);
    compare_text("precision", before_.precision, after_.precision);
    compare_settings();
    std::multimap<std::string, double> margins;
    for (const MarginValue& margin : before_.margins) margins.emplace(margin.name, margin.value);
    for (const MarginValue& margin : after_.margins) {
      const auto found = first_of(margins, margin.name);
      if (found == margins.end()) {
        because("margin {} is new", margin.name);
        continue;
      }
      if (!agree(found->second, margin.value, std::abs(found->second))) {
        because("margin {}: {} -> {}", margin.name, in_full(found->second), in_full(margin.value));
      } else if (!same_double(found->second, margin.value)) {
        ++result_.moved;
      }
      margins.erase(found);
    }
    for (const auto& [name, value] : margins) because("margin {} is gone", name);
  }

  /// Reports of version 1 have none, and a claim without one setting names none.
  void compare_settings() {
    if (before_.settings.empty()) return;
    std::multimap<std::string, std::string> settings;
    for (const NamedText& setting : before_.settings) settings.emplace(setting.name, setting.text);
    for (const NamedText& setting : after_.settings) {
      const auto found = first_of(settings, setting.name);
      if (found == settings.end()) {
        because("setting {} is new", setting.name);
        continue;
      }
      compare_text(("setting " + setting.name).c_str(), found->second, setting.text);
      settings.erase(found);
    }
    for (const auto& [name, text] : settings) because("setting {} is gone", name);
  }

  /// The k-th measurement of a quantity is compared with the k-th of the same quantity.
  void compare_measurements() {
    const bool must_match = likeness_ != Likeness::other_draws;
    std::multimap<std::string, const Measurement*> unpaired;
    for (const Measurement& measurement : after_.measurements) {
      unpaired.emplace(measurement.quantity, &measurement);
    }
    for (const Measurement& measurement : before_.measurements) {
      const auto found = first_of(unpaired, measurement.quantity);
      if (found != unpaired.end()) {
        compare_pair(measurement, *found->second);
        unpaired.erase(found);
      } else if (must_match) {
        because("{} is no longer measured", measurement.quantity);
      }
    }
    if (!must_match) return;
    for (const auto& [quantity, measurement] : unpaired) because("{} is new", quantity);
  }

  void compare_pair(const Measurement& before, const Measurement& after) {
    if (likeness_ != Likeness::other_draws) compare_predictions(before, after);
    const std::string change = fmt::format("{}: {} -> {}", before.quantity,
                                           in_full(before.observed), in_full(after.observed));
    if (is_open(before.accept)) {
      if (same_double(before.observed, after.observed)) return;
      if (likeness_ == Likeness::same_bits) {
        because("{}; it has no tolerance", change);
      } else {
        ++result_.moved;
      }
      return;
    }
    const int side_before = side(before.accept, before.observed);
    const int side_after = side(before.accept, after.observed);
    if (side_before != side_after) {
      because("{} {} {}", change, side_after == 0 ? "enters" : "leaves", in_full(before.accept));
    } else if (!same_double(before.observed, after.observed)) {
      ++result_.moved;
    }
  }

  void compare_predictions(const Measurement& before, const Measurement& after) {
    const double size = size_of(before);
    const bool predicts = before.predicted.has_value();
    if (predicts != after.predicted.has_value() ||
        (predicts && !agree(*before.predicted, *after.predicted, size))) {
      because("predicted {}: {} -> {}", before.quantity, in_full(before.predicted),
              in_full(after.predicted));
    } else if (!same_number(before.predicted, after.predicted)) {
      ++result_.moved;
    }
    if (!agree(lower_end(before.accept), lower_end(after.accept), size) ||
        !agree(upper_end(before.accept), upper_end(after.accept), size)) {
      because("{} is accepted in {} -> {}", before.quantity, in_full(before.accept),
              in_full(after.accept));
    }
  }

  void compare_without_tolerance() {
    if (before_.replicates != after_.replicates) {
      because("replicates {} -> {}", before_.replicates, after_.replicates);
    }
    if (before_.test.has_value() != after_.test.has_value()) {
      because("a test is {}", after_.test ? "new" : "gone");
    }
    if (!before_.test || !after_.test) return;
    compare_text("statistic", before_.test->statistic, after_.test->statistic);
    if (!same_double(before_.test->value, after_.test->value)) {
      because("{}: {} -> {}; it has no tolerance", before_.test->statistic,
              in_full(before_.test->value), in_full(after_.test->value));
    }
  }

  const ClaimResult& before_;
  const ClaimResult& after_;
  Likeness likeness_;
  ClaimComparison result_;
};

}  // namespace

ClaimComparison compare_claims(const ClaimResult& before, const ClaimResult& after,
                               Likeness likeness) {
  return ClaimComparer(before, after, likeness).compare();
}

}  // namespace benignity
