#pragma once

#include <cstddef>
#include <vector>

namespace benignity {

/// Least-squares line y = intercept + slope x.
struct StraightLine {
  double slope = 0;
  double intercept = 0;
  double slope_error = 0;              ///< standard error of the slope from the residuals
  std::size_t degrees_of_freedom = 0;  ///< points - 2
};

/// Fits at least 3 points whose x are not all equal; throws std::domain_error otherwise.
[[nodiscard]] StraightLine straight_line(const std::vector<double>& x,
                                         const std::vector<double>& y);

/// Half width of Student's two-sided interval of the slope at level 1 - alpha, for independent
/// normal errors of equal variance.
[[nodiscard]] double slope_half_width(const StraightLine& line, double alpha);

/// Two-sided Student p-value against "the slope lies in [lower, upper]"; 1 where it is inside.
[[nodiscard]] double slope_p_value(const StraightLine& line, double lower, double upper);

}  // namespace benignity
