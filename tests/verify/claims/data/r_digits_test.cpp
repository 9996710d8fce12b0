#include "verify/claims/data/r_digits.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "theory/invalid_input.hpp"

namespace r_digits_test {
namespace {

using namespace benignity;

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return bytes;
}

/// What serialize() makes of two images, labels 3 and 1: pixel k is k % 200 and 255 - k % 200.
std::string two_images() {
  std::string bytes = "X\n" + big_endian(3) + big_endian(0x40101) + big_endian(0x30500) +
                      big_endian(5) + "UTF-8" + big_endian(0x20d) + big_endian(2 * 785) +
                      big_endian(3) + big_endian(1);
  for (std::uint32_t k = 0; k < 784; ++k) bytes += big_endian(k % 200) + big_endian(255 - k % 200);
  return bytes + "attributes";
}

/// A file that goes when the test does.
class File {
 public:
  explicit File(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("r_digits_" + std::to_string(getpid()) + ".ser")) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~File() { std::filesystem::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("A matrix of digits is read column after column, the label first") {
  const LabelledImages images = read_r_digits(File(two_images()).path());
  CHECK(images.count == 2);
  CHECK(images.pixels == 784);
  CHECK(images.classes == std::vector<std::uint8_t>{3, 1});
  CHECK(images.values[17] == 17);
  CHECK(images.values[784 + 17] == 238);
  CHECK(images.values[784 + 201] == 254);
}

TEST_CASE("Files of R that hold something else are refused by name") {
  const std::string good = two_images();
  const auto with = [&](std::size_t place, const std::string& bytes) {
    return std::string(good).replace(place, bytes.size(), bytes);
  };
  for (const std::string& bad :
       {std::string(), good.substr(0, 30), good.substr(0, good.size() - 11), with(0, "A\n"),
        with(2, big_endian(2)), with(14, big_endian(4'000'000'000)), with(23, big_endian(0x20e)),
        with(27, big_endian(0)), with(27, big_endian(784)), with(27, big_endian(785 * 200'000)),
        with(31, big_endian(256))}) {
    CHECK_THROWS_AS(read_r_digits(File(bad).path()), InvalidInput);
  }
  CHECK_THROWS_WITH(read_r_digits("/nowhere/digits.ser"), Catch::Contains("/nowhere/digits.ser"));
}

}  // namespace r_digits_test
