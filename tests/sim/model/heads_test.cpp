#include "sim/model/heads.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/model/attention.hpp"
#include "sim/random/stream.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

/// Logits, head values and labels of a random model, each head with head values of its own.
template <class Real>
struct Inputs {
  HeadsShape shape;
  std::vector<Vector<Real>> logits;
  std::vector<Matrix<Real>> values;
  std::vector<Real> weights;

  [[nodiscard]] HeadsResponse<Real> response() const {
    std::vector<const Vector<Real>*> a;
    std::vector<const Matrix<Real>*> gamma;
    for (const auto& of_head : logits) a.push_back(&of_head);
    for (const auto& of_head : values) gamma.push_back(&of_head);
    HeadsResponse<Real> response;
    respond(shape, a, gamma, weights, response);
    return response;
  }
};

/// n = 1..6, T = 1..5, H heads, K outputs; one passive vector after the tokens.
template <class Real>
Inputs<Real> draw_inputs(std::uint64_t number, std::int64_t heads, std::int64_t outputs,
                         double size = 1) {
  Stream stream({77, Purpose::design, number, 0, 0});
  const auto below = [&](std::int64_t bound) {
    return static_cast<std::int64_t>(stream.bits() % static_cast<std::uint64_t>(bound));
  };
  Inputs<Real> inputs;
  inputs.shape = {1 + below(6), 1 + below(5), heads, outputs, below(2) == 1, {}};
  for (std::int64_t i = 0; i < inputs.shape.samples; ++i) {
    inputs.shape.observed.push_back(
        static_cast<int>(outputs == 1 ? 2 * below(2) - 1 : below(outputs)));
    inputs.weights.push_back(1 / Real(inputs.shape.samples));
  }
  for (std::int64_t h = 0; h < heads; ++h) {
    Vector<Real> a(inputs.shape.active() + 1);
    Matrix<Real> gamma(a.size(), outputs);
    for (Real& entry : a) entry = size * stream.normal();
    for (Real& entry : gamma.reshaped()) entry = stream.normal();
    inputs.logits.push_back(a);
    inputs.values.push_back(gamma);
  }
  return inputs;
}

std::uint64_t any_number() { return *rc::gen::arbitrary<std::uint32_t>(); }

TEMPLATE_TEST_CASE("one head with one output is the plain model, to rounding", "", double,
                   Float50) {
  using Real = TestType;
  // Both take sums of at most T = 5 terms of size 1 in the same order: a few dozen roundings.
  const Real tolerance = 64 * std::numeric_limits<Real>::epsilon();
  CHECK(rc::check([&] {
    const Inputs<Real> inputs = draw_inputs<Real>(any_number(), 1, 1, *rc::gen::element(1., 30.));
    const HeadsResponse<Real> heads = inputs.response();
    const AttentionProblem<Real> problem{inputs.shape.samples,
                                         inputs.shape.tokens,
                                         {inputs.shape.observed, inputs.shape.observed},
                                         inputs.values[0].col(0).head(inputs.shape.active())};
    AttentionResponse<Real> plain;
    respond(problem, inputs.logits[0], plain);
    const Vector<Real> c = plain.coefficients.head(inputs.shape.active());
    RC_ASSERT((heads.margin - plain.margin).cwiseAbs().maxCoeff() < tolerance);
    RC_ASSERT((heads.relevant.col(0) - plain.relevant).cwiseAbs().maxCoeff() < tolerance);
    RC_ASSERT((heads.coefficients.col(0) - c).cwiseAbs().maxCoeff() < tolerance);
    using std::abs;
    RC_ASSERT(abs(heads.loss.mean() - mean_loss(plain)) < tolerance);
  }));
}

TEMPLATE_TEST_CASE("two classes whose head values are +-gamma/2 are the logistic loss of gamma", "",
                   double, Float50) {
  using Real = TestType;
  // f_0 - f_1 = f, so that 1 - P_Y = sigma(-Y f); class 0 is the label +1.
  const Real tolerance = 256 * std::numeric_limits<Real>::epsilon();
  CHECK(rc::check([&] {
    const std::int64_t heads = *rc::gen::inRange(1, 4);
    const Inputs<Real> logistic = draw_inputs<Real>(any_number(), heads, 1);
    Inputs<Real> classes = logistic;
    classes.shape.outputs = 2;
    for (int& label : classes.shape.observed) label = label == 1 ? 0 : 1;
    for (Matrix<Real>& gamma : classes.values) {
      const Vector<Real> half = gamma.col(0) / Real(2);
      gamma.resize(half.size(), 2);
      gamma << half, -half;
    }
    const HeadsResponse<Real> one = logistic.response();
    const HeadsResponse<Real> two = classes.response();
    RC_ASSERT((one.margin - two.margin).cwiseAbs().maxCoeff() < tolerance);
    RC_ASSERT((one.loss - two.loss).cwiseAbs().maxCoeff() < tolerance);
    RC_ASSERT((one.coefficients - two.coefficients).cwiseAbs().maxCoeff() < tolerance);
    // e is -dL/dgamma: that of gamma is half the difference of those of its two halves.
    for (std::int64_t h = 0; h < heads; ++h) {
      const Vector<Real> difference =
          (two.value_coefficients.col(2 * h) - two.value_coefficients.col(2 * h + 1)) / Real(2);
      RC_ASSERT((one.value_coefficients.col(h) - difference).cwiseAbs().maxCoeff() < tolerance);
    }
  }));
}

TEST_CASE("logits and outputs of 1e6 overflow nothing, and margins keep sign and size") {
  const std::int64_t outputs = GENERATE(1, 3);
  Inputs<double> inputs = draw_inputs<double>(5, 2, outputs);
  inputs.shape = {2, 2, 2, outputs, false, {1, outputs == 1 ? -1 : 1}};
  inputs.weights = {0.5, 0.5};
  const double big = 1e6;
  for (std::size_t h = 0; h < 2; ++h) {
    inputs.logits[h] = Vector<double>(4);
    inputs.logits[h] << big, -big, -big, big;  // both samples: one token has it all
    inputs.values[h] = Matrix<double>::Zero(4, outputs);
    inputs.values[h](0, outputs == 1 ? 0 : 1) = big;
    inputs.values[h](3, outputs == 1 ? 0 : 2) = big;
  }
  // Two heads: f = 2e6 for output 1 (or the only one), and for output 2 in the second sample.
  const HeadsResponse<double> response = inputs.response();
  CHECK(response.margin(0) == 2 * big);
  CHECK(response.margin(1) == -2 * big);
  CHECK(response.loss(0) == 0);
  CHECK(response.loss(1) == 2 * big);
  CHECK(response.coefficients.allFinite());
  CHECK(response.value_coefficients.allFinite());
  CHECK((response.relevant.row(0).array() == 1).all());
  CHECK((response.relevant.row(1).array() == 0).all());
  // The lost sample pulls at its own selected token with all its weight, the won one not at all.
  CHECK((response.value_coefficients.topRows(2).array() == 0).all());
  CHECK(std::abs(response.value_coefficients(3, 0)) == (outputs == 1 ? 0.5 : 0));
}

TEST_CASE("the loss of a nearly certain sample keeps its digits") {
  // Outputs (f, 0, 0): loss log(1 + 2 e^{-f}), 2 e^{-f} to e^{-2f}.
  Inputs<double> inputs = draw_inputs<double>(6, 1, 3);
  inputs.shape = {1, 1, 1, 3, false, {0}};
  inputs.weights = {1};
  inputs.values[0] = Matrix<double>::Zero(1, 3);
  inputs.values[0](0, 0) = 100;
  const HeadsResponse<double> response = inputs.response();
  CHECK(response.loss(0) == Approx(2 * std::exp(-100.0)).epsilon(1e-14));
  CHECK(response.value_coefficients(0, 0) == Approx(2 * std::exp(-100.0)).epsilon(1e-14));
}

TEST_CASE("coefficients of a sample sum to 0 over its tokens, value coefficients over outputs") {
  // A shift of all logits of a sample changes nothing, nor does one of all outputs under softmax.
  CHECK(rc::check([] {
    const std::int64_t outputs = *rc::gen::element(1, 2, 5);
    const Inputs<double> inputs =
        draw_inputs<double>(any_number(), 3, outputs, *rc::gen::element(1., 10., 1e3));
    const HeadsResponse<double> response = inputs.response();
    const std::int64_t tokens = inputs.shape.tokens;
    for (std::int64_t i = 0; i < inputs.shape.samples; ++i) {
      const auto of_sample = response.coefficients.middleRows(i * tokens, tokens);
      RC_ASSERT(of_sample.colwise().sum().cwiseAbs().maxCoeff() < 1e-14);
    }
    if (outputs == 1) return;
    for (std::int64_t h = 0; h < 3; ++h) {
      const auto of_head = response.value_coefficients.middleCols(h * outputs, outputs);
      RC_ASSERT(of_head.rowwise().sum().cwiseAbs().maxCoeff() < 1e-14);
    }
  }));
}

TEST_CASE(
    "a sample of weight 0 has coefficients 0 and is judged all the same, others keep theirs") {
  CHECK(rc::check([] {
    const std::int64_t outputs = *rc::gen::element(1, 3);
    const Inputs<double> all = draw_inputs<double>(any_number(), 2, outputs);
    Inputs<double> batch = all;
    const auto left_out =
        static_cast<Eigen::Index>(*rc::gen::inRange<std::int64_t>(0, all.shape.samples));
    batch.weights[static_cast<std::size_t>(left_out)] = 0;
    const HeadsResponse<double> expected = all.response();
    const HeadsResponse<double> response = batch.response();
    RC_ASSERT(response.margin == expected.margin);
    RC_ASSERT(response.loss == expected.loss);
    const std::int64_t tokens = all.shape.tokens;
    for (Eigen::Index i = 0; i < all.shape.samples; ++i) {
      Matrix<double> c = expected.coefficients.middleRows(i * tokens, tokens);
      Matrix<double> e = expected.value_coefficients.middleRows(i * tokens, tokens);
      if (i == left_out) {
        c.setZero();
        e.setZero();
      }
      RC_ASSERT(response.coefficients.middleRows(i * tokens, tokens) == c);
      RC_ASSERT(response.value_coefficients.middleRows(i * tokens, tokens) == e);
    }
  }));
}

}  // namespace
}  // namespace benignity::testing
