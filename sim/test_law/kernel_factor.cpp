#include "sim/test_law/kernel_factor.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "sim/data/bartlett.hpp"
#include "sim/lanes/cholesky.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

Matrix<double> wishart_factor(Eigen::Index size, double degrees, const StreamAddress& address) {
  const auto columns = static_cast<Eigen::Index>(std::min(degrees, static_cast<double>(size)));
  Matrix<double> factor(size, columns);
  factor.topRows(columns) = draw_bartlett(columns, degrees, address);
  for (Eigen::Index i = columns; i < size; ++i) {
    StreamAddress row = address;
    row.sample = static_cast<std::uint32_t>(i);
    Stream stream(row);
    for (double& entry : factor.row(i)) entry = stream.normal();
  }
  return factor;
}

/// Pivot i is what vectors 1..i-1 leave of |v_i|^2; rounding leaves M epsilon K_ii of its own
/// there, so a pivot near that is noise, even where it happens to be positive.
Trapezoid factor_of_kernel(const TokenLaw& law, const Matrix<double>& kernel) {
  constexpr double largest_error = 1e-6;
  Trapezoid factor = cholesky_factor(kernel);
  const double rounding =
      static_cast<double>(kernel.rows()) * std::numeric_limits<double>::epsilon();
  bool is_accurate = true;
  for (Eigen::Index i = 0; i < kernel.rows() && is_accurate; ++i) {
    const double pivot = factor.entries(i, i) * factor.entries(i, i);
    is_accurate = rounding * kernel(i, i) <= largest_error * pivot;  // false for NaN
  }
  if (is_accurate) return factor;
  const bool by_relevant = law.relevant_noise_std() < law.noise_std;
  throw InvalidInput(
      by_relevant ? "relevant_noise_std" : "noise_std",
      shortest_decimal(by_relevant ? law.relevant_noise_std() : law.noise_std),
      std::string(by_relevant ? "0, or " : "") +
          "larger beside signal_norm with engines sampled and flow (double does not tell "
          "tokens of one class apart; engine gram has no such limit)");
}

}  // namespace benignity
