#include "sim/trajectory/record_times.hpp"

#include <cmath>

namespace benignity {

std::vector<double> continuous_record_times(const RunSettings& settings, double first) {
  constexpr int log_spaced = 24;
  const double last = settings.parameters.steps;
  std::vector<double> times = {0};
  if (settings.chosen_record_every) {
    const auto every = static_cast<double>(*settings.chosen_record_every);
    for (double multiple = 1; multiple * every < last; ++multiple) {
      times.push_back(multiple * every);
    }
  } else {
    for (int i = 0; i < log_spaced - 1 && first < last; ++i) {
      times.push_back(first * std::pow(last / first, i / (log_spaced - 1.0)));
    }
  }
  if (last > 0) times.push_back(last);
  return times;
}

}  // namespace benignity
