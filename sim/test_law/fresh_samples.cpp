#include "sim/test_law/fresh_samples.hpp"

#include <cmath>

#include "sim/data/token_law.hpp"
#include "sim/lanes/draw_kernels.hpp"
#include "sim/lanes/kernels.hpp"
#include "sim/model/products.hpp"
#include "sim/random/normals_by_stream.hpp"
#include "sim/test_law/fresh_batch.hpp"
#include "sim/test_law/low_rank_factor.hpp"

namespace benignity {
namespace {

std::vector<TestTally> tallies_of(const Parameters& parameters, Eigen::Index times) {
  return std::vector<TestTally>(static_cast<std::size_t>(times),
                                TestTally(parameters.selection_threshold));
}

std::vector<TestStatistics> statistics_of(const std::vector<TestTally>& tallies) {
  std::vector<TestStatistics> statistics;
  for (const TestTally& tally : tallies) statistics.push_back(tally.statistics());
  return statistics;
}

/// What the signal parts of a fresh sample's tokens give, whatever the noise.
struct SignalParts {
  Matrix<double> plus_logits;   // T x R, of samples with Y* = 1
  Matrix<double> minus_logits;  // with Y* = -1
  Vector<double> plus_values;   // nu^T mu, T
  Vector<double> minus_values;

  SignalParts(const Parameters& parameters, const JointReadouts& readouts)
      : plus_logits(parameters.tokens, readouts.lambda_plus.size()),
        minus_logits(plus_logits),
        plus_values(parameters.tokens),
        minus_values(parameters.tokens) {
    const double value = parameters.head_norm() * parameters.signal_norm / std::sqrt(2.0);
    for (Eigen::Index t = 0; t < plus_values.size(); ++t) {
      for (const int truth : {1, -1}) {
        const SignalPart part = signal_part(parameters, truth, t);
        (truth > 0 ? plus_values : minus_values)(t) = (part.plus - part.minus) * value;
        (truth > 0 ? plus_logits : minus_logits).row(t) =
            part.plus * readouts.lambda_plus + part.minus * readouts.lambda_minus;
      }
    }
  }

  [[nodiscard]] double head_value(double label, Eigen::Index t) const {
    return label > 0 ? plus_values(t) : minus_values(t);
  }
};

}  // namespace

std::vector<TestStatistics> explicit_token_statistics(const Parameters& parameters,
                                                      const FreshSampleDesign& design,
                                                      const Matrix<double>& directions) {
  constexpr Eigen::Index side = Strips<double>::side;
  const Eigen::Index tokens = parameters.tokens;
  const Eigen::Index dimension = directions.rows();
  const Eigen::Index times = directions.cols();
  const JointReadouts readouts{
      parameters.signal_norm * directions.row(0), parameters.signal_norm * directions.row(1), {}};
  const SignalParts signals(parameters, readouts);
  const double head_component = parameters.head_norm() * parameters.noise_std / std::sqrt(2.0);
  std::vector<TestTally> tallies = tallies_of(parameters, times);
  FreshBatch batch(parameters, design, times);
  Matrix<double> mixing = Matrix<double>::Zero(batch.times(), dimension);
  mixing.topRows(times) = parameters.noise_std * directions.transpose();
  // A token a row, a sample at a time: the noise of all its tokens.
  std::vector<StreamAddress> streams(static_cast<std::size_t>(whole_lanes(tokens)));
  Matrix<double> normals(whole_lanes(tokens), normal_rows(dimension));
  double square[side * side];
  while (batch.next()) {
    for (Eigen::Index s = 0; s < batch.counted(); ++s) {
      for (std::size_t t = 0; t < streams.size(); ++t) {
        streams[t] = {design.seed, Purpose::test_noise, design.replicate,
                      batch.first() + static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(t)};
      }
      normals_by_stream(streams, dimension, normals.data());
      for (Eigen::Index t = 0; t < tokens; ++t) {
        batch.head_values(t)[s] = signals.head_value(batch.label(s), t) +
                                  head_component * (normals(t, 0) - normals(t, 1));
      }
      for (Eigen::Index t = 0; t < tokens; t += side) {
        for (Eigen::Index r = 0; r < batch.times(); r += side) {
          kernels<double>().square_product(0, dimension, &normals(t, 0), normals.rows(),
                                           &mixing(r, 0), mixing.rows(), square, side);
          for (Eigen::Index i = 0; i < side * side; ++i) {
            if (t + i % side < tokens) batch.logits(t + i % side, r + i / side)[s] = square[i];
          }
        }
      }
    }
    batch.respond(signals.plus_logits, signals.minus_logits, tallies);
  }
  return statistics_of(tallies);
}

std::vector<TestStatistics> joint_projection_statistics(const Parameters& parameters,
                                                        const FreshSampleDesign& design,
                                                        const JointReadouts& readouts) {
  constexpr Eigen::Index side = Strips<double>::side;
  const Eigen::Index tokens = parameters.tokens;
  const Eigen::Index times = readouts.lambda_plus.size();
  // w_r = along_r nu/|nu| + (the rest), the rest with Gram matrix F F^T.
  const Vector<double> along =
      (readouts.lambda_plus - readouts.lambda_minus) / (std::sqrt(2.0) * parameters.signal_norm);
  const Matrix<double> factor =
      low_rank_factor(readouts.products - product(along, along.transpose()));
  const Eigen::Index normals_a_token = 1 + factor.cols();  // along nu first, then across it

  std::vector<TestTally> tallies = tallies_of(parameters, times);
  FreshBatch batch(parameters, design, times);
  Matrix<double> mixing = Matrix<double>::Zero(batch.times(), normals_a_token);
  mixing.topRows(times) << along, factor;
  mixing *= parameters.noise_std;
  const SignalParts signals(parameters, readouts);
  const double head_noise = parameters.head_norm() * parameters.noise_std;
  // A sample a row; number k of token t in column k T + t. So the numbers that the last time takes,
  // the first two of each token, come first in a stream, and are the same however many follow.
  Matrix<double> normals(batch.size(), normal_rows(tokens * normals_a_token));
  std::vector<StreamAddress> streams(static_cast<std::size_t>(batch.size()));
  while (batch.next()) {
    for (std::size_t s = 0; s < streams.size(); ++s) {
      streams[s] = {design.seed, Purpose::test_projection, design.replicate,
                    batch.first() + static_cast<std::uint32_t>(s), 0};
    }
    normals_by_stream(streams, tokens * normals_a_token, normals.data());
    for (Eigen::Index t = 0; t < tokens; ++t) {
      for (Eigen::Index s = 0; s < batch.size(); ++s) {
        batch.head_values(t)[s] =
            signals.head_value(batch.label(s), t) + head_noise * normals(s, t);
      }
      for (Eigen::Index r = 0; r < batch.times(); r += side) {
        for (Eigen::Index s = 0; s < batch.size(); s += side) {
          kernels<double>().square_product(0, normals_a_token, &normals(s, t),
                                           tokens * batch.size(), &mixing(r, 0), batch.times(),
                                           batch.logits(t, r) + s, batch.size());
        }
      }
    }
    batch.respond(signals.plus_logits, signals.minus_logits, tallies);
  }
  return statistics_of(tallies);
}

std::vector<TestStatistics> gaussian_projection_statistics(
    const Parameters& parameters, const FreshSampleDesign& design,
    const std::vector<AttentionReadout>& readouts) {
  std::vector<TestStatistics> statistics;
  for (const AttentionReadout& readout : readouts) {
    const JointReadouts alone{Vector<double>::Constant(1, readout.lambda_plus),
                              Vector<double>::Constant(1, readout.lambda_minus),
                              Matrix<double>::Constant(1, 1, readout.direction_norm2)};
    statistics.push_back(joint_projection_statistics(parameters, design, alone).front());
  }
  return statistics;
}

}  // namespace benignity
