#pragma once

#include <string>
#include <vector>

#include "verify/experiments/plan.hpp"
#include "verify/program/toml_file.hpp"

namespace benignity {

/// Whether a plan of more than unconfirmed_cells cells is wanted (--yes).
enum class LargePlan { refused, confirmed };
inline constexpr double unconfirmed_cells = 100'000;

struct SweepSources {
  std::string file;
  std::vector<std::string> assignments;  ///< key=value, win over the file's top level
  LargePlan large_plan = LargePlan::refused;
};

/// The plan of a TOML file: the keys of README.md at top level, `replicates` (default 1), and what
/// varies, either
///   [sweep]      a key = [list] or { from, to, step } each: the grid of all combinations, the
///                last key varies fastest; or
///   [[cell]]     one table of keys a cell, the same keys in each.
/// record_every is the number of steps unless it is set: only the last step is shown.
/// verify/experiments/README.md shows examples. Throws InvalidInput that names the key, as
/// read_settings() does; ranges of the model are validate(plan)'s.
[[nodiscard]] SweepPlan read_sweep_plan(const SweepSources& sources);

/// The plan of a file that is read already; sources.file is not.
[[nodiscard]] SweepPlan read_sweep_plan(const TomlValue& file, const SweepSources& sources);

}  // namespace benignity
