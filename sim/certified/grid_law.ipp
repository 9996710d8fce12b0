#pragma once

#include <algorithm>
#include <vector>

#include "sim/certified/arb_types.ipp"

namespace benignity {

inline constexpr long grid_digits = 128;  // binary digits of what a grid is made from
inline constexpr slong half_grid = 2048;  // grid points on either side of 0

/// A number between two doubles, rounded outwards.
struct OutwardRange {
  double lower = 0;
  double upper = 0;
};

/// The ends of a ball, rounded outwards.
[[nodiscard]] OutwardRange range_of(arb_srcptr value);

/// A token's number e^{mean + spread z}(factor + along z + across zeta), z and zeta independent.
struct TokenNumber {
  Ball mean;
  OutwardRange factor;
  OutwardRange along;
  OutwardRange across;  // >= 0
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

/// The law of a token's number on a grid of this step; `spread` >= 0.
[[nodiscard]] GridLaw law_of(const TokenNumber& number, arb_srcptr spread, double step,
                             Rounded rounded);

/// P[sum <= 0] of independent numbers, from above (down) or below (up).
[[nodiscard]] double share_at_most_zero(const std::vector<GridLaw>& laws, Rounded rounded);

}  // namespace benignity
