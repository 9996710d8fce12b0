#include "sim/test_law/recorded_readouts.hpp"

#include "sim/lanes/cholesky.hpp"
#include "sim/lanes/strips.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/kernel_factor.hpp"
#include "sim/test_law/low_rank_factor.hpp"

namespace benignity {

RecordedReadouts::RecordedReadouts(const Parameters& parameters, const FreshSampleDesign& design,
                                   const Matrix<double>& kernel)
    : parameters_(parameters),
      design_(design),
      kernel_factor_(factor_of_kernel(parameters, kernel)) {}

void RecordedReadouts::record(const Vector<double>& logits,
                              const std::vector<double>& query_products) {
  logits_.push_back(logits);
  query_products_.push_back(query_products);
}

JointReadouts RecordedReadouts::joint() const {
  const auto times = static_cast<Eigen::Index>(logits_.size());
  const Eigen::Index vectors = logits_.front().size();
  const Eigen::Index rows = Strips<double>{times}.padded();
  Matrix<double> logits = Matrix<double>::Zero(rows, vectors);  // a time a row
  Matrix<double> queries(times, times);
  JointReadouts readouts{Vector<double>(times), Vector<double>(times), {}};
  for (Eigen::Index r = 0; r < times; ++r) {
    const auto index = static_cast<std::size_t>(r);
    logits.row(r) = logits_[index].transpose();
    readouts.lambda_plus(r) = logits_[index](vectors - 2);
    readouts.lambda_minus(r) = logits_[index](vectors - 1);
    for (Eigen::Index s = 0; s <= r; ++s) {
      queries(r, s) = query_products_[index][static_cast<std::size_t>(s)];
    }
  }
  // A row a of logits becomes the coordinates L^-1 a of w along the span of the M rows, for X w = a
  // there and K = L L^T.
  divide_by_transpose(kernel_factor_, logits);
  const Matrix<double> query_factor = low_rank_factor(queries);
  // Across the span W is still W_0: each update is p v^T with v inside it, and p depends on W_0
  // only through its products with the span. What is left of w_r is therefore free of the run that
  // recorded it, Gaussian in d - M coordinates with the covariance sigma_w^2 <p_r, p_s> (6.5): one
  // Wishart draw for all times, where a draw for each would make their readouts independent.
  const double degrees = static_cast<double>(parameters_.dimension) - static_cast<double>(vectors);
  const Matrix<double> draws =
      wishart_factor(query_factor.cols(), degrees,
                     {design_.seed, Purpose::test_orthogonal, design_.replicate, 0, 0});
  // Coordinates of each w_r: M along an orthonormal basis of the span, the rest across it.
  Trapezoid coordinates(times, vectors + draws.cols(), vectors + draws.cols());
  coordinates.entries.leftCols(vectors) = logits;
  coordinates.entries.topRightCorner(times, draws.cols()) =
      (parameters_.init_weight_std() * query_factor).lazyProduct(draws);
  readouts.products = times_own_transpose(coordinates);
  return readouts;
}

}  // namespace benignity
