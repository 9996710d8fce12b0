#include "sim/encoder/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/data/token_law.hpp"
#include "sim/encoder/descent.ipp"
#include "sim/encoder/fresh_tokens.hpp"
#include "sim/encoder/parameter_arrays.hpp"
#include "sim/test_law/test_tally.hpp"

namespace benignity {
namespace {

template <class Real>
class EncoderDynamics : public DescentDynamics {
 public:
  explicit EncoderDynamics(const RunSettings& settings)
      : EncoderDynamics(
            settings, draw_training_set(settings.parameters, settings.seed, settings.replicate)) {}

  [[nodiscard]] const Labels& labels() const override { return labels_; }
  void step() override { descent_.step(); }
  void keep(StateArchive& archive) override { descent_.keep(archive); }

  [[nodiscard]] EventLevels levels() const override {
    constexpr double none = std::numeric_limits<double>::infinity();
    const auto [plus, minus] = signal_logits();
    EventLevels levels{none, none, none, std::min(plus, minus) - settings_.parameters.target_gap()};
    for (Eigen::Index i = 0; i < descent_.margin().size(); ++i) {
      double& selection = labels_.is_noisy(static_cast<std::size_t>(i)) ? levels.noisy_selection
                                                                        : levels.clean_selection;
      const double apart = relevant(i) - settings_.parameters.selection_threshold;
      if (!(selection <= apart)) selection = apart;
      const auto margin = static_cast<double>(descent_.margin()(i));
      if (!(levels.least_margin <= margin)) levels.least_margin = margin;
    }
    return levels;
  }
  [[nodiscard]] TrainingFigures figures() const override {
    TrainingFigures figures;
    const Vector<Real>& margins = descent_.margin();
    for (Eigen::Index i = 0; i < margins.size(); ++i) {
      const auto margin = static_cast<double>(margins(i));
      figures.loss += logistic_loss(margin) / static_cast<double>(margins.size());
      figures.fitted.push_back(margins(i) > 0);
      figures.margins.push_back(margin);
      figures.relevant.push_back(relevant(i));
    }
    figures.relevant_of_heads = figures.relevant;
    const auto [plus, minus] = signal_logits();
    figures.lambda_plus = plus;
    figures.lambda_minus = minus;
    figures.query_norm2 = descent_.parameters().class_token.template cast<double>().squaredNorm();
    return figures;
  }
  [[nodiscard]] bool is_finite() const override {
    return std::isfinite(static_cast<double>(descent_.margin().sum())) &&
           std::isfinite(static_cast<double>(descent_.pass().logits.sum()));
  }

  void record() override {
    constexpr std::int64_t at_once = 60;
    const Parameters& p = settings_.parameters;
    TestTally tally(p.selection_threshold);
    std::vector<double> margins;
    std::vector<double> relevant;
    std::vector<double> losses;
    for (std::int64_t first = 0; first < settings_.test_samples; first += at_once) {
      const std::int64_t count = std::min(at_once, settings_.test_samples - first);
      const FreshTokens fresh =
          draw_fresh_tokens(p, settings_.seed, settings_.replicate, first, count);
      const EncoderParameters<Real>& parameters = descent_.parameters();
      const EncoderPass<Real> pass =
          encode(parameters, encoder_tokens(parameters.token_norm, count, p.tokens, fresh.rows));
      margins.clear();
      relevant.clear();
      losses.clear();
      for (Eigen::Index i = 0; i < pass.output.size(); ++i) {
        margins.push_back(fresh.truth[static_cast<std::size_t>(i)] *
                          static_cast<double>(pass.output(i)));
        relevant.push_back(static_cast<double>(pass.softmax(1, i)));
        losses.push_back(logistic_loss(margins.back()));
      }
      tally.add(margins, relevant, losses);
    }
    tests_.push_back(tally.statistics());
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override { return tests_; }

  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    std::vector<NamedArray> arrays{of_tokens("logits", descent_.pass().logits), softmax()};
    NamedArray margins{"train_margins", {settings_.parameters.samples}, {}};
    for (const Real& margin : descent_.margin()) {
      margins.numbers.push_back(static_cast<double>(margin));
    }
    arrays.push_back(std::move(margins));
    const TrainingSet set =
        draw_training_set(settings_.parameters, settings_.seed, settings_.replicate);
    const Parameters& p = settings_.parameters;
    const auto count = static_cast<std::ptrdiff_t>(p.samples * p.tokens * p.dimension);
    arrays.push_back(
        {"tokens", {p.samples, p.tokens, p.dimension}, {set.rows.data(), set.rows.data() + count}});
    for (NamedArray& parameter : encoder_arrays(descent_.parameters())) {
      arrays.push_back(std::move(parameter));
    }
    return arrays;
  }
  [[nodiscard]] NamedArray softmax() const override {
    return of_tokens("softmax", descent_.pass().softmax);
  }

 private:
  EncoderDynamics(const RunSettings& settings, const TrainingSet& set)
      : EncoderDynamics(
            settings, set,
            draw_encoder<Real>(settings.parameters, settings.seed, settings.replicate)) {}
  EncoderDynamics(const RunSettings& settings, const TrainingSet& set,
                  EncoderParameters<Real> start)
      : settings_(settings),
        labels_(set.labels),
        descent_(settings.parameters, start,
                 encoder_tokens(start.token_norm, settings.parameters.samples,
                                settings.parameters.tokens, tokens_of(settings.parameters, set)),
                 set.labels.observed) {}

  static RowMatrix<double> tokens_of(const Parameters& p, const TrainingSet& set) {
    return set.rows.topRows(p.samples * p.tokens);
  }

  [[nodiscard]] double relevant(Eigen::Index sample) const {
    return static_cast<double>(descent_.pass().softmax(1, sample));
  }

  struct SignalLogits {
    double plus = 0;
    double minus = 0;
  };
  /// LayerNorm takes a token's mean off and divides by its deviation, for the relevant token of
  /// the law sqrt(sigma^2 + |mu|^2 (d - 1)/d^2) on average.
  [[nodiscard]] SignalLogits signal_logits() const {
    const Parameters& p = settings_.parameters;
    const Vector<Real>& direction = descent_.pass().query.direction;
    const auto logit = [&](Eigen::Index k) {
      return p.signal_norm * static_cast<double>(direction(k));
    };
    if (p.norm == NormPlacement::none) return {logit(0), logit(1)};
    const auto d = static_cast<double>(p.dimension);
    const double mean = p.signal_norm / d * static_cast<double>(direction.sum());
    const double deviation = std::sqrt(p.relevant_noise_std() * p.relevant_noise_std() +
                                       p.signal_norm * p.signal_norm * (d - 1) / (d * d));
    return {(logit(0) - mean) / deviation, (logit(1) - mean) / deviation};
  }

  /// n x T of the tokens alone, for the class token has the first row.
  static NamedArray of_tokens(const char* name, const Matrix<Real>& all) {
    NamedArray array{name, {all.cols(), all.rows() - 1}, {}};
    for (Eigen::Index i = 0; i < all.cols(); ++i) {
      for (Eigen::Index t = 1; t < all.rows(); ++t) {
        array.numbers.push_back(static_cast<double>(all(t, i)));
      }
    }
    return array;
  }

  RunSettings settings_;
  Labels labels_;
  EncoderDescent<Real> descent_;
  std::vector<TestStatistics> tests_;
};

}  // namespace

std::unique_ptr<DescentDynamics> encoder_dynamics(const RunSettings& settings) {
  if (settings.precision == Precision::float32) {
    return std::make_unique<EncoderDynamics<float>>(settings);
  }
  return std::make_unique<EncoderDynamics<double>>(settings);
}

}  // namespace benignity
