#include "verify/claims/encoder/edge_search.hpp"

#include <cmath>
#include <optional>

namespace benignity {

double loss_edge(const std::function<double(double)>& loss, const EdgeSearch& search) {
  double left = std::log(search.least);
  double right = std::log(search.largest);
  std::optional<double> left_loss;
  std::optional<double> right_loss;
  for (int halving = 0; halving < search.halvings; ++halving) {
    const double middle = (left + right) / 2;
    const double found = loss(std::exp(middle));
    if (found > search.level) {
      left = middle;
      left_loss = found;
    } else {
      right = middle;
      right_loss = found;
    }
  }
  double share = 0.5;
  if (left_loss && right_loss) share = (*left_loss - search.level) / (*left_loss - *right_loss);
  return std::exp(left + share * (right - left));
}

}  // namespace benignity
