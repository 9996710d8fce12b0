#pragma once

#include <string>

namespace benignity {

/// The number of threads that --jobs gives, 1 to 1024; all cores of the machine where it is absent
/// (""). Throws InvalidInput (key "jobs").
[[nodiscard]] int jobs_or_all_cores(const std::string& jobs);

}  // namespace benignity
