#include "sim/trajectory/recorded_tests.hpp"

#include "sim/data/initial_parameters.hpp"
#include "sim/model/products.hpp"
#include "sim/test_law/recorded_readouts.hpp"

namespace benignity {
namespace {

FreshSampleDesign fresh_samples_of(const RunSettings& settings) {
  return {settings.seed, settings.replicate, settings.test_samples};
}

Matrix<double> as_columns(const std::vector<Vector<double>>& vectors) {
  Matrix<double> columns(vectors.front().size(), static_cast<Eigen::Index>(vectors.size()));
  for (std::size_t r = 0; r < vectors.size(); ++r) {
    columns.col(static_cast<Eigen::Index>(r)) = vectors[r];
  }
  return columns;
}

}  // namespace

std::vector<TestStatistics> ExplicitTests::statistics() const {
  return explicit_token_statistics(settings_.parameters, fresh_samples_of(settings_),
                                   as_columns(directions_));
}

void RebuiltTests::add(const TrainingSet& set, const Vector<double>& query,
                       const Vector<double>& along_tokens) {
  queries_.push_back(query);
  directions_.push_back(product(set.rows.topRows(along_tokens.size()).transpose(), along_tokens));
}

std::vector<TestStatistics> RebuiltTests::statistics() const {
  Matrix<double> directions = as_columns(directions_);
  const Matrix<double> queries = as_columns(queries_);
  Vector<double> row(queries.rows());
  for (Eigen::Index r = 0; r < queries.rows(); ++r) {
    draw_weight_row(settings_.parameters, settings_.seed, settings_.replicate, r, row);
    directions += row * queries.row(r);
  }
  return explicit_token_statistics(settings_.parameters, fresh_samples_of(settings_), directions);
}

SampledTests::SampledTests(const RunSettings& settings, const Matrix<double>& kernel)
    : settings_(settings),
      readouts_(std::make_unique<RecordedReadouts>(settings.parameters, fresh_samples_of(settings),
                                                   kernel)) {}

SampledTests::~SampledTests() = default;

void SampledTests::add(const Vector<double>& logits, const std::vector<double>& query_products) {
  readouts_->record(logits, query_products);
}

std::vector<TestStatistics> SampledTests::statistics() const {
  return joint_projection_statistics(settings_.parameters, fresh_samples_of(settings_),
                                     readouts_->joint());
}

}  // namespace benignity
