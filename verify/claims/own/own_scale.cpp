#include "verify/claims/own/own_scale.hpp"

#include <charconv>
#include <cmath>

#include "theory/invalid_input.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

constexpr const char* delay_factor = "exp(1/kappa)";

std::string abscissa_text(const RunSettings& cell, const std::string& name) {
  if (name != delay_factor) return setting_text(cell, name);
  return shortest_decimal(std::exp(1 / kappa<double>(cell.parameters)));
}

double power_base(const std::string& name, const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end || !(value > 0) || !std::isfinite(value)) {
    throw InvalidInput(name, text.empty() ? "no number" : text,
                       "a positive number to have a power");
  }
  return value;
}

}  // namespace

std::string abscissa_name(const OwnStatement& own) {
  return own.along.empty() ? own.plan.swept.front() : own.along;
}

std::vector<double> abscissa_values(const OwnStatement& own) {
  if (own.along.empty() && own.plan.swept.size() != 1) {
    throw InvalidInput("sweep", std::to_string(own.plan.swept.size()) + " keys",
                       "one key, whose power the exponent is (or claim.along names the key)");
  }
  std::vector<double> values;
  for (const RunSettings& cell : own.plan.cells) {
    values.push_back(power_base(abscissa_name(own), abscissa_text(cell, abscissa_name(own))));
  }
  return values;
}

std::vector<double> observable_units(const OwnStatement& own) {
  std::vector<double> units(own.plan.cells.size(), 1);
  if (own.relative_to == nullptr) return units;
  for (std::size_t cell = 0; cell < units.size(); ++cell) {
    const MeanFieldTimes times =
        mean_field_times(mean_field_equivalent(own.plan.cells[cell].parameters).plain);
    const std::optional<double> time = times.*(own.relative_to->time);
    if (!time || !(*time > 0)) {
      throw InvalidInput("claim.relative_to", own.relative_to->name,
                         "an event that the mean field has after the start (not at " +
                             swept_values(own.plan, own.plan.cells[cell]) + ")");
    }
    units[cell] = *time;
  }
  return units;
}

std::string observable_name(const OwnStatement& own) {
  std::string name = own.observable.name;
  if (own.relative_to != nullptr) name += std::string(" / ") + own.relative_to->name;
  return name;
}

}  // namespace benignity
