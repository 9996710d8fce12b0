#include "verify/program/jobs.hpp"

#include <algorithm>
#include <thread>

#include "verify/program/configuration.hpp"

namespace benignity {

int jobs_or_all_cores(const std::string& jobs) {
  constexpr WholeRange range{1, 1024};
  if (jobs.empty()) return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return static_cast<int>(whole_number("jobs", jobs, range));
}

}  // namespace benignity
