#include "sim/test_law/fresh_samples.hpp"

#include <algorithm>
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

  /// One fresh sample: its margin Y* f and the softmax probability of its x_1.
  void add(double margin, double relevant) {
    loss_.add(logistic_loss(margin));
    accuracy_.add(margin > 0 ? 1 : 0);
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

/// Some fresh samples at all readouts.
struct SampleBatch {
  AttentionProblem<double> problem;  ///< labels.observed are the true ones
  Matrix<double> logits;             ///< (samples T) x readouts
};

/// The next samples from `first` on, at most 64 of them.
SampleBatch empty_batch(const Parameters& parameters, const FreshSampleDesign& design,
                        std::int64_t first, Eigen::Index readouts) {
  const std::int64_t samples = std::min<std::int64_t>(64, design.count - first);
  const std::int64_t rows = samples * parameters.tokens;
  return {{samples, parameters.tokens, {}, Vector<double>(rows)}, Matrix<double>(rows, readouts)};
}

void add(const SampleBatch& batch, std::vector<TestTally>& tallies) {
  AttentionResponse<double> response;
  for (std::size_t r = 0; r < tallies.size(); ++r) {
    respond<double>(batch.problem, batch.logits.col(static_cast<Eigen::Index>(r)), response);
    for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
      tallies[r].add(response.margin(i), response.relevant(i));
    }
  }
}

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
  for (std::int64_t first = 0; first < design.count;) {
    SampleBatch batch = empty_batch(parameters, design, first, directions.cols());
    for (std::int64_t i = 0; i < batch.problem.samples; ++i) {
      const auto sample = static_cast<std::uint32_t>(first + i);
      const int truth = draw_truth(design, sample);
      batch.problem.labels.observed.push_back(truth);
      for (Eigen::Index t = 0; t < tokens; ++t) {
        Stream stream({design.seed, Purpose::test_noise, design.replicate, sample,
                       static_cast<std::uint32_t>(t)});
        auto row = sample_rows.row(t);
        for (double& entry : row) entry = parameters.noise_std * stream.normal();
        const SignalPart signal = signal_part(parameters, truth, t);
        row(0) += signal.plus * parameters.signal_norm;
        row(1) += signal.minus * parameters.signal_norm;
      }
      batch.problem.head_values.segment(i * tokens, tokens) =
          head_component * (sample_rows.col(0) - sample_rows.col(1));
      batch.logits.middleRows(i * tokens, tokens).noalias() = sample_rows * directions;
    }
    add(batch, tallies);
    first += batch.problem.samples;
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
  for (std::int64_t first = 0; first < design.count;) {
    SampleBatch batch = empty_batch(parameters, design, first, times);
    // A token a row: the signal's share of mu_+1 and mu_-1, the noise along nu, and across it.
    const Eigen::Index rows = batch.logits.rows();
    Matrix<double> signals(rows, 2);
    Vector<double> head_noise(rows);
    RowMatrix<double> across(rows, factor.cols());
    for (std::int64_t i = 0; i < batch.problem.samples; ++i) {
      const auto sample = static_cast<std::uint32_t>(first + i);
      const int truth = draw_truth(design, sample);
      batch.problem.labels.observed.push_back(truth);
      Stream stream({design.seed, Purpose::test_projection, design.replicate, sample, 0});
      for (Eigen::Index t = 0; t < tokens; ++t) {
        const Eigen::Index row = i * tokens + t;
        head_noise(row) = parameters.noise_std * stream.normal();
        for (double& entry : across.row(row)) entry = parameters.noise_std * stream.normal();
        const SignalPart signal = signal_part(parameters, truth, t);
        signals.row(row) << signal.plus, signal.minus;
      }
    }
    batch.problem.head_values =
        (signals.col(0) - signals.col(1)) * head_signal + head_noise * head_norm;
    batch.logits.noalias() = across * factor.transpose();
    batch.logits.noalias() += head_noise * along.transpose();
    batch.logits.noalias() += signals.col(0) * readouts.lambda_plus.transpose();
    batch.logits.noalias() += signals.col(1) * readouts.lambda_minus.transpose();
    add(batch, tallies);
    first += batch.problem.samples;
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
