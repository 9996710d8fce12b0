#include "sim/trajectory/memory_limit.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <unistd.h>

namespace benignity {
namespace {

namespace fs = std::filesystem;

/// A mount of control groups that ends with the test.
class ControlGroups {
 public:
  ControlGroups()
      : mount_(fs::temp_directory_path() / ("benignity-cgroup-" + std::to_string(::getpid()))) {}
  ~ControlGroups() { fs::remove_all(mount_); }
  ControlGroups(const ControlGroups&) = delete;
  ControlGroups& operator=(const ControlGroups&) = delete;

  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((mount_ / file).parent_path());
    std::ofstream(mount_ / file) << text << "\n";
  }
  [[nodiscard]] const fs::path& mount() const { return mount_; }

 private:
  fs::path mount_;
};

TEST_CASE("a container's memory is the least limit of its groups", "[memory]") {
  const ControlGroups groups;
  CHECK_FALSE(cgroup_memory_limit("0::/a/b\n", groups.mount()));
  groups.write("a/b/memory.max", "max");
  CHECK_FALSE(cgroup_memory_limit("0::/a/b\n", groups.mount()));
  groups.write("a/memory.max", "3000");
  CHECK(cgroup_memory_limit("0::/a/b\n", groups.mount()) == 3000.0);
  groups.write("a/b/memory.max", "2000");
  CHECK(cgroup_memory_limit("0::/a/b\n", groups.mount()) == 2000.0);
  CHECK(cgroup_memory_limit("0::/a\n", groups.mount()) == 3000.0);
  CHECK_FALSE(cgroup_memory_limit("", groups.mount()));
}

TEST_CASE("a group that the mount does not show is bound by the root, in both versions",
          "[memory]") {
  const ControlGroups groups;
  groups.write("memory.max", "5000");
  CHECK(cgroup_memory_limit("0::/docker/1234\n", groups.mount()) == 5000.0);
  groups.write("memory/memory.limit_in_bytes", "4000");
  const std::string old_style = "12:cpu,cpuacct:/x\n7:memory:/docker/1234\n";
  CHECK(cgroup_memory_limit(old_style, groups.mount()) == 4000.0);
}

TEST_CASE("this process has some memory, and no more than the machine", "[memory]") {
  const double machine =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  CHECK(memory_limit_bytes() > 0);
  CHECK(memory_limit_bytes() <= machine);
}

}  // namespace
}  // namespace benignity
