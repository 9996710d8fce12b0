#pragma once

#include <string>
#include <vector>

namespace benignity {

/// The statement lesser <= greater at one point, both sides evaluated in Real.
template <typename Real>
struct Inequality {
  std::string name;  ///< what it says, "s_1 >= lower bound"
  Real lesser;
  Real greater;
};

/// A lemma as the certifier takes it:
///   `using Point = ...;`
///   `template <typename Real> std::vector<Inequality<Real>> inequalities(const Point&) const;`
///   `std::string describe(const Point&) const;`   the point in round-trip form
/// The same inequalities in the same order for every Real; `inequalities` is called in Enclosure
/// and, to decide exact equality, in ExponentialFraction.
template <typename Real>
using Inequalities = std::vector<Inequality<Real>>;

}  // namespace benignity
