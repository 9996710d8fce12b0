#include "sim/test_law/fresh_samples.hpp"

#include <cmath>

#include "sim/data/token_law.hpp"
#include "sim/model/attention.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/low_rank_factor.hpp"

namespace benignity {
namespace {

/// Running mean and spread of the three figures at one readout.
class TestTally {
 public:
  explicit TestTally(const Parameters& parameters) : threshold_(parameters.selection_threshold) {}

  /// One fresh sample with true label `truth`: T logits and head values.
  void add(int truth, const Vector<double>& logits, const Vector<double>& head_values) {
    const Vector<double> weights = (logits.array() - logits.maxCoeff()).exp();
    const double normaliser = weights.sum();
    const double margin = truth * weights.dot(head_values) / normaliser;
    loss_.add(logistic_loss(margin));
    accuracy_.add(margin > 0 ? 1 : 0);
    const double relevant = weights(0) / normaliser;
    relevant_.add(relevant);
    selected_.add(relevant >= threshold_ ? 1 : 0);
  }

  [[nodiscard]] TestStatistics statistics() const {
    return {loss_.estimate(), accuracy_.estimate(), relevant_.estimate(), selected_.estimate()};
  }

 private:
  /// Welford's recurrence.
  class Moments {
   public:
    void add(double value) {
      ++count_;
      const double deviation = value - mean_;
      mean_ += deviation / count_;
      squares_ += deviation * (value - mean_);
    }
    [[nodiscard]] Estimate estimate() const {
      return {mean_, count_ > 1 ? std::sqrt(squares_ / (count_ - 1) / count_) : 0.0};
    }

   private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
  };

  double threshold_;
  Moments loss_;
  Moments accuracy_;
  Moments relevant_;
  Moments selected_;
};

int draw_truth(const FreshSampleDesign& design, std::uint32_t sample) {
  Stream stream({design.seed, Purpose::test_label, design.replicate, sample, 0});
  return stream.uniform() <= 0.5 ? 1 : -1;
}

std::vector<TestStatistics> statistics_of(const std::vector<TestTally>& tallies) {
  std::vector<TestStatistics> statistics;
  for (const TestTally& tally : tallies) statistics.push_back(tally.statistics());
  return statistics;
}

}  // namespace

std::vector<TestStatistics> explicit_token_statistics(const Parameters& parameters,
                                                      const FreshSampleDesign& design,
                                                      const Matrix<double>& directions) {
  const Eigen::Index tokens = parameters.tokens;
  const double head_component = parameters.head_norm() / std::sqrt(2.0);
  std::vector<TestTally> tallies(static_cast<std::size_t>(directions.cols()),
                                 TestTally(parameters));
  RowMatrix<double> sample_rows(tokens, parameters.dimension);
  Matrix<double> logits(tokens, directions.cols());
  for (std::int64_t i = 0; i < design.count; ++i) {
    const auto sample = static_cast<std::uint32_t>(i);
    const int truth = draw_truth(design, sample);
    for (Eigen::Index t = 0; t < tokens; ++t) {
      Stream stream({design.seed, Purpose::test_noise, design.replicate, sample,
                     static_cast<std::uint32_t>(t)});
      auto row = sample_rows.row(t);
      for (double& entry : row) entry = parameters.noise_std * stream.normal();
      const SignalPart signal = signal_part(parameters, truth, t);
      row(0) += signal.plus * parameters.signal_norm;
      row(1) += signal.minus * parameters.signal_norm;
    }
    const Vector<double> head_values = head_component * (sample_rows.col(0) - sample_rows.col(1));
    logits.noalias() = sample_rows * directions;
    for (std::size_t r = 0; r < tallies.size(); ++r) {
      tallies[r].add(truth, logits.col(static_cast<Eigen::Index>(r)), head_values);
    }
  }
  return statistics_of(tallies);
}

std::vector<TestStatistics> joint_projection_statistics(const Parameters& parameters,
                                                        const FreshSampleDesign& design,
                                                        const JointReadouts& readouts) {
  const Eigen::Index tokens = parameters.tokens;
  const Eigen::Index times = readouts.lambda_plus.size();
  const double head_norm = parameters.head_norm();
  const double head_signal = head_norm * parameters.signal_norm / std::sqrt(2.0);
  // w_r = along_r nu/|nu| + (the rest), the rest with Gram matrix F F^T.
  const Vector<double> along =
      (readouts.lambda_plus - readouts.lambda_minus) / (std::sqrt(2.0) * parameters.signal_norm);
  const Matrix<double> factor =
      low_rank_factor(readouts.products - Matrix<double>(along * along.transpose()));
  std::vector<TestTally> tallies(static_cast<std::size_t>(times), TestTally(parameters));
  Matrix<double> logits(tokens, times);
  Vector<double> head_values(tokens);
  Vector<double> across(factor.cols());
  for (std::int64_t i = 0; i < design.count; ++i) {
    const auto sample = static_cast<std::uint32_t>(i);
    const int truth = draw_truth(design, sample);
    Stream stream({design.seed, Purpose::test_projection, design.replicate, sample, 0});
    for (Eigen::Index t = 0; t < tokens; ++t) {
      const double head_noise = stream.normal();
      for (double& entry : across) entry = stream.normal();
      const SignalPart signal = signal_part(parameters, truth, t);
      logits.row(t) = readouts.lambda_plus * signal.plus + readouts.lambda_minus * signal.minus +
                      (along * head_noise + factor * across) * parameters.noise_std;
      head_values(t) = (signal.plus - signal.minus) * head_signal +
                       head_noise * parameters.noise_std * head_norm;
    }
    for (std::size_t r = 0; r < tallies.size(); ++r) {
      tallies[r].add(truth, logits.col(static_cast<Eigen::Index>(r)), head_values);
    }
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
