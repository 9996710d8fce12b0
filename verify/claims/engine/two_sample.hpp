#pragma once

#include <string>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

/// One figure drawn by two engines that should have the same law: equally many independent draws.
struct FigureDraws {
  std::string name;
  std::vector<double> first;
  std::vector<double> second;
};

/// Exact two-sample Kolmogorov-Smirnov p for every figure, Bonferroni over the figures. PASS needs
/// the confidence bound of every distance of laws at most `largest_distance`, else INCONCLUSIVE;
/// FAIL is left to Holm's correction of the battery.
[[nodiscard]] Finding compare_laws(const std::vector<FigureDraws>& figures, double alpha,
                                   double largest_distance);

}  // namespace benignity
