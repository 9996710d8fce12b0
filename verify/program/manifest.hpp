#pragma once

#include "verify/result/report.hpp"

namespace benignity {

/// What this program was built from and where it runs; seed, jobs and times are the caller's.
[[nodiscard]] Manifest program_manifest();

}  // namespace benignity
