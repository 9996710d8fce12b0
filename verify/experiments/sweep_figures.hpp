#pragma once

#include <vector>

#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/plan.hpp"
#include "verify/experiments/swept_axis.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// What a sweep shows, as pictures; outcomes[i] is that of plan.cells[i]. Two numeric keys: the
/// phase diagram. One: stopping times against the mean field and the theorem's scales, and where
/// kappa varies, log time against 1/kappa. Any other sweep: none.
[[nodiscard]] std::vector<Figure> sweep_figures(const SweepPlan& plan,
                                                const std::vector<CellOutcome>& outcomes);

/// Train loss, test loss, memorised share (noisy labels fitted) and the share of replicates in
/// which noisy samples at some time select the relevant token, means over replicates, with the
/// lines kappa = kappa* of theory/README.md (7.9), its like at the last step (7b.10), and the
/// harmful |mu| of (11.7) and (11.13).
[[nodiscard]] Figure phase_diagram(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes,
                                   const SweptAxis& x, const SweptAxis& y);

/// Observed stopping times of every replicate, the mean field's, and lines with the exponents of
/// the theorem's scales through the mean field's times in the middle.
[[nodiscard]] Figure stopping_time_figure(const SweepPlan& plan,
                                          const std::vector<CellOutcome>& outcomes,
                                          const SweptAxis& x);

/// Natural logarithm of the generalisation time over 1/kappa: observed, mean field, and the
/// theorem's tau_benign read with one constant (which finding 3 of verify/README.md denies).
[[nodiscard]] Figure delay_figure(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes);

}  // namespace benignity
