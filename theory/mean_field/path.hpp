#pragma once

#include <cstddef>
#include <vector>

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// d(rate)/d(state) over the unknowns that are present, rows and columns in the order of
/// `present`. [derived] theory/README.md (7.7)
struct MeanFieldJacobian {
  std::vector<std::size_t> present;  ///< indices into MeanFieldState, increasing
  std::vector<double> entries;       ///< column by column

  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return entries[column * present.size() + row];
  }
};

[[nodiscard]] MeanFieldJacobian mean_field_jacobian(const MeanFieldSystem<double>& system,
                                                    const MeanFieldState<double>& state);

/// One step of the integrator: its length in theta and the state at its end.
struct MeanFieldStep {
  double length;
  MeanFieldState<double> end;
};

/// The solution of mean_field_rate from b = 0 at theta = 0, one adaptive step at a time.
///
/// RODAS, the L-stable Rosenbrock method of order 4(3) of Hairer and Wanner: noisy samples that
/// hold lambda in balance make the system stiff with ratio kappa. The system is autonomous, so time
/// is only summed up, never read: a step far below the rounding of theta (an event of O(1) duration
/// at theta = e^40) is taken in full. A state inside a step is found by a shorter step from the
/// same start (`after`), as accurate as the step itself, so events need no interpolant.
///
/// Each step's estimated error stays below tolerance * (1 + |x|) in every b and in lambda_+-, or
/// below the rounding of lambda, 16 eps kappa max|b|, where that is larger.
class MeanFieldPath {
 public:
  /// tolerance in [1e-13, 1e-2]; throws std::invalid_argument otherwise. This and every step throw
  /// std::domain_error where the system leaves the range of double: a NaN is never a state.
  MeanFieldPath(const MeanFieldSystem<double>& system, double tolerance);

  [[nodiscard]] double time() const { return time_; }
  [[nodiscard]] const MeanFieldState<double>& state() const { return state_; }

  /// The next step within tolerance, at most `longest` > 0. Infinite length where nothing moves.
  [[nodiscard]] MeanFieldStep propose(double longest);

  /// The state `length` >= 0 later, by a single step.
  [[nodiscard]] MeanFieldState<double> after(double length) const;

  /// Moves to the end of a step that starts here.
  void accept(const MeanFieldStep& step);

 private:
  struct Trial {
    MeanFieldState<double> end;
    MeanFieldState<double> error;
  };
  [[nodiscard]] Trial attempt(double length) const;
  [[nodiscard]] double relative_error(const Trial& trial) const;
  void look_around();

  MeanFieldSystem<double> system_;
  double tolerance_;
  double time_ = 0;
  double next_length_ = 0;
  MeanFieldState<double> state_{};
  MeanFieldState<double> rate_{};
  MeanFieldJacobian jacobian_;
};

}  // namespace benignity
