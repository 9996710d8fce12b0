#pragma once

#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// What this program was built from and where it runs; seed, jobs and times are the caller's.
[[nodiscard]] Manifest program_manifest();

/// Completes the manifest of a battery that has run: the rest of it is program_manifest()'s.
void add_program(Manifest& manifest);

/// Where numbers come from: the same text, the same bits. A store of another origin is refused.
[[nodiscard]] std::string results_origin();

}  // namespace benignity
