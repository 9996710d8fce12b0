#include "sim/trajectory/rebuilt_parameters.hpp"

#include "sim/data/initial_parameters.hpp"
#include "sim/model/products.hpp"
#include "sim/trajectory/memory_limit.hpp"

namespace benignity {

HeadParameters explicit_parameters(const RunSettings& settings, const RebuiltHead& head,
                                   const RowMatrix<double>& tokens) {
  const Parameters& p = settings.parameters;
  HeadParameters parameters{head.query, {}, {}, {}};
  const auto dimension = static_cast<double>(p.dimension);
  constexpr double copies = 3;
  if (copies * sizeof(double) * dimension * dimension > memory_limit_bytes()) return parameters;
  Matrix<double> weights = product(head.change, tokens);
  if (p.init_weight_law == InitWeightLaw::identity) {
    weights.diagonal().array() += head.share;
  } else {
    Vector<double> row(p.dimension);
    for (std::int64_t r = 0; r < p.dimension; ++r) {
      draw_weight_row(p, settings.seed, settings.replicate, r, row,
                      {static_cast<std::uint32_t>(head.number)});
      weights.row(r) += head.share * row.transpose();
    }
  }
  parameters.weights = std::move(weights);
  return parameters;
}

}  // namespace benignity
