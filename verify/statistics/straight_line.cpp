#include "verify/statistics/straight_line.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <boost/math/distributions/students_t.hpp>

namespace benignity {

StraightLine straight_line(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() != y.size() || x.size() < 3) {
    throw std::domain_error("straight_line: needs as many x as y and at least 3 points");
  }
  const auto count = static_cast<double>(x.size());
  double mean_x = 0;
  double mean_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += x[i] / count;
    mean_y += y[i] / count;
  }
  double spread = 0;
  double together = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    spread += (x[i] - mean_x) * (x[i] - mean_x);
    together += (x[i] - mean_x) * (y[i] - mean_y);
  }
  if (!(spread > 0)) throw std::domain_error("straight_line: all x are equal");
  StraightLine line;
  line.slope = together / spread;
  line.intercept = mean_y - line.slope * mean_x;
  line.degrees_of_freedom = x.size() - 2;
  double residuals = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double residual = y[i] - line.intercept - line.slope * x[i];
    residuals += residual * residual;
  }
  line.slope_error = std::sqrt(residuals / static_cast<double>(line.degrees_of_freedom) / spread);
  return line;
}

double slope_half_width(const StraightLine& line, double alpha) {
  const boost::math::students_t law(static_cast<double>(line.degrees_of_freedom));
  return line.slope_error * boost::math::quantile(boost::math::complement(law, alpha / 2));
}

double slope_p_value(const StraightLine& line, double lower, double upper) {
  const double outside = std::max({lower - line.slope, line.slope - upper, 0.0});
  if (outside == 0) return 1;
  if (line.slope_error == 0) return 0;
  const boost::math::students_t law(static_cast<double>(line.degrees_of_freedom));
  return 2 * boost::math::cdf(boost::math::complement(law, outside / line.slope_error));
}

}  // namespace benignity
