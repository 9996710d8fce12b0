#include "sim/test_law/heads_readouts.hpp"

#include "sim/data/bartlett.hpp"
#include "sim/data/probes.hpp"
#include "sim/lanes/cholesky.hpp"
#include "sim/lanes/strips.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/kernel_factor.hpp"
#include "sim/test_law/low_rank_factor.hpp"

namespace benignity {
namespace {

/// The vectors that span what all M do: a relevant token without noise is a signal, which is there.
std::vector<Eigen::Index> spanning_vectors(const Parameters& parameters) {
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  std::vector<Eigen::Index> vectors;
  for (Eigen::Index j = 0; j < token_count + probes_of(parameters).count(); ++j) {
    const bool is_relevant = j < token_count && j % parameters.tokens == 0;
    if (!is_relevant || parameters.relevant_noise_std() > 0) vectors.push_back(j);
  }
  return vectors;
}

}  // namespace

HeadsReadouts::HeadsReadouts(const Parameters& parameters, const FreshSampleDesign& design,
                             const Matrix<double>& kernel)
    : parameters_(parameters),
      design_(design),
      spanning_(spanning_vectors(parameters)),
      kernel_factor_(factor_of_kernel(parameters, kernel(spanning_, spanning_))) {}

void HeadsReadouts::record(const Matrix<double>& products,
                           const std::vector<std::vector<double>>& before) {
  products_.push_back(products(spanning_, Eigen::all));
  before_.push_back(before);
}

HeadsDirections HeadsReadouts::directions() const {
  const auto times = static_cast<Eigen::Index>(products_.size());
  const Eigen::Index vectors = products_.front().rows();
  const Eigen::Index columns = products_.front().cols();
  const auto heads = static_cast<Eigen::Index>(before_.front().size());
  const Eigen::Index first_signal = vectors - probes_of(parameters_).count();

  HeadsDirections directions;
  directions.times = times;
  directions.signals.resize(parameters_.classes, times * columns);
  Matrix<double> along =
      Matrix<double>::Zero(Strips<double>{times * columns}.padded(), vectors);  // a direction a row
  for (Eigen::Index r = 0; r < times; ++r) {
    const Matrix<double>& products = products_[static_cast<std::size_t>(r)];
    along.middleRows(r * columns, columns) = products.transpose();
    directions.signals.middleCols(r * columns, columns) =
        products.middleRows(first_signal, parameters_.classes);
  }
  divide_by_transpose(kernel_factor_, along);

  // Across the span: one Wishart matrix for all heads, whose rows are independent.
  std::vector<Matrix<double>> scales;  // of each head, R x rank
  Eigen::Index rows = 0;
  for (Eigen::Index h = 0; h < heads; ++h) {
    Matrix<double> gram = Matrix<double>::Zero(times, times);
    for (Eigen::Index r = 0; r < times; ++r) {
      for (Eigen::Index s = 0; s <= r; ++s) {
        gram(r, s) = before_[static_cast<std::size_t>(r)][static_cast<std::size_t>(h)]
                            [static_cast<std::size_t>(s)];
      }
    }
    const bool identity = parameters_.init_weight_law == InitWeightLaw::identity;
    scales.push_back(identity ? Matrix<double>(times, 0) : low_rank_factor(gram));
    rows += scales.back().cols();
  }
  const double degrees = static_cast<double>(parameters_.dimension) - static_cast<double>(vectors);
  const Matrix<double> draws = wishart_factor(
      rows, degrees, {design_.seed, Purpose::test_orthogonal, design_.replicate, 0, 0});
  Matrix<double> coordinates = Matrix<double>::Zero(times * columns, vectors + draws.cols());
  coordinates.leftCols(vectors) = along.topRows(times * columns);
  Eigen::Index first_row = 0;
  for (Eigen::Index h = 0; h < heads; ++h) {
    const Matrix<double>& scale = scales[static_cast<std::size_t>(h)];
    const Matrix<double> across =
        parameters_.init_weight_std() * product(scale, draws.middleRows(first_row, scale.cols()));
    for (Eigen::Index r = 0; r < times; ++r) {
      coordinates.row(r * columns + h).tail(draws.cols()) = across.row(r);
    }
    first_row += scale.cols();
  }
  directions.factor = low_rank_factor(product(coordinates, coordinates.transpose()));
  return directions;
}

}  // namespace benignity
