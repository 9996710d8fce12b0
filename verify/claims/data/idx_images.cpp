#include "verify/claims/data/idx_images.hpp"

#include <memory>
#include <span>
#include <utility>

#include <zlib.h>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace idx_images {
namespace {

struct Idx {
  std::vector<std::int64_t> shape;
  std::vector<std::uint8_t> numbers;
};

/// A file longer than this is none of the sets that are read here: 70,000 images of 28 x 28 are 55
/// million numbers.
constexpr std::int64_t most_numbers = 1'000'000'000;

class Source {
 public:
  explicit Source(const std::filesystem::path& file)
      : name_(file.string()), stream_(gzopen(name_.c_str(), "rb"), gzclose) {
    if (!stream_) refuse("unreadable");
  }

  void read(std::span<std::uint8_t> to) {
    const auto length = static_cast<unsigned>(to.size());
    if (gzread(stream_.get(), to.data(), length) != static_cast<int>(length)) refuse("cut short");
  }
  void expect_end() {
    std::uint8_t beyond = 0;
    if (gzread(stream_.get(), &beyond, 1) != 0) refuse("longer than its header says, or damaged");
  }
  [[noreturn]] void refuse(const std::string& what) const {
    throw InvalidInput(name_, what, "an IDX file of bytes, gzipped or not");
  }

 private:
  std::string name_;
  std::unique_ptr<gzFile_s, int (*)(gzFile)> stream_;
};

Idx read(const std::filesystem::path& file, std::size_t axes) {
  Source source(file);
  std::uint8_t magic[4] = {};
  source.read(magic);
  if (magic[0] != 0 || magic[1] != 0 || magic[2] != 0x08 || magic[3] != axes) {
    source.refuse("with the header of something else");
  }
  Idx idx;
  std::int64_t size = 1;
  for (std::size_t axis = 0; axis < axes; ++axis) {
    std::uint8_t bytes[4] = {};
    source.read(bytes);
    std::int64_t extent = 0;
    for (const std::uint8_t byte : bytes) extent = extent * 256 + byte;
    if (extent < 1 || extent > most_numbers / size) source.refuse("of an impossible shape");
    size *= extent;
    idx.shape.push_back(extent);
  }
  idx.numbers.resize(static_cast<std::size_t>(size));
  source.read(idx.numbers);
  source.expect_end();
  return idx;
}

}  // namespace
}  // namespace idx_images

LabelledImages read_idx_images(const std::filesystem::path& images,
                               const std::filesystem::path& classes) {
  idx_images::Idx of_images = idx_images::read(images, 3);
  idx_images::Idx of_classes = idx_images::read(classes, 1);
  if (of_images.shape[0] != of_classes.shape[0]) {
    throw InvalidInput(classes.string(), std::to_string(of_classes.shape[0]) + " classes",
                       "one for each of the " + std::to_string(of_images.shape[0]) + " images of " +
                           images.string());
  }
  return {of_images.shape[0], of_images.shape[1] * of_images.shape[2], std::move(of_images.numbers),
          std::move(of_classes.numbers)};
}

}  // namespace benignity
