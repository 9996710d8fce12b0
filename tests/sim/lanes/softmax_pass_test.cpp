#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/lanes/kernels.hpp"
#include "tests/support/attention_inputs.hpp"
#include "tests/support/every_instruction_set.hpp"

namespace benignity::testing {
namespace {

TEMPLATE_TEST_CASE(
    "every instruction set responds as 50 digits do, whatever the numbers of samples "
    "and tokens",
    "", float, double) {
  for (const InstructionSet set : supported_sets()) {
    for (const std::int64_t samples : {1, 3, 8, 20}) {
      for (const std::int64_t tokens : {1, 2, 5, 8, 17, 32}) {
        CAPTURE(name(set), samples, tokens);
        const auto replicate = static_cast<std::uint64_t>(100 * samples + tokens);
        const AttentionInputs<TestType> inputs =
            cast<TestType>(random_inputs(replicate, samples, tokens, 2));
        const auto exact = reference_response(cast<Float50>(inputs));

        const std::int64_t count = samples * tokens;
        constexpr TestType untouched = 7;
        Vector<TestType> margin = Vector<TestType>::Constant(samples + 1, untouched);
        Vector<TestType> relevant = margin;
        Vector<TestType> coefficients = Vector<TestType>::Constant(count + 1, untouched);
        Vector<TestType> scratch(softmax_scratch<TestType>(samples, tokens));
        kernels<TestType>(set).respond({samples, tokens, tokens, inputs.logits.data(),
                                        inputs.problem.head_values.data(),
                                        inputs.problem.labels.observed.data(), margin.data(),
                                        relevant.data(), coefficients.data(), scratch.data()});

        const Float50 largest(inputs.problem.head_values.cwiseAbs().maxCoeff());
        const Matrix<Float50> one = Matrix<Float50>::Ones(count, 1);
        const auto bound = static_cast<double>(4 * tokens + 16);
        CHECK(worst_ulps<TestType>(margin.head(samples), exact.margin, largest * one) <= bound);
        CHECK(worst_ulps<TestType>(relevant.head(samples), exact.relevant, one) <= bound);
        CHECK(worst_ulps<TestType>(coefficients.head(count), exact.coefficients.head(count),
                                   largest / Float50(samples) * one) <= bound);
        CHECK(margin(samples) == untouched);
        CHECK(relevant(samples) == untouched);
        CHECK(coefficients(count) == untouched);
      }
    }
  }
}

TEMPLATE_TEST_CASE("logits less that of x_1, without it, give the same as with their zeros", "",
                   float, double) {
  for (const InstructionSet set : supported_sets()) {
    for (const std::int64_t samples : {1, 3, 8, 20}) {
      for (const std::int64_t tokens : {1, 2, 5, 8, 9, 17}) {
        CAPTURE(name(set), samples, tokens);
        AttentionInputs<TestType> inputs = cast<TestType>(random_inputs(7, samples, tokens, 2));
        const std::int64_t carried = tokens - 1;
        // As long as they must be: a number read beyond the end is one for the sanitizers.
        Vector<TestType> given(samples * carried);
        for (std::int64_t i = 0; i < samples; ++i) {
          inputs.logits(i * tokens) = 0;
          given.segment(i * carried, carried) = inputs.logits.segment(i * tokens + 1, carried);
        }
        Vector<TestType> scratch(softmax_scratch<TestType>(samples, tokens));
        const auto respond = [&](const Vector<TestType>& logits, std::int64_t logits_a_sample) {
          AttentionResponse<TestType> response{
              Vector<TestType>(samples), Vector<TestType>(samples),
              Vector<TestType>::Constant(samples * logits_a_sample + 1, TestType(7))};
          kernels<TestType>(set).respond(
              {samples, tokens, logits_a_sample, logits.data(), inputs.problem.head_values.data(),
               inputs.problem.labels.observed.data(), response.margin.data(),
               response.relevant.data(), response.coefficients.data(), scratch.data()});
          return response;
        };
        const auto with = respond(inputs.logits, tokens);
        const auto without = respond(given, carried);
        CHECK(with.margin == without.margin);
        CHECK(with.relevant == without.relevant);
        for (std::int64_t i = 0; i < samples; ++i) {
          CHECK(without.coefficients.segment(i * carried, carried) ==
                with.coefficients.segment(i * tokens + 1, carried));
        }
        CHECK(without.coefficients(samples * carried) == 7);
      }
    }
  }
}

TEMPLATE_TEST_CASE("the exponential is within an ulp down to where numbers end", "", float,
                   double) {
  const double end = sizeof(TestType) == 8 ? -746 : -105;
  constexpr TestType nan = std::numeric_limits<TestType>::quiet_NaN();
  constexpr TestType infinity = std::numeric_limits<TestType>::infinity();
  for (const InstructionSet set : supported_sets()) {
    CAPTURE(name(set));
    constexpr int count = 4001;
    Matrix<TestType> x(count, 1);
    for (int i = 0; i < count; ++i) {
      // Even in x, and log-spaced towards 0.
      x(i) = static_cast<TestType>(i % 2 == 0 ? end * i / count : end * std::exp2(-i / 60.0));
    }
    Matrix<TestType> computed = x;
    kernels<TestType>(set).exponential(count, computed.data());
    Matrix<Float50> exact(count, 1);
    Matrix<Float50> scale(count, 1);
    for (int i = 0; i < count; ++i) {
      exact(i) = exp(Float50(x(i)));
      const Float50 smallest(std::numeric_limits<TestType>::min());  // of the normal numbers
      scale(i) = exact(i) > smallest ? exact(i) : smallest;
    }
    const double worst = worst_ulps<TestType>(computed, exact, scale);
    CHECK(worst <= 1);
    CHECK(worst > 0.4);  // the rounding of the result is seen: the measure measures

    std::vector<TestType> edges = {0, -infinity, nan, -1000};
    kernels<TestType>(set).exponential(4, edges.data());
    CHECK(edges[0] == 1);
    CHECK(edges[1] == 0);
    CHECK(std::isnan(edges[2]));
    CHECK(edges[3] == 0);
  }
}

}  // namespace
}  // namespace benignity::testing
