#pragma once

#include <vector>

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// The mean field of theory/README.md section 7 in the shape of a run: softmax and losses from the
/// four sample types, weighted by their shares; lambda; q = sigma_p^2 d + E/D with E = |w|^2 on the
/// span of the data; stopping times of mean_field_times (absent beyond `steps`, as in a run that
/// ends there). Fresh tokens follow the two-normals law with |w|^2 = E + sigma_w^2 d q, each
/// recorded time alone: finite d enters the test figures only. Trajectory::second_order is the last
/// step with H and q growing, (7b.8); absent at kappa > 2000, where its explicit integrator would
/// be slow. Throws InvalidInput outside inside_solved_range().
[[nodiscard]] Trajectory simulate_mean_field(const RunSettings& settings);

/// The mean field with H and q growing, (7b.8), at the times that simulate_mean_field records;
/// empty at kappa > 2000. Throws InvalidInput as simulate_mean_field does.
[[nodiscard]] std::vector<Snapshot> simulate_second_order(const RunSettings& settings);

}  // namespace benignity
