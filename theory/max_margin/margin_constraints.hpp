#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace benignity {

/// p^T (x_selected - x_other) >= 1, tokens numbered through all samples: sample i has iT .. iT+T-1.
struct MarginConstraint {
  std::size_t selected;
  std::size_t other;
};

/// Tokens whose head value is that of the selected one, to the bit. They have no force of their own
/// (V6): at_rest leaves them out; constrained asks for their margins too, as the published program
/// does, which takes head values to be distinct.
enum class TiedTokens { at_rest, constrained };

/// The token of largest Y gamma of each sample, the first of equals: what late times select where
/// head values are distinct. head_values: gamma, nT; labels: Y, n.
/// [derived] theory/max_margin/README.md (V1)
[[nodiscard]] std::vector<std::size_t> best_tokens(std::span<const double> head_values,
                                                   std::span<const int> labels);

/// The constraints of the program for a selection, one token a sample, in order of samples and
/// tokens. [published] Tarzanagh et al., arXiv 2306.13596, (Att-SVM); ties [derived] (V6)
[[nodiscard]] std::vector<MarginConstraint> margin_constraints(
    std::span<const double> head_values, std::span<const std::size_t> selected, TiedTokens ties);

}  // namespace benignity
