#include "verify/statistics/clopper_pearson.hpp"

#include <stdexcept>
#include <string>

#include <boost/math/distributions/binomial.hpp>

namespace benignity {
namespace {

void require_counts(std::int64_t successes, std::int64_t trials) {
  if (trials < 1 || successes < 0 || successes > trials) {
    throw std::domain_error("clopper_pearson: successes of trials is " + std::to_string(successes) +
                            " of " + std::to_string(trials) +
                            ", but must be a count between 0 and at least one trial");
  }
}

}  // namespace

ProportionBounds clopper_pearson(std::int64_t successes, std::int64_t trials, double alpha) {
  require_counts(successes, trials);
  if (!(alpha > 0 && alpha < 1)) {
    throw std::domain_error("clopper_pearson: alpha is " + std::to_string(alpha) +
                            ", but must be strictly between 0 and 1");
  }
  using Binomial = boost::math::binomial_distribution<double>;
  const auto n = static_cast<double>(trials);
  const auto x = static_cast<double>(successes);
  return {Binomial::find_lower_bound_on_p(n, x, alpha),
          Binomial::find_upper_bound_on_p(n, x, alpha)};
}

double binomial_lower_tail(std::int64_t successes, std::int64_t trials, double probability) {
  require_counts(successes, trials);
  const boost::math::binomial_distribution<double> law(static_cast<double>(trials), probability);
  return boost::math::cdf(law, static_cast<double>(successes));
}

}  // namespace benignity
