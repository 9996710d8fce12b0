#pragma once

#include <memory>

#include "theory/mean_field/trained_head.hpp"

namespace benignity {

/// The solution of TrainedHeadSystem from theta = 0 on: Dormand-Prince 5(4) in log(1 + theta),
/// error 1e-9 a step, known everywhere within the last step. Explicit: about max(kappa, r) steps a
/// unit of log theta once that is large.
class TrainedHeadPath {
 public:
  explicit TrainedHeadPath(const TrainedHeadSystem& system);
  ~TrainedHeadPath();
  TrainedHeadPath(const TrainedHeadPath&) = delete;
  TrainedHeadPath& operator=(const TrainedHeadPath&) = delete;

  /// One step, as long as its error allows.
  void step();
  /// theta at the beginning and at the end of the last step; 0 before the first.
  [[nodiscard]] double step_begin() const;
  [[nodiscard]] double step_end() const;
  /// At a theta from step_begin() to step_end().
  [[nodiscard]] TrainedHeadState at(double theta) const;

 private:
  class Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace benignity
