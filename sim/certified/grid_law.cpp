#include "sim/certified/grid_law.ipp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <arb_hypgeom.h>

namespace benignity {
namespace {

/// What any of the sums of at most 10^6 positive numbers below can be wrong by, relatively.
constexpr double summed = 1e-9;
constexpr double infinite = std::numeric_limits<double>::infinity();

double floor_of(arb_srcptr value) {
  Ball end;
  arb_ptr at = end;
  arb_get_lbound_arf(arb_midref(at), value, grid_digits);
  return arf_get_d(arb_midref(at), ARF_RND_FLOOR);
}

double ceiling_of(arb_srcptr value) {
  Ball end;
  arb_ptr at = end;
  arb_get_ubound_arf(arb_midref(at), value, grid_digits);
  return arf_get_d(arb_midref(at), ARF_RND_CEIL);
}

/// The real line in cells, the outer two unbounded, with what N(0, 1) has in each.
struct NormalCells {
  explicit NormalCells(slong inner) {
    constexpr double farthest = 9;
    for (slong i = 0; i <= inner; ++i) {
      ends.push_back(farthest * static_cast<double>(2 * i - inner) / static_cast<double>(inner));
    }
    Ball below;  // Phi of the last end
    for (std::size_t i = 0; i <= ends.size(); ++i) {
      Ball next(1.0);
      if (i < ends.size()) {  // erfc(-z/sqrt(2))/2
        Ball root;
        arb_sqrt_ui(root, 2, grid_digits);
        const Ball end(-ends[i]);
        arb_div(next, end, root, grid_digits);
        arb_hypgeom_erfc(next, next, grid_digits);
        arb_mul_2exp_si(next, next, -1);
      }
      Ball inside;
      arb_sub(inside, next, below, grid_digits);
      mass.push_back(range_of(inside));
      below = next;
    }
  }
  /// Cell i lies between end(i) and end(i + 1).
  [[nodiscard]] double end(std::size_t i) const {
    return i == 0 ? -infinite : i > ends.size() ? infinite : ends[i - 1];
  }

  std::vector<double> ends;
  std::vector<OutwardRange> mass;  // one more than ends
};

const NormalCells& logit_cells() {
  static const NormalCells cells(900);
  return cells;
}
const NormalCells& head_cells() {
  static const NormalCells cells(300);
  return cells;
}

/// Outwards by what a few roundings can be wrong.
double lowered(double value) { return value - 1e-14 * std::abs(value) - 1e-300; }
double raised(double value) { return value + 1e-14 * std::abs(value) + 1e-300; }

/// The factor's range over a cell; `terms` is at least the sum of its terms' sizes.
OutwardRange factor_over(const TokenNumber& number, double z_low, double z_high, double head_low,
                         double head_high) {
  const auto product = [](const OutwardRange& scale, double low, double high) {
    const std::array<double, 4> ends = {scale.lower * low, scale.lower * high, scale.upper * low,
                                        scale.upper * high};
    const auto [least, most] = std::minmax_element(ends.begin(), ends.end());
    return OutwardRange{lowered(*least), raised(*most)};
  };
  const OutwardRange along = product(number.along, z_low, z_high);
  const OutwardRange across = product(number.across, head_low, head_high);
  return {lowered(lowered(number.factor.lower + along.lower) + across.lower),
          raised(raised(number.factor.upper + along.upper) + across.upper)};
}

/// The law of the sum, cut to the grid in the same direction.
GridLaw sum_of(const GridLaw& a, const GridLaw& b, Rounded rounded) {
  constexpr slong size = 2 * half_grid + 1;
  std::vector<double> wide(2 * size - 1);
  for (slong i = 0; i < size; ++i) {
    const double factor = a.mass[static_cast<std::size_t>(i)];
    if (factor == 0) continue;
    double* const to = &wide[static_cast<std::size_t>(i)];
    const double* const from = b.mass.data();
    for (slong j = 0; j < size; ++j) to[j] += factor * from[j];
  }
  GridLaw sum;
  for (slong k = 0; k < 2 * size - 1; ++k) {
    sum.add(static_cast<double>(k - 2 * half_grid), wide[static_cast<std::size_t>(k)], rounded);
  }
  sum.beneath += a.beneath + b.beneath;  // at most 1 each
  return sum;
}

}  // namespace

OutwardRange range_of(arb_srcptr value) { return {floor_of(value), ceiling_of(value)}; }

GridLaw law_of(const TokenNumber& number, arb_srcptr spread, double step, Rounded rounded) {
  const NormalCells& z = logit_cells();
  const NormalCells& zeta = head_cells();
  const bool is_plain = number.across.upper == 0;
  std::vector<OutwardRange> exponential;
  for (const double end : z.ends) {
    Ball power(end);
    arb_mul(power, power, spread, grid_digits);
    arb_add(power, power, number.mean, grid_digits);
    arb_exp(power, power, grid_digits);
    exponential.push_back(range_of(power));
  }
  const bool down = rounded == Rounded::down;
  const auto mass_in = [down](const OutwardRange& mass) {
    return down ? std::max(mass.upper, 0.0) : std::max(mass.lower, 0.0);
  };
  GridLaw law;
  const double unbounded = down ? -infinite : infinite;
  for (std::size_t i = 0; i < z.mass.size(); ++i) {
    const double share = mass_in(z.mass[i]);
    if (i == 0 || i == z.ends.size()) {
      law.add(unbounded, share, rounded);
      continue;
    }
    const auto add_cell = [&](double head_low, double head_high, double amount) {
      const OutwardRange factor = factor_over(number, z.end(i), z.end(i + 1), head_low, head_high);
      const double least =
          factor.lower * (factor.lower > 0 ? exponential[i - 1].lower : exponential[i].upper);
      const double most =
          factor.upper * (factor.upper > 0 ? exponential[i].upper : exponential[i - 1].lower);
      const double steps = down ? std::floor(lowered(lowered(least) / step))
                                : std::ceil(raised(raised(most) / step));
      law.add(steps, amount, rounded);
    };
    if (is_plain) {
      add_cell(0, 0, share);
      continue;
    }
    for (std::size_t j = 0; j < zeta.mass.size(); ++j) {
      const double amount = share * mass_in(zeta.mass[j]);
      if (j == 0 || j == zeta.ends.size()) {
        law.add(unbounded, amount, rounded);
      } else {
        add_cell(zeta.end(j), zeta.end(j + 1), amount);
      }
    }
  }
  return law;
}

double share_at_most_zero(const std::vector<GridLaw>& laws, Rounded rounded) {
  GridLaw sum = laws.front();
  for (std::size_t t = 1; t < laws.size(); ++t) sum = sum_of(sum, laws[t], rounded);
  double share = sum.beneath;
  for (slong i = 0; i <= half_grid; ++i) share += sum.mass[static_cast<std::size_t>(i)];
  return rounded == Rounded::down ? std::min(1.0, share * (1 + summed)) : share * (1 - summed);
}

}  // namespace benignity
