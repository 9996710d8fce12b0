#include "verify/experiments/plan.hpp"

#include "theory/invalid_input.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_error.hpp"

namespace benignity {

std::string swept_values(const SweepPlan& plan, const RunSettings& cell) {
  std::string values;
  for (const std::string& key : plan.swept) {
    values += (values.empty() ? "" : ", ") + key + " = " + setting_text(cell, key);
  }
  return values;
}

void validate(const SweepPlan& plan) {
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    try {
      validate(plan.cells[cell]);
    } catch (const InvalidInput& error) {
      throw SweepError(std::string(error.what()) + " (cell " + std::to_string(cell + 1) + " of " +
                       std::to_string(plan.cells.size()) + ": " +
                       swept_values(plan, plan.cells[cell]) + ")");
    }
  }
}

}  // namespace benignity
