#include "sim/trajectory/memory_limit.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <unistd.h>

namespace benignity {
namespace {

namespace fs = std::filesystem;

/// The number in the file; nothing for "max" and for a file that is not there.
std::optional<double> limit_in(const fs::path& file) {
  std::ifstream stream(file);
  std::string text;
  stream >> text;
  double limit = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  const bool is_number = error == std::errc{} && stopped == text.data() + text.size();
  return is_number && !text.empty() ? std::optional(limit) : std::nullopt;
}

void lower(std::optional<double>& limit, const std::optional<double>& other) {
  if (other && (!limit || *other < *limit)) limit = other;
}

/// The least of the group's limit and those of the groups that hold it. A container may see its own
/// group as the root, or under a name that its mount does not have: the root is looked at anyway.
std::optional<double> least_limit(const fs::path& mount, fs::path group, const char* file) {
  std::optional<double> limit = limit_in(mount / file);
  for (; group.has_relative_path(); group = group.parent_path()) {
    lower(limit, limit_in(mount / group.relative_path() / file));
  }
  return limit;
}

}  // namespace

std::optional<double> cgroup_memory_limit(std::string_view memberships, const fs::path& mount) {
  std::optional<double> limit;
  std::istringstream lines{std::string(memberships)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const fs::path group = line.substr(second + 1);
    if (controllers.empty()) lower(limit, least_limit(mount, group, "memory.max"));
    if (("," + controllers + ",").find(",memory,") != std::string::npos) {
      lower(limit, least_limit(mount / "memory", group, "memory.limit_in_bytes"));
    }
  }
  return limit;
}

namespace {

double present_limit() {
  const double physical =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  std::ifstream file("/proc/self/cgroup");
  const std::string memberships{std::istreambuf_iterator<char>(file),
                                std::istreambuf_iterator<char>()};
  return std::min(physical, cgroup_memory_limit(memberships, "/sys/fs/cgroup").value_or(physical));
}

}  // namespace

double memory_limit_bytes() {
  // Every run is validated against it, and a sweep has up to 10^5: seven files for each were three
  // quarters of reading such a plan.
  static const double limit = present_limit();
  return limit;
}

std::string gibibytes(double bytes) {
  std::ostringstream text;
  text.precision(3);
  text << bytes / (1024.0 * 1024 * 1024) << " GiB";
  return text.str();
}

}  // namespace benignity
