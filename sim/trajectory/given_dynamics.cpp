#include "sim/trajectory/given_dynamics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/data/arrays/fitted_head.hpp"
#include "sim/engine/given_model.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/test_tally.hpp"
#include "sim/trajectory/training_arrays.hpp"

namespace benignity {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();
constexpr Estimate absent_estimate{absent, absent};

/// nu of length head_norm, where that is chosen; the root mean square of its K columns.
Matrix<double> scaled(Matrix<double> head, const Parameters& parameters) {
  if (!parameters.chosen_head_norm || head.isZero(0)) return head;
  const double norm = head.norm() / std::sqrt(static_cast<double>(head.cols()));
  return head * (*parameters.chosen_head_norm / norm);
}

Matrix<double> initial_head(const RunSettings& settings, const ChosenSamples& chosen,
                            const Checkpoint& checkpoint = go_on) {
  const DataSet& set = *settings.data;
  const Parameters& parameters = settings.parameters;
  if (set.head) return scaled(*set.head, parameters);
  const std::int64_t outputs = set.classes == 2 ? 1 : set.classes;
  Matrix<double> head = Matrix<double>::Zero(set.dimension(), outputs);
  switch (parameters.init_head) {
    case InitHead::zero:
      return head;
    case InitHead::random:
      for (Eigen::Index k = 0; k < outputs; ++k) {
        Stream({settings.seed, Purpose::head_direction, settings.replicate,
                static_cast<std::uint32_t>(k), 0})
            .normals({head.col(k).data(), static_cast<std::size_t>(head.rows())});
      }
      return scaled(head.colwise().normalized(), parameters);
    case InitHead::signal:
      break;
  }
  const auto& places = chosen.head.empty() ? chosen.training : chosen.head;
  return scaled(fitted_head(samples_at(set.training, places), set.classes, checkpoint), parameters);
}

/// What a linear head makes of samples whose logits are known.
HeadsResponse<double> response_on(const LabelledTokens& samples, const HeadsShape& training,
                                  const std::vector<Vector<double>>& logits,
                                  const Matrix<double>& values) {
  HeadsShape shape = training;
  shape.samples = samples.samples;
  shape.observed = samples.labels;
  shape.absent = samples.absent;
  std::vector<const Vector<double>*> logits_of;
  for (const Vector<double>& of_head : logits) logits_of.push_back(&of_head);
  const std::vector<const Matrix<double>*> values_of(logits.size(), &values);
  const std::vector<double> weights(static_cast<std::size_t>(samples.samples), 0.0);
  HeadsResponse<double> response;
  respond(shape, logits_of, values_of, weights, response);
  return response;
}

Vector<double> logits_on(const LabelledTokens& samples, const Matrix<double>& directions) {
  if (directions.cols() == 1) return product(samples.rows, directions.col(0));
  Vector<double> logits(samples.rows.rows());
  for (Eigen::Index i = 0; i < directions.cols(); ++i) {
    logits.segment(i * samples.tokens, samples.tokens) =
        product(samples.rows.middleRows(i * samples.tokens, samples.tokens), directions.col(i));
  }
  return logits;
}

class GivenDynamics : public DescentDynamics {
 public:
  explicit GivenDynamics(const RunSettings& settings)
      : data_(settings.data), parameters_(settings.parameters) {
    const ChosenSamples chosen = choose_samples(*data_, parameters_, settings.head_samples,
                                                settings.seed, settings.replicate);
    labels_ = chosen.labels;
    auto samples = std::make_shared<LabelledTokens>(samples_at(data_->training, chosen.training));
    samples->labels = labels_.observed;
    const GivenStart start{samples,
                           initial_head(settings, chosen),
                           data_->weights ? &*data_->weights : nullptr,
                           data_->query ? &*data_->query : nullptr,
                           settings.query_token,
                           settings.seed,
                           settings.replicate};
    model_ = settings.engine == Engine::dense ? dense_model(parameters_, start)
                                              : gram_model(parameters_, start);
  }

  [[nodiscard]] const Labels& labels() const override { return labels_; }
  void step() override { model_->descent().step(); }
  void keep(StateArchive& archive) override { model_->descent().keep(archive); }

  [[nodiscard]] EventLevels levels() const override {
    constexpr double none = std::numeric_limits<double>::infinity();
    EventLevels levels{none, none, none, -none};
    for (const double margin : response().margin) {
      if (!(levels.least_margin <= margin)) levels.least_margin = margin;
    }
    return levels;
  }
  [[nodiscard]] TrainingFigures figures() const override {
    TrainingFigures figures;
    figures.loss = response().loss.mean();
    for (const double margin : response().margin) figures.fitted.push_back(margin > 0);
    figures.lambda_plus = absent;
    figures.lambda_minus = absent;
    double sum = 0;
    for (const auto& head : parts().heads) sum += head->query_norm2();
    figures.query_norm2 = sum / static_cast<double>(parts().heads.size());
    return figures;
  }
  [[nodiscard]] bool is_finite() const override {
    bool finite = std::isfinite(response().margin.sum());
    for (const auto& head : parts().heads) {
      finite = finite && std::isfinite(head->logits().sum());
    }
    return finite;
  }

  void record() override {
    if (!data_->test) {
      tests_.push_back({absent_estimate, absent_estimate, absent_estimate, absent_estimate});
      return;
    }
    const HeadsResponse<double> test = test_response();
    const auto count = static_cast<std::size_t>(test.margin.size());
    TestTally tally(parameters_.selection_threshold);
    const std::vector<double> no_relevant_token(count, absent);
    tally.add({test.margin.data(), count}, no_relevant_token, {test.loss.data(), count});
    tests_.push_back(tally.statistics());
    tests_.back().selected = absent_estimate;
  }
  [[nodiscard]] std::vector<TestStatistics> test_statistics() const override { return tests_; }

  [[nodiscard]] std::vector<NamedArray> arrays() const override {
    std::vector<NamedArray> arrays =
        training_arrays(parts().shape, logits(), {parts().linear_heads.front()->values()});
    if (data_->test) {
      NamedArray margins{"test_margins", {data_->test->samples}, {}};
      append_rows(test_response().margin, margins.numbers);
      arrays.push_back(std::move(margins));
    }
    std::vector<HeadParameters> heads;
    for (std::size_t h = 0; h < parts().heads.size(); ++h) heads.push_back(model_->parameters(h));
    for (NamedArray& parameter : parameter_arrays(heads, model_->linear_head())) {
      arrays.push_back(std::move(parameter));
    }
    return arrays;
  }
  [[nodiscard]] NamedArray softmax() const override {
    return softmax_array(parts().shape, logits());
  }

 private:
  [[nodiscard]] const HeadsParts<double>& parts() const {
    return std::as_const(*model_).descent().parts();
  }
  [[nodiscard]] const HeadsResponse<double>& response() const {
    return std::as_const(*model_).descent().response();
  }
  [[nodiscard]] std::vector<Vector<double>> logits() const {
    std::vector<Vector<double>> logits;
    for (const auto& head : parts().heads) logits.push_back(head->logits());
    return logits;
  }
  [[nodiscard]] HeadsResponse<double> test_response() const {
    std::vector<Vector<double>> logits;
    for (std::size_t h = 0; h < parts().heads.size(); ++h) {
      logits.push_back(logits_on(*data_->test, model_->directions(h, *data_->test)));
    }
    return response_on(*data_->test, parts().shape, logits,
                       product(data_->test->rows, model_->linear_head()));
  }

  std::shared_ptr<const DataSet> data_;
  Parameters parameters_;
  Labels labels_;
  std::unique_ptr<GivenModel> model_;
  std::vector<TestStatistics> tests_;
};

}  // namespace

std::unique_ptr<DescentDynamics> given_dynamics(const RunSettings& settings) {
  return std::make_unique<GivenDynamics>(settings);
}

Matrix<double> initial_linear_head(const RunSettings& settings, const Checkpoint& checkpoint) {
  return initial_head(settings,
                      choose_samples(*settings.data, settings.parameters, settings.head_samples,
                                     settings.seed, settings.replicate),
                      checkpoint);
}

std::string head_origin(const RunSettings& settings) {
  if (settings.data->head) return "head.npy";
  switch (settings.parameters.init_head) {
    case InitHead::zero:
      return "zero";
    case InitHead::random:
      return "random";
    case InitHead::signal:
      break;
  }
  if (settings.head_samples == 0) return "fitted to the training samples before flips";
  return "fitted to " + std::to_string(settings.head_samples) + " clean samples set aside";
}

}  // namespace benignity
