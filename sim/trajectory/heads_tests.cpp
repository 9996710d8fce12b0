#include "sim/trajectory/heads_tests.hpp"

#include <utility>

#include "sim/data/initial_parameters.hpp"
#include "sim/data/probes.hpp"
#include "sim/model/products.hpp"
#include "sim/test_law/heads_readouts.hpp"
#include "sim/test_law/heads_statistics.hpp"

namespace benignity {
namespace {

FreshSampleDesign fresh_design(const RunSettings& settings) {
  return {settings.seed, settings.replicate, settings.test_samples};
}

}  // namespace

void ExplicitHeadsTests::add(const std::vector<Vector<double>>& directions) {
  ++times_;
  directions_.insert(directions_.end(), directions.begin(), directions.end());
}

std::vector<TestStatistics> ExplicitHeadsTests::statistics() const {
  Matrix<double> columns(directions_.front().size(), static_cast<Eigen::Index>(directions_.size()));
  for (std::size_t j = 0; j < directions_.size(); ++j) {
    columns.col(static_cast<Eigen::Index>(j)) = directions_[j];
  }
  return heads_statistics(
      settings_.parameters, fresh_design(settings_),
      explicit_directions(settings_.parameters, static_cast<Eigen::Index>(times_), columns));
}

RebuiltHeadsTests::RebuiltHeadsTests(const RunSettings& settings, RowMatrix<double> rows)
    : settings_(settings),
      rows_(std::move(rows)),
      before_(static_cast<std::size_t>(settings.parameters.heads)) {}

Matrix<double> RebuiltHeadsTests::initial_head(std::size_t linear_head) const {
  const Parameters& p = settings_.parameters;
  const auto probes = rows_.bottomRows(probes_of(p).count());
  return product(probes.transpose(), head_on_probes(p, static_cast<std::int64_t>(linear_head)));
}

void RebuiltHeadsTests::add_before(std::size_t head, const Vector<double>& before) {
  before_[head].push_back(before);
}

void RebuiltHeadsTests::add(const std::vector<Vector<double>>& along_tokens) {
  along_.push_back(along_tokens);
}

std::vector<TestStatistics> RebuiltHeadsTests::statistics() const {
  const Parameters& p = settings_.parameters;
  ExplicitHeadsTests tests(settings_);
  std::vector<std::vector<Vector<double>>> directions = along_;
  Vector<double> row(p.dimension);
  const bool key_query = p.parameterization == Parameterization::key_query;
  for (std::size_t h = 0; h < before_.size(); ++h) {
    const auto times = static_cast<Eigen::Index>(along_.size());
    if (p.init_weight_law == InitWeightLaw::identity) {
      for (std::size_t r = 0; r < along_.size(); ++r) directions[r][h] += before_[h][r];
      continue;
    }
    for (Eigen::Index i = 0; i < before_[h].front().size(); ++i) {
      draw_weight_row(p, settings_.seed, settings_.replicate, i, row,
                      {static_cast<std::uint32_t>(h),
                       key_query ? Purpose::initial_key : Purpose::initial_weight});
      for (Eigen::Index r = 0; r < times; ++r) {
        const auto time = static_cast<std::size_t>(r);
        directions[time][h] += row * before_[h][time](i);
      }
    }
  }
  for (const auto& at_time : directions) tests.add(at_time);
  return tests.statistics();
}

SampledHeadsTests::SampledHeadsTests(const RunSettings& settings, const Matrix<double>& kernel)
    : settings_(settings),
      readouts_(
          std::make_unique<HeadsReadouts>(settings.parameters, fresh_design(settings), kernel)) {}

SampledHeadsTests::~SampledHeadsTests() = default;

void SampledHeadsTests::add(const Matrix<double>& products,
                            const std::vector<std::vector<double>>& before) {
  readouts_->record(products, before);
}

std::vector<TestStatistics> SampledHeadsTests::statistics() const {
  return heads_statistics(settings_.parameters, fresh_design(settings_), readouts_->directions());
}

}  // namespace benignity
