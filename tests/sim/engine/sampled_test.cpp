#include "sim/engine/sampled.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include <Eigen/Cholesky>
#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "tests/support/kolmogorov_smirnov.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/invalid_input.hpp"

namespace benignity::testing {
namespace {

constexpr std::int64_t token_count = 6;

/// n = 2, T = 3 at the least dimension that can be sampled, d = nT + 3 = 9, and above.
Parameters parameters_of(std::int64_t dimension) {
  Parameters parameters;
  parameters.samples = 2;
  parameters.tokens = 3;
  parameters.dimension = dimension;
  parameters.signal_norm = 2;
  parameters.noise_std = 0.8;
  parameters.weak_signal = 0.3;
  parameters.chosen_init_weight_std = 0.5;
  parameters.init_query_std = 0.7;
  return parameters;
}

using Statistic = std::function<double(const GramStart<double>&)>;

double kernel(const GramStart<double>& start, Eigen::Index i, Eigen::Index j) {
  return start.state.kernel(std::max(i, j), std::min(i, j));
}

double weighted(const GramStart<double>& start, Eigen::Index i, Eigen::Index j) {
  return start.state.weighted_kernel(std::max(i, j), std::min(i, j));
}

/// |w_U|^2 = a^T K^-1 a.
double direction_norm2_on_span(const GramStart<double>& start) {
  const Matrix<double> full = symmetric(start.state.kernel);
  return start.state.logits.dot(full.llt().solve(start.state.logits));
}

/// Entries of every kind (token and passive, diagonal and not) and functions of several of them.
std::vector<Statistic> statistics() {
  return {[](const auto& s) { return kernel(s, 0, 0); },
          [](const auto& s) { return kernel(s, 4, 1); },
          [](const auto& s) { return kernel(s, 6, 0); },
          [](const auto& s) { return kernel(s, 7, 5); },
          [](const auto& s) { return weighted(s, 0, 0); },
          [](const auto& s) { return weighted(s, 4, 1); },
          [](const auto& s) { return weighted(s, 6, 6); },
          [](const auto& s) { return weighted(s, 7, 6); },
          [](const auto& s) { return weighted(s, 7, 2); },
          [](const auto& s) { return s.state.logits(0); },
          [](const auto& s) { return s.state.logits(7); },
          [](const auto& s) { return s.state.query_norm2; },
          [](const auto& s) { return s.problem.head_values(0); },
          [](const auto& s) { return s.problem.head_values(4) * kernel(s, 4, 4); },
          [](const auto& s) { return s.state.logits(1) * s.state.logits(6) * weighted(s, 6, 1); },
          [](const auto& s) {
            const Matrix<double> full = symmetric(s.state.kernel);
            return full.llt().solve(symmetric(s.state.weighted_kernel)).trace();
          },
          [](const auto& s) { return direction_norm2_on_span(s) / s.state.query_norm2; },
          [](const auto& s) {
            return s.state.query_norm2 - s.state.logits(3) * s.state.logits(3) / weighted(s, 3, 3);
          }};
}

using Starts = std::vector<GramStart<double>>;

Starts sampled_starts(std::int64_t dimension, std::uint64_t count) {
  Starts starts;
  for (std::uint64_t replicate = 0; replicate < count; ++replicate) {
    starts.push_back(sample_gram_start(parameters_of(dimension), 51, replicate));
  }
  return starts;
}

Starts explicit_starts(std::int64_t dimension, std::uint64_t count) {
  const Parameters parameters = parameters_of(dimension);
  Starts starts;
  for (std::uint64_t replicate = 0; replicate < count; ++replicate) {
    const TrainingSet set = draw_training_set(parameters, 52, replicate);
    starts.push_back(explicit_gram_start<double>(parameters, set, 52, replicate).start);
  }
  return starts;
}

std::vector<double> values(const Starts& starts, const Statistic& statistic) {
  std::vector<double> result;
  for (const GramStart<double>& start : starts) result.push_back(statistic(start));
  return result;
}

TEST_CASE("sampled and explicit starts have the same law, at the least dimension and above") {
  // Two-sample Kolmogorov-Smirnov, 4,000 draws each, fixed seeds; false-alarm rate 1e-6 for each of
  // 18 statistics and two dimensions.
  const std::int64_t dimension = GENERATE(9, 14);
  const Starts sampled = sampled_starts(dimension, 4000);
  const Starts explicit_ones = explicit_starts(dimension, 4000);
  const std::vector<Statistic> all = statistics();
  for (std::size_t s = 0; s < all.size(); ++s) {
    CAPTURE(dimension, s);
    CHECK(two_sample_p_value(values(sampled, all[s]), values(explicit_ones, all[s])) > 1e-6);
  }
}

TEST_CASE("that comparison tells one dimension more apart") {
  const Starts sampled = sampled_starts(9, 4000);
  const Starts explicit_ones = explicit_starts(10, 4000);
  const std::vector<Statistic> all = statistics();
  for (const std::size_t s : {0U, 4U, 6U, 11U, 15U}) {
    CAPTURE(s);
    CHECK(two_sample_p_value(values(sampled, all[s]), values(explicit_ones, all[s])) < 1e-6);
  }
}

TEST_CASE("K, H, a and q have their exact means and variances, also at d = 1e15") {
  // z-scores of 4,000 draws, fixed seed; false-alarm rate 6e-7 each.
  const std::int64_t dimension = GENERATE(std::int64_t{9}, std::int64_t{1'000'000'000'000'000});
  CAPTURE(dimension);
  const auto d = static_cast<double>(dimension);
  const Starts starts = sampled_starts(dimension, 4000);
  const auto check = [&](const Statistic& statistic, double mean, double variance) {
    std::vector<double> scores;
    std::vector<double> squares;
    for (const double value : values(starts, statistic)) {
      scores.push_back((value - mean) / std::sqrt(variance));
      squares.push_back(scores.back() * scores.back());
    }
    CHECK(std::abs(mean_z_score(scores, 0)) < 5);
    CHECK(std::abs(mean_z_score(squares, 1)) < 5);
  };
  const double noise2 = 0.64;
  const double signal2 = 4;
  // K_00 = |mu + eps|^2, K_10 = <mu + eps, rho mu' + eps'> with <mu, mu'> = 0.
  check([](const auto& s) { return kernel(s, 0, 0); }, signal2 + noise2 * d,
        4 * signal2 * noise2 + 2 * noise2 * noise2 * d);
  check([](const auto& s) { return kernel(s, 1, 0); }, 0,
        noise2 * signal2 * (1 + 0.3 * 0.3) + noise2 * noise2 * d);
  check([](const auto& s) { return kernel(s, 6, 0); }, signal2, signal2 * noise2);
  // Conditional on K: H_ij has mean sigma_w^2 d K_ij, and H_66 = |W mu|^2 is chi-squared.
  const double weight2 = 0.25;
  const double query2 = 0.49;
  check([](const auto& s) { return weighted(s, 6, 6); }, weight2 * signal2 * d,
        2 * weight2 * weight2 * signal2 * signal2 * d);
  check([&](const auto& s) { return weighted(s, 3, 3) / kernel(s, 3, 3); }, weight2 * d,
        2 * weight2 * weight2 * d);
  check([](const auto& s) { return weighted(s, 7, 6); }, 0,
        weight2 * weight2 * signal2 * signal2 * d);
  check([](const auto& s) { return s.state.logits(2) / std::sqrt(kernel(s, 2, 2)); }, 0,
        weight2 * query2 * d);
  check([](const auto& s) { return s.state.query_norm2; }, query2 * d, 2 * query2 * query2 * d);
}

/// D of with_differences for two samples of three tokens and two passive rows.
Matrix<double> differences_of_rows() {
  Matrix<double> d = Matrix<double>::Zero(6, 8);
  for (Eigen::Index i = 0; i < 2; ++i) {
    for (Eigen::Index t = 1; t < 3; ++t) {
      d(2 * i + t - 1, 3 * i + t) = 1;
      d(2 * i + t - 1, 3 * i) = -1;
    }
    d(4 + i, 6 + i) = 1;
  }
  return d;
}

TEST_CASE("a start with differences is D K D^T, D H D^T and D a") {
  GramStart<double> start = sample_gram_start(parameters_of(12), 1, 0);
  const GramStart<double> expected = start;
  // Only the lower triangles are read.
  start.state.kernel.triangularView<Eigen::StrictlyUpper>().setConstant(1e300);
  start.state.weighted_kernel.triangularView<Eigen::StrictlyUpper>().setConstant(1e300);
  const GramStart<double> computed = with_differences(start);
  const Matrix<double> d = differences_of_rows();
  const auto error = [&](const Matrix<double>& lower, const Matrix<double>& of) {
    return (symmetric(lower) - product(product(d, symmetric(of)), d.transpose()))
        .cwiseAbs()
        .maxCoeff();
  };
  CHECK(error(computed.state.kernel, expected.state.kernel) < 1e-13);
  CHECK(error(computed.state.weighted_kernel, expected.state.weighted_kernel) < 1e-13);
  CHECK((computed.state.logits - product(d, expected.state.logits)).norm() < 1e-14);
  CHECK(computed.state.query_norm2 == expected.state.query_norm2);
  CHECK(computed.problem.head_values == expected.problem.head_values);
  CHECK(computed.problem.logit_count() == 4);
  CHECK(expected.problem.logit_count() == 6);
}

TEMPLATE_TEST_CASE("differences of tokens carry the run that the tokens carry", "", double,
                   long double) {
  for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
    CAPTURE(replicate);
    const GramStart<double> start = sample_gram_start(parameters_of(12), 4, replicate);
    const GramStart<double> less = with_differences(start);
    GramDescent<TestType> tokens(promote<TestType>(start.problem), promote<TestType>(start.state));
    GramDescent<TestType> differences(promote<TestType>(less.problem),
                                      promote<TestType>(less.state));
    const Matrix<TestType> d = differences_of_rows().cast<TestType>();
    for (int step = 0; step < 60; ++step) {
      tokens.step(TestType(0.2));
      differences.step(TestType(0.2));
    }
    CHECK((tokens.response().margin - differences.response().margin).norm() < 1e-11);
    CHECK((tokens.response().relevant - differences.response().relevant).norm() < 1e-11);
    CHECK((product(d, tokens.logits()) - differences.logits()).norm() < 1e-11);
    CHECK(static_cast<double>(differences.query_norm2()) ==
          Approx(static_cast<double>(tokens.query_norm2())).epsilon(1e-11));
    CHECK((product(product(d, symmetric(tokens.state().kernel)), d.transpose()) -
           symmetric(differences.state().kernel))
              .norm() < 1e-11);
    CHECK((product(product(d, symmetric(tokens.state().weighted_kernel)), d.transpose()) -
           symmetric(differences.state().weighted_kernel))
              .norm() < 1e-10);
    // The run goes somewhere.
    CHECK((product(d, start.state.logits.cast<TestType>().eval()) - differences.logits()).norm() >
          0.1);
  }
}

TEST_CASE("the same seed gives the same bits, seed and replicate matter") {
  const Parameters parameters = parameters_of(12);
  const GramStart<double> first = sample_gram_start(parameters, 1, 0);
  const GramStart<double> again = sample_gram_start(parameters, 1, 0);
  CHECK(first.state.kernel == again.state.kernel);
  CHECK(first.state.weighted_kernel == again.state.weighted_kernel);
  CHECK(first.state.logits == again.state.logits);
  CHECK(first.state.query_norm2 == again.state.query_norm2);
  CHECK(first.problem.head_values == again.problem.head_values);
  CHECK(first.state.kernel != sample_gram_start(parameters, 2, 0).state.kernel);
  CHECK(first.state.kernel != sample_gram_start(parameters, 1, 1).state.kernel);
}

TEST_CASE("from p = 0 the logits start at exactly zero") {
  Parameters parameters = parameters_of(12);
  parameters.init_query_std = 0;
  const GramStart<double> start = sample_gram_start(parameters, 1, 0);
  CHECK(start.state.logits.isZero(0));
  CHECK(start.state.query_norm2 == 0);
}

TEST_CASE("H bordered by a and q, and K, are positive definite") {
  for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
    const GramStart<double> start = sample_gram_start(parameters_of(12), 3, replicate);
    Matrix<double> bordered(9, 9);
    bordered.topLeftCorner(8, 8) = start.state.weighted_kernel;
    bordered.row(8).head(8) = start.state.logits.transpose();
    bordered(8, 8) = start.state.query_norm2;
    CHECK(Eigen::LLT<Matrix<double>>(bordered).info() == Eigen::Success);
    CHECK(Eigen::LLT<Matrix<double>>(start.state.kernel).info() == Eigen::Success);
  }
}

TEST_CASE("d < nT + 3 is refused and names engine gram, d = nT + 3 is not") {
  CHECK_NOTHROW(sample_gram_start(parameters_of(token_count + 3), 1, 0));
  CHECK_THROWS_AS(sample_gram_start(parameters_of(token_count + 2), 1, 0), InvalidInput);
  CHECK_THROWS_WITH(
      sample_gram_start(parameters_of(token_count + 2), 1, 0),
      Catch::StartsWith("dimension is 8, but must be at least samples * tokens + 3 = 9") &&
          Catch::Contains("engine gram"));
}

TEST_CASE("the uniform weight law is refused and the engines that take it are named") {
  Parameters parameters = parameters_of(12);
  parameters.init_weight_law = InitWeightLaw::uniform;
  CHECK_THROWS_AS(sample_gram_start(parameters, 1, 0), InvalidInput);
  CHECK_THROWS_WITH(sample_gram_start(parameters, 1, 0),
                    Catch::StartsWith("init_weight_law is uniform") && Catch::Contains("dense"));
}

}  // namespace
}  // namespace benignity::testing
