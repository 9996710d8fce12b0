#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace benignity {

/// Bytes that the processes of this container may hold together: the least of the limits of its
/// control group and of those above it (cgroup v2 memory.max, v1 memory.limit_in_bytes); absent
/// where none is set. `memberships` is the text of /proc/self/cgroup, `mount` is /sys/fs/cgroup.
[[nodiscard]] std::optional<double> cgroup_memory_limit(std::string_view memberships,
                                                        const std::filesystem::path& mount);

/// Bytes that this process may hold: the machine's memory or its container's limit, whichever is
/// less. Read at the first call; a limit that moves later is not seen.
[[nodiscard]] double memory_limit_bytes();

/// "1.25 GiB".
[[nodiscard]] std::string gibibytes(double bytes);

}  // namespace benignity
