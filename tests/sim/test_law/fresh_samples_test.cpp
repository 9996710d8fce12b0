#include "sim/test_law/fresh_samples.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

Parameters fresh_parameters() {
  Parameters parameters;
  parameters.tokens = 5;
  parameters.dimension = 24;
  parameters.signal_norm = 2;
  parameters.noise_std = 0.9;
  parameters.weak_signal = 0.3;
  parameters.chosen_head_norm = 0.8;
  return parameters;
}

/// A trained-looking direction: partly along the signals (unequally), partly elsewhere.
Vector<double> direction_of(double plus, double minus, double elsewhere) {
  Vector<double> direction = Vector<double>::Constant(24, elsewhere / std::sqrt(22.0));
  direction(0) = plus;
  direction(1) = minus;
  return direction;
}

AttentionReadout readout_of(const Vector<double>& direction, const Parameters& parameters) {
  return {parameters.signal_norm * direction(0), parameters.signal_norm * direction(1),
          direction.squaredNorm()};
}

double z_score(const Estimate& first, const Estimate& second) {
  return (first.mean - second.mean) / std::hypot(first.standard_error, second.standard_error);
}

TEST_CASE("explicit tokens and the two-normals law agree within five standard errors") {
  // Independent streams, 20,000 samples each; false-alarm rate 6e-7 for each of three figures and
  // five directions.
  const Parameters parameters = fresh_parameters();
  const std::vector<Vector<double>> directions = {
      direction_of(0, 0, 0), direction_of(1, 0.8, 0.5), direction_of(-0.6, 1.2, 0.2),
      direction_of(0.1, 0.1, 2), direction_of(2, -2, 0)};
  Matrix<double> columns(24, 5);
  std::vector<AttentionReadout> readouts;
  for (std::size_t r = 0; r < directions.size(); ++r) {
    columns.col(static_cast<Eigen::Index>(r)) = directions[r];
    readouts.push_back(readout_of(directions[r], parameters));
  }
  const FreshSampleDesign design{6, 0, 20'000};
  const auto tokens = explicit_token_statistics(parameters, design, columns);
  const auto normals = gaussian_projection_statistics(parameters, design, readouts);
  REQUIRE(tokens.size() == 5);
  REQUIRE(normals.size() == 5);
  for (std::size_t r = 0; r < 5; ++r) {
    CAPTURE(r);
    CHECK(std::abs(z_score(tokens[r].loss, normals[r].loss)) < 5);
    CHECK(std::abs(z_score(tokens[r].accuracy, normals[r].accuracy)) < 5);
    if (r > 0) CHECK(std::abs(z_score(tokens[r].relevant, normals[r].relevant)) < 5);
  }
}

TEST_CASE("that comparison tells a wrong norm or gap apart") {
  const Parameters parameters = fresh_parameters();
  const Vector<double> direction = direction_of(1, -0.5, 0.5);
  const AttentionReadout right = readout_of(direction, parameters);
  AttentionReadout longer = right;
  longer.direction_norm2 *= 2;
  AttentionReadout other_gap = right;
  other_gap.lambda_plus *= 1.15;
  const FreshSampleDesign design{6, 0, 20'000};
  const auto tokens = explicit_token_statistics(parameters, design, direction).front();
  const auto normals =
      gaussian_projection_statistics(parameters, design, {right, longer, other_gap});
  CHECK(std::abs(z_score(tokens.relevant, normals[0].relevant)) < 5);
  CHECK(std::abs(z_score(tokens.relevant, normals[1].relevant)) > 5);
  CHECK(std::abs(z_score(tokens.relevant, normals[2].relevant)) > 5);
}

TEST_CASE("logits and head values covary: along nu the loss is not that of independent ones") {
  // One readout with w along nu and one with the same signals' logits and norm but, for vanishing
  // signal logits, no covariance: the losses of pure noise tokens differ. Fixed seed; agreement
  // with explicit tokens has false-alarm rate 6e-7.
  Parameters parameters = fresh_parameters();
  parameters.signal_norm = 1e-3;  // the signals' own logits and head values do not matter
  parameters.chosen_head_norm = 2;
  const Vector<double> along = direction_of(1, -1, 0);
  const Vector<double> across = direction_of(0, 0, std::sqrt(2.0));
  const FreshSampleDesign design{6, 0, 20'000};
  const auto normals = gaussian_projection_statistics(
      parameters, design, {readout_of(along, parameters), readout_of(across, parameters)});
  const auto tokens = explicit_token_statistics(parameters, design, along).front();
  CHECK(std::abs(z_score(tokens.loss, normals[0].loss)) < 5);
  CHECK(std::abs(z_score(tokens.loss, normals[1].loss)) > 5);
}

TEST_CASE("a zero direction attends evenly: accuracy Phi(|mu|/(sigma sqrt(2T))), s_1 = 1/T") {
  // Accuracy against the exact law of nu^T(mean token), 40,000 samples; false-alarm rate 6e-7 each.
  const Parameters parameters = fresh_parameters();
  const FreshSampleDesign design{7, 0, 40'000};
  const double expected =
      cdf(boost::math::normal(), parameters.signal_norm / (parameters.noise_std * std::sqrt(10.0)));
  for (const TestStatistics& statistics :
       {explicit_token_statistics(parameters, design, Matrix<double>::Zero(24, 1)).front(),
        gaussian_projection_statistics(parameters, design, {AttentionReadout{}}).front()}) {
    CHECK(statistics.relevant.mean == Approx(0.2).epsilon(1e-14));
    CHECK(statistics.relevant.standard_error < 1e-15);
    const Estimate& accuracy = statistics.accuracy;
    CHECK(std::abs(accuracy.mean - expected) < 5 * accuracy.standard_error);
    CHECK(std::abs(accuracy.mean - expected - 0.02) > 5 * accuracy.standard_error);
  }
}

TEST_CASE("one confusing token more moves the accuracy at zero direction as the law says") {
  Parameters parameters = fresh_parameters();
  parameters.weak_signal = 1;
  parameters.confusing_tokens = 3;
  parameters.chosen_aligned_tokens = 0;  // net signal (1 - 3) mu/5: worse than chance
  const double expected =
      cdf(boost::math::normal(), -2 * parameters.signal_norm / (0.9 * std::sqrt(10.0)));
  const auto statistics =
      gaussian_projection_statistics(parameters, {8, 0, 40'000}, {AttentionReadout{}}).front();
  // False-alarm rate 6e-7.
  CHECK(std::abs(statistics.accuracy.mean - expected) < 5 * statistics.accuracy.standard_error);
}

TEST_CASE("the standard error is sqrt(p(1 - p)/(count - 1)) for the accuracy and falls as a root") {
  const Parameters parameters = fresh_parameters();
  const AttentionReadout readout = readout_of(direction_of(0.4, 0.4, 0.5), parameters);
  const auto run = [&](std::int64_t count) {
    return gaussian_projection_statistics(parameters, {9, 0, count}, {readout}).front();
  };
  const TestStatistics few = run(4000);
  const TestStatistics many = run(64'000);
  const double mean = few.accuracy.mean;
  CHECK(few.accuracy.standard_error == Approx(std::sqrt(mean * (1 - mean) / 3999)).epsilon(1e-10));
  // The spread itself is estimated to a few per cent at these counts.
  CHECK(few.loss.standard_error / many.loss.standard_error == Approx(4).epsilon(0.15));
  CHECK(few.relevant.standard_error / many.relevant.standard_error == Approx(4).epsilon(0.15));
}

TEST_CASE("standard errors cover: the z-scores of replicates have variance one") {
  // 400 replicates of 200 samples against one of 400,000; sum of squares of 400 z-scores has mean
  // 400 and standard deviation 28: 5 of them, false-alarm rate 6e-7 (t-distributed tails included).
  const Parameters parameters = fresh_parameters();
  const AttentionReadout readout = readout_of(direction_of(0.4, 0.4, 0.5), parameters);
  const auto run = [&](std::uint64_t replicate, std::int64_t count) {
    return gaussian_projection_statistics(parameters, {10, replicate, count}, {readout}).front();
  };
  const double truth = run(1000, 400'000).relevant.mean;
  double sum = 0;
  for (std::uint64_t replicate = 0; replicate < 400; ++replicate) {
    const Estimate relevant = run(replicate, 200).relevant;
    sum += std::pow((relevant.mean - truth) / relevant.standard_error, 2);
  }
  CHECK(sum > 260);
  CHECK(sum < 540);
}

TEST_CASE("a single sample has no standard error, and the same design gives the same bits") {
  const Parameters parameters = fresh_parameters();
  const AttentionReadout readout = readout_of(direction_of(0.4, 0.4, 0.5), parameters);
  const auto one = gaussian_projection_statistics(parameters, {1, 0, 1}, {readout}).front();
  CHECK(one.loss.standard_error == 0);
  const auto first = gaussian_projection_statistics(parameters, {1, 0, 50}, {readout}).front();
  const auto again = gaussian_projection_statistics(parameters, {1, 0, 50}, {readout}).front();
  CHECK(first.loss.mean == again.loss.mean);
  const auto other = gaussian_projection_statistics(parameters, {2, 0, 50}, {readout}).front();
  CHECK(first.loss.mean != other.loss.mean);
}

TEST_CASE("what fresh samples say of the last time does not depend on the times before") {
  const Parameters parameters = fresh_parameters();
  Matrix<double> directions(3, 20);
  Stream stream({3, Purpose::design, 0, 0, 0});
  for (double& entry : directions.reshaped()) entry = stream.normal();
  const Matrix<double> products = 5 * product(directions.transpose(), directions);
  const auto last_of = [&](Eigen::Index times) {
    return joint_projection_statistics(parameters, {3, 0, 150},
                                       {Vector<double>::LinSpaced(20, 0, 1).tail(times),
                                        Vector<double>::LinSpaced(20, 0, 0.5).tail(times),
                                        products.bottomRightCorner(times, times)})
        .back();
  };
  const TestStatistics alone = last_of(1);
  for (const Eigen::Index times : {2, 9, 20}) {
    CAPTURE(times);
    const TestStatistics joint = last_of(times);
    CHECK(joint.accuracy.mean == alone.accuracy.mean);
    CHECK(joint.selected.mean == alone.selected.mean);
    CHECK(joint.loss.mean == Approx(alone.loss.mean).epsilon(1e-13));
    CHECK(joint.relevant.mean == Approx(alone.relevant.mean).epsilon(1e-13));
  }
}

TEST_CASE("a direction that selects x_1 for certain gives s_1 = 1 and never overflows") {
  const Parameters parameters = fresh_parameters();
  const auto statistics =
      gaussian_projection_statistics(parameters, {1, 0, 500}, {{1e8, 1e8, 1e8}}).front();
  CHECK(statistics.relevant.mean == 1);
  CHECK(std::isfinite(statistics.loss.mean));
  const auto explicit_ones =
      explicit_token_statistics(parameters, {1, 0, 500}, direction_of(1e8, 1e8, 0)).front();
  CHECK(std::isfinite(explicit_ones.loss.mean));
}

TEST_CASE("fresh tokens never repeat the training noise of the same seed and replicate") {
  Stream training({1, Purpose::train_noise, 0, 0, 0});
  Stream fresh({1, Purpose::test_noise, 0, 0, 0});
  CHECK(training.bits() != fresh.bits());
}

}  // namespace
}  // namespace benignity
