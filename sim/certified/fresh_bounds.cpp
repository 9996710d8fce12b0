#include "sim/certified/fresh_bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <arb_hypgeom.h>

#include "sim/certified/arb_types.ipp"
#include "sim/data/token_law.hpp"

namespace benignity {
namespace {

constexpr long digits = 128;
constexpr slong half_grid = 2048;  // grid points on either side of 0
/// What any of the sums of at most 10^5 positive numbers below can be wrong by, relatively.
constexpr double summed = 1e-9;
constexpr double infinite = std::numeric_limits<double>::infinity();

double floor_of(arb_srcptr value) {
  Ball end;
  arb_ptr at = end;
  arb_get_lbound_arf(arb_midref(at), value, digits);
  return arf_get_d(arb_midref(at), ARF_RND_FLOOR);
}

double ceiling_of(arb_srcptr value) {
  Ball end;
  arb_ptr at = end;
  arb_get_ubound_arf(arb_midref(at), value, digits);
  return arf_get_d(arb_midref(at), ARF_RND_CEIL);
}

Ball ball_of(const Enclosed& number) {
  const Ball lower(number.lower);
  const Ball upper(number.upper);
  Ball ball;
  arb_union(ball, lower, upper, digits);
  return ball;
}

/// A number between two doubles.
struct Range {
  double lower = 0;
  double upper = 0;
};

Range range_of(arb_srcptr value) { return {floor_of(value), ceiling_of(value)}; }

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
        arb_sqrt_ui(root, 2, digits);
        const Ball end(-ends[i]);
        arb_div(next, end, root, digits);
        arb_hypgeom_erfc(next, next, digits);
        arb_mul_2exp_si(next, next, -1);
      }
      Ball inside;
      arb_sub(inside, next, below, digits);
      mass.push_back(range_of(inside));
      below = next;
    }
  }
  /// Cell i lies between end(i) and end(i + 1).
  [[nodiscard]] double end(std::size_t i) const {
    return i == 0 ? -infinite : i > ends.size() ? infinite : ends[i - 1];
  }

  std::vector<double> ends;
  std::vector<Range> mass;  // one more than ends
};

const NormalCells& logit_cells() {
  static const NormalCells cells(900);
  return cells;
}
const NormalCells& head_cells() {
  static const NormalCells cells(300);
  return cells;
}

/// A token's number e^{mean + spread z}(factor + along z + across zeta), z and zeta independent.
struct TokenNumber {
  Ball mean;
  Range factor;
  Range along;
  Range across;  // >= 0
};

enum class Rounded { down, up };

/// A law on the grid that is certainly below (above) the one it stands for: rounded down (up) and
/// with masses from above (below).
struct GridLaw {
  std::vector<double> mass = std::vector<double>(2 * half_grid + 1);  // at (i - half_grid) steps
  double beneath = 0;  // mass left of the grid; right of it none when rounded down, lost when up

  void add(double steps, double amount, Rounded rounded) {
    constexpr auto last = static_cast<double>(half_grid);
    if (rounded == Rounded::down) {
      if (steps < -last) {
        beneath += amount;
        return;
      }
      steps = std::min(steps, last);
    } else {
      if (steps > last) return;
      steps = std::max(steps, -last);
    }
    mass[static_cast<std::size_t>(static_cast<slong>(steps) + half_grid)] += amount;
  }
};

/// Outwards by what a few roundings can be wrong.
double lowered(double value) { return value - 1e-14 * std::abs(value) - 1e-300; }
double raised(double value) { return value + 1e-14 * std::abs(value) + 1e-300; }

/// The factor's range over a cell; `terms` is at least the sum of its terms' sizes.
Range factor_over(const TokenNumber& number, double z_low, double z_high, double head_low,
                  double head_high) {
  const auto product = [](const Range& scale, double low, double high) {
    const std::array<double, 4> ends = {scale.lower * low, scale.lower * high, scale.upper * low,
                                        scale.upper * high};
    const auto [least, most] = std::minmax_element(ends.begin(), ends.end());
    return Range{lowered(*least), raised(*most)};
  };
  const Range along = product(number.along, z_low, z_high);
  const Range across = product(number.across, head_low, head_high);
  return {lowered(lowered(number.factor.lower + along.lower) + across.lower),
          raised(raised(number.factor.upper + along.upper) + across.upper)};
}

GridLaw law_of(const TokenNumber& number, arb_srcptr spread, double step, Rounded rounded) {
  const NormalCells& z = logit_cells();
  const NormalCells& zeta = head_cells();
  const bool is_plain = number.across.upper == 0;
  std::vector<Range> exponential;
  for (const double end : z.ends) {
    Ball power(end);
    arb_mul(power, power, spread, digits);
    arb_add(power, power, number.mean, digits);
    arb_exp(power, power, digits);
    exponential.push_back(range_of(power));
  }
  const bool down = rounded == Rounded::down;
  const auto mass_in = [down](const Range& mass) {
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
      const Range factor = factor_over(number, z.end(i), z.end(i + 1), head_low, head_high);
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

/// P[sum <= 0], from above (down) or below (up).
double share_at_most_zero(const std::vector<GridLaw>& laws, Rounded rounded) {
  GridLaw sum = laws.front();
  for (std::size_t t = 1; t < laws.size(); ++t) sum = sum_of(sum, laws[t], rounded);
  double share = sum.beneath;
  for (slong i = 0; i <= half_grid; ++i) share += sum.mass[static_cast<std::size_t>(i)];
  return rounded == Rounded::down ? std::min(1.0, share * (1 + summed)) : share * (1 - summed);
}

/// The grid's step: so that it reaches eight to sixteen times as far as the numbers of all tokens
/// but the first do in the mean square. A power of 2, so that no library's exp decides a bound's
/// digits.
double step_for(const std::vector<TokenNumber>& numbers, double spread) {
  constexpr double reach = 8;
  double squares = 0;
  for (std::size_t t = 1; t < numbers.size(); ++t) {
    const TokenNumber& number = numbers[t];
    // E e^{2(mean + spread z)} (factor + along z + across zeta)^2, z ~ N(2 spread, 1) under
    // e^{2..}.
    const double centre = number.factor.upper + number.along.upper * 2 * spread;
    const double size = centre * centre + number.along.upper * number.along.upper +
                        number.across.upper * number.across.upper;
    squares +=
        std::exp(2 * arf_get_d(arb_midref(static_cast<arb_srcptr>(number.mean)), ARF_RND_NEAR) +
                 2 * spread * spread) *
        size;
  }
  return std::exp2(std::ceil(std::log2(reach * std::sqrt(squares)))) /
         static_cast<double>(half_grid);
}

/// On two grids: a wide one, which cuts little of the tails, and a fine one, where loud logits make
/// the mean square a matter of few samples. What is a bound on either is one.
ProbabilityBounds bounds_of(const std::vector<TokenNumber>& numbers, arb_srcptr spread) {
  const double wide = step_for(numbers, ceiling_of(spread));
  ProbabilityBounds bounds;
  for (const double step : {wide, wide / 16}) {
    for (const Rounded rounded : {Rounded::down, Rounded::up}) {
      std::vector<GridLaw> laws;
      for (const TokenNumber& number : numbers) {
        laws.push_back(law_of(number, spread, step, rounded));
      }
      const double share = share_at_most_zero(laws, rounded);
      if (rounded == Rounded::down) {
        bounds.upper = std::min(bounds.upper, share);
      } else {
        bounds.lower = std::max(bounds.lower, share);
      }
    }
  }
  return bounds;
}

ProbabilityBounds mean_of(const ProbabilityBounds& a, const ProbabilityBounds& b) {
  return {(a.lower + b.lower) / 2 * (1 - 1e-15),
          std::min(1.0, (a.upper + b.upper) / 2 * (1 + 1e-15))};
}

}  // namespace

FreshBounds fresh_bounds(const TokenLaw& law, double head_norm, double selection_threshold,
                         const EnclosedReadout& readout) {
  const std::array<Ball, 2> lambda = {ball_of(readout.lambda_plus), ball_of(readout.lambda_minus)};
  const Ball noise(law.noise_std);
  Ball direction = ball_of(readout.direction_norm2);
  arb_sqrt(direction, direction, digits);
  Ball spread;  // of a logit, sigma_eps |w|
  arb_mul(spread, direction, noise, digits);
  Ball head(head_norm);  // |nu|/sqrt(2): g = that times |mu|
  Ball root;
  arb_sqrt_ui(root, 2, digits);
  arb_div(head, head, root, digits);
  const Ball signal(law.signal_norm);

  FreshBounds bounds;
  for (const int label : {1, -1}) {
    // gamma given z: slope sigma_eps nu.w/|w|, with nu.w = |nu| (lambda_+ - lambda_-)/(sqrt(2)
    // |mu|).
    Ball along;
    arb_sub(along, lambda[0], lambda[1], digits);
    arb_mul(along, along, head, digits);
    arb_div(along, along, signal, digits);
    arb_div(along, along, direction, digits);
    arb_mul(along, along, noise, digits);
    arb_mul_si(along, along, label, digits);
    Ball across;  // what is left of sigma_eps |nu|
    arb_mul(across, head, root, digits);
    arb_mul(across, across, noise, digits);
    arb_mul(across, across, across, digits);
    Ball explained;
    arb_mul(explained, along, along, digits);
    arb_sub(across, across, explained, digits);
    arb_sqrtpos(across, across, digits);

    std::vector<TokenNumber> heads;
    std::vector<TokenNumber> selections;
    for (std::int64_t t = 0; t < law.tokens; ++t) {
      const SignalPart part = signal_part(law, label, t);
      Ball mean;
      const Ball plus(part.plus);
      const Ball minus(part.minus);
      arb_addmul(mean, plus, lambda[0], digits);
      arb_addmul(mean, minus, lambda[1], digits);
      Ball factor;
      arb_sub(factor, plus, minus, digits);
      arb_mul(factor, factor, head, digits);
      arb_mul(factor, factor, signal, digits);
      arb_mul_si(factor, factor, label, digits);
      heads.push_back({mean, range_of(factor), range_of(along), range_of(across)});
      Ball weight(1.0);
      if (t == 0) {  // -(1 - theta)/theta
        const Ball threshold(selection_threshold);
        arb_sub(weight, threshold, weight, digits);
        arb_div(weight, weight, threshold, digits);
      }
      selections.push_back({mean, range_of(weight), {}, {}});
    }
    const ProbabilityBounds error = bounds_of(heads, spread);
    const ProbabilityBounds selected = bounds_of(selections, spread);
    if (label == 1) {
      bounds = {error, selected};
    } else {
      bounds = {mean_of(bounds.error, error), mean_of(bounds.selected, selected)};
    }
  }
  return bounds;
}

}  // namespace benignity
