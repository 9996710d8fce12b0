#pragma once

#include <string>
#include <vector>

#include "verify/batteries/battery.hpp"
#include "verify/claims/own/own_claim.hpp"

namespace benignity {

/// A claim of the user's own, from a TOML file: that of a sweep (keys at top level, [sweep] or
/// [[cell]], `replicates`) and a table
///   [claim]
///   observable       a stopping time or a figure of the last step, by its column of sweep.csv
///   relative_to      divides a stopping time by the mean field's: "predicted.generalize", ...
///   exponent         predicted power of the one swept key, and
///   along              which key where several vary, kappa or snr; "exp(1/kappa)" makes the
///   exponent
///                      the slope of the observable's logarithm in 1/kappa
///   tolerance          how far off it may be (default 0.02); `replicates` clusters (default 8)
///   at_least, at_most  or instead: a bound in every cell, either end or both, and
///   probability        with at least this probability (default 1 - failure_probability);
///                      `replicates` at the first look (default 128)
///   id               default "own." and the stem of the file's name
///   statement        default: what the keys above say
///   require_margins  true: OUT_OF_REGIME where a margin does not exceed 1 (default false)
/// Throws InvalidInput that names the key, as read_sweep_plan() and own_claim() do, and SweepError
/// for a cell that cannot run.
[[nodiscard]] OwnStatement read_claim_file(const std::string& path);

/// The battery "own": one claim a file, in order. Throws as read_claim_file() does, and
/// InvalidInput for an id that two files share.
[[nodiscard]] Battery read_claim_files(const std::vector<std::string>& paths);

}  // namespace benignity
