#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/program/configuration.hpp"
#include "verify/program/exit_code.hpp"
#include "verify/program/picture_files.hpp"

namespace benignity {

// One struct a command, with what its words said; run() does it. Each throws InvalidInput for a
// value that it cannot use, and FileError where --out cannot be written.

struct ClaimsOptions {
  std::optional<std::string> theorem;  ///< absent: of every one
  bool json = false;
};
[[nodiscard]] ExitCode run(const ClaimsOptions& options);

struct ExplainOptions {
  std::string id;
};
[[nodiscard]] ExitCode run(const ExplainOptions& options);

struct PredictOptions {
  ConfigurationSources sources;
  bool json = false;
};
[[nodiscard]] ExitCode run(const PredictOptions& options);

struct SimulateOptions {
  ConfigurationSources sources;
  std::optional<std::string> out;
  std::optional<std::string> data;
  bool save_state = false;
  bool save_attention = false;
  std::optional<std::string> from_state;
  bool certify = false;
  PictureOptions pictures;
};
[[nodiscard]] ExitCode run(const SimulateOptions& options);

struct CheckOptions {
  std::string file;
};
[[nodiscard]] ExitCode run(const CheckOptions& options);

struct MeasureOptions {
  ConfigurationSources sources;
  std::string data;
  bool json = false;
};
[[nodiscard]] ExitCode run(const MeasureOptions& options);

struct SweepOptions {
  std::string config;
  std::vector<std::string> assignments;
  std::string jobs;  ///< "" for all cores; under mpirun for one thread a rank
  std::string out;   ///< "" for the config's name without its ending
  bool resume = false;
  bool yes = false;
  PictureOptions pictures;
};
[[nodiscard]] ExitCode run(const SweepOptions& options);

struct VerifyOptions {
  std::optional<std::string> battery;    ///< absent: that of the claims or the theorem, else smoke
  std::vector<std::string> claim_files;  ///< instead of the battery
  std::vector<std::string> claims;       ///< globs; none for all
  std::optional<std::string> theorem;    ///< only claims of that one
  std::string seed = "1";
  std::string jobs;  ///< "" for all cores
  bool strict = false;
  std::optional<std::string> out;
  std::optional<std::string> markdown;
  PictureOptions pictures;
};
[[nodiscard]] ExitCode run(const VerifyOptions& options);

struct CompareOptions {
  std::string before;                ///< a report, or a folder of many
  std::optional<std::string> after;  ///< absent with a folder
  bool common_only = false;
  bool accept = false;
  std::optional<std::string> out;  ///< of a folder's history
};
[[nodiscard]] ExitCode run(const CompareOptions& options);

}  // namespace benignity
