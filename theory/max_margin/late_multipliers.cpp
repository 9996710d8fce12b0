#include "theory/max_margin/late_multipliers.hpp"

#include <cmath>

#include <Eigen/Core>

namespace benignity {

std::vector<double> late_multipliers(std::span<const double> gram, std::span<const double> start,
                                     double duration) {
  const auto size = static_cast<Eigen::Index>(start.size());
  const Eigen::Map<const Eigen::MatrixXd> products(gram.data(), size, size);
  // In log q a rate that dies stays positive, whatever the step.
  Eigen::VectorXd log_rates = Eigen::Map<const Eigen::VectorXd>(start.data(), size).array().log();
  const auto slope = [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
    const Eigen::VectorXd rates = at.array().exp();
    return 1 - (products * rates).array();
  };
  constexpr double longest = 0.02;
  const double steps = std::ceil(duration / longest);
  const double length = duration / steps;
  for (double k = 0; k < steps; ++k) {
    const Eigen::VectorXd first = slope(log_rates);
    const Eigen::VectorXd second = slope(log_rates + length / 2 * first);
    const Eigen::VectorXd third = slope(log_rates + length / 2 * second);
    const Eigen::VectorXd fourth = slope(log_rates + length * third);
    log_rates += length / 6 * (first + 2 * second + 2 * third + fourth);
  }
  std::vector<double> rates;
  for (const double log_rate : log_rates) rates.push_back(std::exp(log_rate));
  return rates;
}

}  // namespace benignity
