#include "sim/test_law/recorded_readouts.hpp"

#include "sim/data/bartlett.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/low_rank_factor.hpp"

namespace benignity {
namespace {

/// size x size or, where there are fewer degrees than that, size x degrees: G with G G^T ~
/// Wishart_size(degrees, I).
Matrix<double> wishart_factor(Eigen::Index size, double degrees, const StreamAddress& address) {
  if (degrees >= static_cast<double>(size)) return draw_bartlett(size, degrees, address);
  Matrix<double> factor(size, static_cast<Eigen::Index>(degrees));
  for (Eigen::Index i = 0; i < size; ++i) {
    StreamAddress row = address;
    row.sample = static_cast<std::uint32_t>(i);
    Stream stream(row);
    for (double& entry : factor.row(i)) entry = stream.normal();
  }
  return factor;
}

}  // namespace

RecordedReadouts::RecordedReadouts(const Parameters& parameters, const FreshSampleDesign& design,
                                   const Matrix<double>& kernel)
    : parameters_(parameters), design_(design), kernel_factor_(kernel) {}

void RecordedReadouts::record(const Vector<double>& logits,
                              const std::vector<double>& query_products) {
  logits_.push_back(logits);
  query_products_.push_back(query_products);
}

JointReadouts RecordedReadouts::joint() const {
  const auto times = static_cast<Eigen::Index>(logits_.size());
  const Eigen::Index vectors = logits_.front().size();
  Matrix<double> logits(vectors, times);
  Matrix<double> queries(times, times);
  JointReadouts readouts{Vector<double>(times), Vector<double>(times), {}};
  for (Eigen::Index r = 0; r < times; ++r) {
    const auto index = static_cast<std::size_t>(r);
    logits.col(r) = logits_[index];
    readouts.lambda_plus(r) = logits_[index](vectors - 2);
    readouts.lambda_minus(r) = logits_[index](vectors - 1);
    for (Eigen::Index s = 0; s <= r; ++s) {
      queries(r, s) = query_products_[index][static_cast<std::size_t>(s)];
    }
  }
  const Matrix<double> whitened = kernel_factor_.matrixL().solve(logits);
  const Matrix<double> query_factor = low_rank_factor(queries);
  const double degrees = static_cast<double>(parameters_.dimension) - static_cast<double>(vectors);
  const Matrix<double> across =
      parameters_.init_weight_std() * query_factor *
      wishart_factor(query_factor.cols(), degrees,
                     {design_.seed, Purpose::test_orthogonal, design_.replicate, 0, 0});
  readouts.products.noalias() = whitened.transpose() * whitened;
  readouts.products.noalias() += across * across.transpose();
  return readouts;
}

}  // namespace benignity
