#include "verify/program/manifest.hpp"

#include <chrono>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>

// Of each library only the header that holds its version: the whole ones would cost ten times the
// compilation of this file.
#include <CLI/Version.hpp>
#include <Eigen/src/Core/util/Macros.h>
#include <boost/version.hpp>
#include <fmt/core.h>
#include <gnu/libc-version.h>
#include <mpfi.h>
#include <mpfr.h>
#include <nlohmann/detail/abi_macros.hpp>
#include <oneapi/tbb/version.h>
#include <sqlite3.h>
#if __has_include(<toml++/impl/version.h>)
#include <toml++/impl/version.h>
#else  // since 3.4
#include <toml++/impl/version.hpp>
#endif

#include "commit.hpp"
#include "sim/certified/enclosed.hpp"
#include "sim/lanes/instruction_set.hpp"
#include "sim/trajectory/results_version.hpp"
#include "verify/certification/hard_margin.hpp"

namespace benignity {
namespace {

std::string cpu_model() {
  std::ifstream lines("/proc/cpuinfo");
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(':');
    if (line.starts_with("model name") && colon + 2 < line.size()) return line.substr(colon + 2);
  }
  return "unknown";
}

/// glibc takes another exp and log where the processor has FMA; they differ in the last bit.
std::string libm_variant() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("fma") != 0 ? " with FMA" : " without FMA";
#else
  return "";
#endif
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[sizeof "2000-01-01T00:00:00Z"];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace

Manifest program_manifest() {
  Manifest manifest;
  manifest.version = BENIGNITY_VERSION;
  manifest.commit = commit;
#if defined(__clang__)
  manifest.compiler =
      fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  manifest.compiler = "g++ " __VERSION__;
#endif
  manifest.flags = BENIGNITY_FLAGS;
  manifest.instruction_set = std::string(name(instruction_set()));
  manifest.cpu = cpu_model() + libm_variant();
  manifest.libraries = {
      {"glibc", gnu_get_libc_version()},
      {"boost", fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000,
                            BOOST_VERSION % 100)},
      {"eigen",
       fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
      {"mpfr", mpfr_get_version()},
      {"mpfi", mpfi_get_version()},
      {"arb", ball_library_version()},
      {"clp", quadratic_solver_version()},
      {"onetbb", TBB_runtime_version()},
      {"sqlite", sqlite3_libversion()},
      {"cli11", CLI11_VERSION},
      {"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)},
      {"nlohmann-json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR,
                                    NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
      {"fmt",
       fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)}};
  manifest.started = utc_now();
  return manifest;
}

void add_program(Manifest& manifest) {
  const Manifest measured = std::exchange(manifest, program_manifest());
  manifest.seed = measured.seed;
  manifest.jobs = measured.jobs;
  manifest.wall_seconds = measured.wall_seconds;
}

std::string results_origin() {
  const Manifest manifest = program_manifest();
  return fmt::format("benignity {} (results {}, {}, {}, {})", manifest.version, results_version,
                     manifest.compiler, manifest.flags, manifest.instruction_set);
}

}  // namespace benignity
