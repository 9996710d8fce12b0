#pragma once

#include <string>
#include <variant>
#include <vector>

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/measure/equivalent_law.hpp"
#include "sim/measure/token_coordinates.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What the mean field of the samples' own coordinates says of a run, by what it keeps of K.
struct MeasuredRun {
  struct Kept {
    KeptKernel kernel;
    OwnCoordinatesRun run;
  };
  std::string means_of;    ///< the samples whose class means make the plane
  std::vector<Kept> kept;  ///< the whole of K up to 4,000 tokens alone
};

/// Of the samples that simulate() trains with these settings, flips included, and its linear head
/// nu at the start, d x 1. The class means are of samples that do not train, where there are 8 of
/// each class; else of all. `signal_place` as measured. Two classes, W and p drawn, a model that
/// has a mean field: else why not. Throws what the checkpoint does.
[[nodiscard]] std::variant<MeasuredRun, NoEquivalentLaw> measured_run(const RunSettings& settings,
                                                                      const Matrix<double>& head,
                                                                      std::int64_t signal_place,
                                                                      const Checkpoint& checkpoint);

}  // namespace benignity
