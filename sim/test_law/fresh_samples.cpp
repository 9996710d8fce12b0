#include "sim/test_law/fresh_samples.hpp"

#include <algorithm>
#include <cmath>

#include "sim/data/token_law.hpp"
#include "sim/model/attention.hpp"
#include "sim/random/stream.hpp"

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

std::vector<TestStatistics> gaussian_projection_statistics(
    const Parameters& parameters, const FreshSampleDesign& design,
    const std::vector<AttentionReadout>& readouts) {
  const Eigen::Index tokens = parameters.tokens;
  const double head_norm = parameters.head_norm();
  const double head_signal = head_norm * parameters.signal_norm / std::sqrt(2.0);
  std::vector<TestTally> tallies(readouts.size(), TestTally(parameters));
  Vector<double> along(tokens);
  Vector<double> across(tokens);
  Vector<double> signal_plus(tokens);
  Vector<double> signal_minus(tokens);
  for (std::int64_t i = 0; i < design.count; ++i) {
    const auto sample = static_cast<std::uint32_t>(i);
    const int truth = draw_truth(design, sample);
    Stream stream({design.seed, Purpose::test_projection, design.replicate, sample, 0});
    for (Eigen::Index t = 0; t < tokens; ++t) {
      along(t) = stream.normal();
      across(t) = stream.normal();
      const SignalPart signal = signal_part(parameters, truth, t);
      signal_plus(t) = signal.plus;
      signal_minus(t) = signal.minus;
    }
    for (std::size_t r = 0; r < readouts.size(); ++r) {
      const AttentionReadout& readout = readouts[r];
      const double direction_norm = std::sqrt(readout.direction_norm2);
      const double cosine =
          direction_norm > 0
              ? std::clamp((readout.lambda_plus - readout.lambda_minus) /
                               (std::sqrt(2.0) * parameters.signal_norm * direction_norm),
                           -1.0, 1.0)
              : 0.0;
      const double sine = std::sqrt((1 - cosine) * (1 + cosine));
      const Vector<double> logits = signal_plus * readout.lambda_plus +
                                    signal_minus * readout.lambda_minus +
                                    along * (parameters.noise_std * direction_norm);
      const Vector<double> head_values =
          (signal_plus - signal_minus) * head_signal +
          (along * cosine + across * sine) * (parameters.noise_std * head_norm);
      tallies[r].add(truth, logits, head_values);
    }
  }
  return statistics_of(tallies);
}

}  // namespace benignity
