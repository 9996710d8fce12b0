#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/model/attention.hpp"
#include "tests/support/attention_inputs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

/// Largest error of a coefficient over what the pivot form (3.4) may lose, p being the token with
/// the largest logit: |c_t| epsilon times
///   8 + |a_t - a_p| + |gamma_t| + |gamma_p|                                  (s_t and the slope)
///   + (8 |gamma_t - gamma_p| + sum_u s_u |gamma_u - gamma_p| (8 + |a_u - a_p|)) / |gamma_t - f|,
/// the first-order errors of each term, exp's argument included; a few of the smallest positive
/// numbers more, for s_t that underflow.
template <class Real>
double worst_coefficient_error(const AttentionInputs<Real>& inputs,
                               const Vector<Real>& coefficients) {
  const auto wide = [](const Vector<Real>& narrow) {
    Vector<Float100> result(narrow.size());
    for (Eigen::Index j = 0; j < narrow.size(); ++j) result(j) = Float100(narrow(j));
    return result;
  };
  const AttentionInputs<Float100> exact{{inputs.problem.samples, inputs.problem.tokens,
                                         inputs.problem.labels, wide(inputs.problem.head_values)},
                                        wide(inputs.logits)};
  const Vector<Float100> reference = reference_response(exact).coefficients;
  const Vector<Float100> values = wide(coefficients);
  const std::int64_t tokens = inputs.problem.tokens;
  double worst = 0;
  for (std::int64_t i = 0; i < inputs.problem.samples; ++i) {
    const Vector<Float100> a = exact.logits.segment(i * tokens, tokens);
    const Vector<Float100> gamma = exact.problem.head_values.segment(i * tokens, tokens);
    Eigen::Index pivot = 0;
    a.maxCoeff(&pivot);
    Float100 normaliser = 0;
    Float100 spread = 0;
    Float100 excess = 0;
    for (std::int64_t u = 0; u < tokens; ++u) {
      const Float100 weight = exp(a(u) - a(pivot));
      normaliser += weight;
      spread += weight * abs(gamma(u) - gamma(pivot)) * (8 + abs(a(u) - a(pivot)));
      excess += weight * (gamma(u) - gamma(pivot));
    }
    spread /= normaliser;
    excess /= normaliser;
    for (std::int64_t t = 0; t < tokens; ++t) {
      const std::int64_t j = i * tokens + t;
      const Float100 gap = abs((gamma(t) - gamma(pivot)) - excess);
      const Float100 growth = 8 + abs(a(t) - a(pivot)) + abs(gamma(t)) + abs(gamma(pivot)) +
                              (8 * abs(gamma(t) - gamma(pivot)) + spread) / gap;
      const Float100 allowed =
          Float100(std::numeric_limits<Real>::epsilon()) * abs(reference(j)) * growth +
          16 * Float100(std::numeric_limits<Real>::denorm_min());
      worst =
          std::max(worst, static_cast<double>(Float100(abs(values(j) - reference(j)) / allowed)));
    }
  }
  return worst;
}

TEMPLATE_TEST_CASE("every coefficient keeps its relative accuracy, up to logits of 1e4", "", float,
                   double, long double, Float50) {
  for (std::uint64_t replicate = 0; replicate < 30; ++replicate) {
    const double spread = std::vector<double>{0.1, 1, 30, 300, 1e4}[replicate % 5];
    const auto tokens = static_cast<std::int64_t>(2 + replicate % 7);
    const auto inputs = cast<TestType>(random_inputs(replicate, 3, tokens, spread));
    CAPTURE(replicate, spread);
    CHECK(worst_coefficient_error(inputs, response_to(inputs).coefficients) < 1);
  }
}

TEST_CASE("at 100 digits the naive form agrees with the reference while no token is selected") {
  const auto inputs = cast<Float100>(random_inputs(2, 4, 6, 5));
  const Vector<Float100> naive = naive_response(inputs).coefficients;
  const Vector<Float100> reference = reference_response(inputs).coefficients;
  for (Eigen::Index j = 0; j < naive.size() - 2; ++j) {
    CHECK(static_cast<double>(abs(naive(j) / reference(j) - 1)) < 1e-80);
  }
}

TEMPLATE_TEST_CASE("a token selected to 1 - 1e-10 keeps every digit, where gamma - f loses them",
                   "", double, long double) {
  AttentionInputs<double> inputs = random_inputs(4, 2, 5, 1);
  for (const Eigen::Index selected : {0, 8}) {  // a relevant and an irrelevant token
    inputs.logits(selected) = inputs.logits.segment(selected < 5 ? 0 : 5, 5).maxCoeff() + 24.5;
  }
  const auto typed = cast<TestType>(inputs);
  const auto response = response_to(typed);
  CHECK(1 - response.relevant(0) < TestType(1e-10));
  CHECK(worst_coefficient_error(typed, response.coefficients) < 1);
  const double naive_error = worst_coefficient_error(typed, naive_response(typed).coefficients);
  CHECK(naive_error > 1e5);
}

}  // namespace
}  // namespace benignity::testing
