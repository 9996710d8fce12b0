#include "verify/certification/hard_margin.hpp"

#include <limits>
#include <vector>

#include <ClpConfig.h>
#include <ClpSimplex.hpp>

namespace benignity {

std::string quadratic_solver_version() { return CLP_VERSION; }

HardMargin hard_margin(const Matrix<double>& gram) {
  const auto size = static_cast<int>(gram.rows());
  const double scale = gram.diagonal().mean();  // Clp's tolerances are absolute
  // Clp takes one triangle of a quadratic objective, and at least one row: this one is never tight.
  std::vector<int> starts{0};
  std::vector<int> rows;
  std::vector<double> entries;
  for (int j = 0; j < size; ++j) {
    for (int i = j; i < size; ++i) {
      rows.push_back(i);
      entries.push_back(gram(i, j) / scale);
    }
    starts.push_back(static_cast<int>(rows.size()));
  }
  std::vector<int> every;
  for (int j = 0; j < size; ++j) every.push_back(j);
  const auto count = static_cast<std::size_t>(size);
  const std::vector<double> ones(count, 1);
  const std::vector<double> zeros(count, 0);
  const std::vector<double> unbounded(count, COIN_DBL_MAX);
  const std::vector<double> objective(count, -1);
  CoinPackedMatrix row(false, 0, 0);
  row.setDimensions(0, size);
  row.appendRow(size, every.data(), ones.data());
  const double least = 0;
  const double largest = COIN_DBL_MAX;

  ClpSimplex model;
  model.setLogLevel(0);
  model.loadProblem(row, zeros.data(), unbounded.data(), objective.data(), &least, &largest);
  model.loadQuadraticObjective(size, starts.data(), rows.data(), entries.data());
  model.setPrimalTolerance(1e-12);
  model.setDualTolerance(1e-12);
  model.primal();

  HardMargin solution;
  solution.multipliers =
      Eigen::Map<const Vector<double>>(model.primalColumnSolution(), size).cwiseMax(0) / scale;
  solution.margins = gram.selfadjointView<Eigen::Lower>() * solution.multipliers;
  const double norm2 = solution.multipliers.dot(solution.margins);
  const double margin = solution.margins.minCoeff();
  solution.primal =
      margin > 0 ? norm2 / (2 * margin * margin) : std::numeric_limits<double>::infinity();
  solution.dual = solution.multipliers.sum() - norm2 / 2;
  return solution;
}

}  // namespace benignity
