#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace benignity {

/// Images with their classes: `count` of `pixels` numbers each, one after the other, 0 to 255.
struct LabelledImages {
  std::int64_t count = 0;
  std::int64_t pixels = 0;
  std::vector<std::uint8_t> values;   ///< count x pixels
  std::vector<std::uint8_t> classes;  ///< count
};

/// The images of two IDX files of bytes, gzipped or not: images (count x rows x columns) and their
/// classes (count). IDX: two bytes 0, 0x08 for bytes, the number of axes, each extent in four bytes
/// big endian, then the numbers in row-major order (LeCun, Cortes & Burges, the MNIST database).
/// Throws InvalidInput that names the file where it cannot be read, is of another kind, or is not
/// as long as its header says, and where the two do not count the same.
[[nodiscard]] LabelledImages read_idx_images(const std::filesystem::path& images,
                                             const std::filesystem::path& classes);

}  // namespace benignity
