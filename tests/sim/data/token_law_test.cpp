#include "sim/data/token_law.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>

#include "tests/support/kolmogorov_smirnov.hpp"
#include "theory/invalid_input.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {
namespace {

Parameters small_parameters() {
  Parameters parameters;
  parameters.samples = 4;
  parameters.tokens = 6;
  parameters.dimension = 30;
  parameters.signal_norm = 3;
  parameters.noise_std = 0.5;
  parameters.weak_signal = 0.25;
  return parameters;
}

/// The signal parts of the tokens of one sample as text, one letter each: R(elevant), C(onfusing),
/// A(ligned), 0 (irrelevant), seen from the true label; ? for anything else.
std::string layout(const Parameters& parameters, int truth) {
  std::string text;
  for (std::int64_t token = 0; token < parameters.tokens; ++token) {
    const SignalPart part = signal_part(parameters, truth, token);
    const double own = truth > 0 ? part.plus : part.minus;
    const double other = truth > 0 ? part.minus : part.plus;
    char letter = '?';
    if (own == 1 && other == 0) letter = 'R';
    if (own == 0 && other == parameters.weak_signal) letter = 'C';
    if (own == parameters.weak_signal && other == 0) letter = 'A';
    if (own == 0 && other == 0) letter = '0';
    text += letter;
  }
  return text;
}

TEST_CASE("tokens come as relevant, confusing, aligned, irrelevant, for both true labels") {
  const int truth = GENERATE(1, -1);
  Parameters parameters = small_parameters();
  CHECK(layout(parameters, truth) == "RCA000");
  parameters.confusing_tokens = 3;
  CHECK(layout(parameters, truth) == "RCCCA0");
  parameters.chosen_aligned_tokens = 2;
  CHECK(layout(parameters, truth) == "RCCCAA");
  parameters.confusing_tokens = 0;
  CHECK(layout(parameters, truth) == "RAA000");
  parameters.confusing_tokens = 5;
  parameters.chosen_aligned_tokens.reset();
  CHECK(layout(parameters, truth) == "RCCCCC");
}

TEST_CASE("with two tokens the second is the confusing one") {
  Parameters parameters = small_parameters();
  parameters.tokens = 2;
  CHECK(layout(parameters, 1) == "RC");
  CHECK(layout(parameters, -1) == "RC");
}

TEST_CASE("the last two rows are the signals: orthogonal, of norm signal_norm, without noise") {
  const TrainingSet set = draw_training_set(small_parameters(), 1, 0);
  REQUIRE(set.rows.rows() == 4 * 6 + 2);
  REQUIRE(set.rows.cols() == 30);
  const Vector<double> plus = set.rows.row(24);
  const Vector<double> minus = set.rows.row(25);
  CHECK(plus.norm() == 3);
  CHECK(minus.norm() == 3);
  CHECK(plus.dot(minus) == 0);
  CHECK(plus(0) == 3);
  CHECK(minus(1) == 3);
}

TEST_CASE("a token less its signal part is N(0, sigma^2 I), whatever the sample and the token") {
  // Kolmogorov-Smirnov of 40,000 residuals and of the products of neighbours' residuals' signs;
  // fixed seed, false-alarm rate 1e-6 and 6e-7.
  Parameters parameters = small_parameters();
  parameters.dimension = 2000;
  const TrainingSet set = draw_training_set(parameters, 5, 0);
  std::vector<double> residuals;
  std::vector<double> neighbour_products;
  for (std::int64_t row = 0; row < 24; ++row) {
    const int truth = set.labels.truth[static_cast<std::size_t>(row / 6)];
    const SignalPart part = signal_part(parameters, truth, row % 6);
    Vector<double> noise = set.rows.row(row);
    noise(0) -= part.plus * 3;
    noise(1) -= part.minus * 3;
    for (const double entry : noise) residuals.push_back(entry);
    if (row > 0) {
      for (Eigen::Index r = 2; r < 2000; ++r) {
        neighbour_products.push_back(set.rows(row, r) * set.rows(row - 1, r));
      }
    }
  }
  const boost::math::normal law(0, 0.5);
  CHECK(testing::one_sample_p_value(residuals, [&](double x) { return cdf(law, x); }) > 1e-6);
  CHECK(std::abs(testing::mean_z_score(neighbour_products, 0)) < 5);
}

TEST_CASE("coordinates 0 and 1 of the relevant token carry its signal") {
  // Mean over 2,000 replicates of noise 0.5 around 3: z-score, false-alarm rate 6e-7 each.
  Parameters parameters = small_parameters();
  parameters.samples = 2;
  parameters.dimension = 3;
  std::vector<double> own;
  std::vector<double> weak;
  for (std::uint64_t replicate = 0; replicate < 2000; ++replicate) {
    const TrainingSet set = draw_training_set(parameters, 9, replicate);
    own.push_back(set.rows(0, 0));   // class +1, relevant: mu_+1
    weak.push_back(set.rows(7, 0));  // class -1, confusing: rho mu_+1
  }
  CHECK(std::abs(testing::mean_z_score(own, 3)) < 5);
  CHECK(std::abs(testing::mean_z_score(weak, 0.75)) < 5);
}

TEST_CASE("the training set is a function of seed and replicate, sample by sample") {
  Parameters parameters = small_parameters();
  const TrainingSet set = draw_training_set(parameters, 1, 0);
  CHECK(set.rows == draw_training_set(parameters, 1, 0).rows);
  CHECK(set.rows != draw_training_set(parameters, 2, 0).rows);
  CHECK(set.rows != draw_training_set(parameters, 1, 1).rows);
  parameters.samples = 6;  // more samples do not change the first ones
  parameters.label_noise = 0;
  CHECK(set.rows.topRows(24) == draw_training_set(parameters, 1, 0).rows.topRows(24));
}

TEST_CASE("explicit tokens need two dimensions for two orthogonal signals") {
  Parameters parameters = small_parameters();
  parameters.dimension = 2;
  CHECK_NOTHROW(draw_training_set(parameters, 1, 0));
  parameters.dimension = 1;
  CHECK_THROWS_AS(draw_training_set(parameters, 1, 0), InvalidInput);
  CHECK_THROWS_WITH(draw_training_set(parameters, 1, 0),
                    Catch::StartsWith("dimension is 1, but must be at least 2"));
}

}  // namespace
}  // namespace benignity
