#include "theory/max_margin/margin_constraints.hpp"

namespace benignity {

std::vector<std::size_t> best_tokens(std::span<const double> head_values,
                                     std::span<const int> labels) {
  const std::size_t tokens = head_values.size() / labels.size();
  std::vector<std::size_t> best;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::size_t top = i * tokens;
    for (std::size_t j = top + 1; j < (i + 1) * tokens; ++j) {
      if (labels[i] * head_values[j] > labels[i] * head_values[top]) top = j;
    }
    best.push_back(top);
  }
  return best;
}

std::vector<MarginConstraint> margin_constraints(std::span<const double> head_values,
                                                 std::span<const std::size_t> selected,
                                                 TiedTokens ties) {
  const std::size_t tokens = head_values.size() / selected.size();
  std::vector<MarginConstraint> constraints;
  for (std::size_t i = 0; i < selected.size(); ++i) {
    const std::size_t top = selected[i];
    for (std::size_t j = i * tokens; j < (i + 1) * tokens; ++j) {
      const bool is_tied = head_values[j] == head_values[top];
      if (j == top || (is_tied && ties == TiedTokens::at_rest)) continue;
      constraints.push_back({top, j});
    }
  }
  return constraints;
}

}  // namespace benignity
