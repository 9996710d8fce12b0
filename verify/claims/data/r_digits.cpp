#include "verify/claims/data/r_digits.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace r_digits {
namespace {

constexpr std::int64_t pixels = 28 * 28;
constexpr std::int64_t columns = 1 + pixels;
constexpr std::uint32_t largest_pixel = 255;
constexpr std::uint32_t integers = 13;  ///< INTSXP, in the low byte of an item's flags
constexpr std::uint32_t most_rows = 100'000;

class Source {
 public:
  explicit Source(const std::filesystem::path& file)
      : name_(file.string()), stream_(file, std::ios::binary) {
    if (!stream_) refuse("unreadable");
  }
  std::uint32_t number() {
    std::uint8_t bytes[4] = {};
    if (!stream_.read(reinterpret_cast<char*>(bytes), sizeof bytes)) refuse("cut short");
    std::uint32_t value = 0;
    for (const std::uint8_t byte : bytes) value = value * 256 + byte;
    return value;
  }
  std::string text(std::size_t length) {
    std::string read(length, '\0');
    if (!stream_.read(read.data(), static_cast<std::streamsize>(length))) refuse("cut short");
    return read;
  }
  [[noreturn]] void refuse(const std::string& what) const {
    throw InvalidInput(name_, what, "a matrix of labels and 28 x 28 pixels as R serializes it");
  }

 private:
  std::string name_;
  std::ifstream stream_;
};

}  // namespace
}  // namespace r_digits

LabelledImages read_r_digits(const std::filesystem::path& file) {
  using namespace r_digits;
  Source source(file);
  if (source.text(2) != "X\n" || source.number() != 3) source.refuse("with another header");
  source.number();  // of the R that wrote it, and of the oldest that reads it
  source.number();
  const std::uint32_t encoding = source.number();
  constexpr std::uint32_t longest_encoding = 64;
  if (encoding > longest_encoding) source.refuse("with another header");
  source.text(encoding);
  if ((source.number() & 0xff) != integers) source.refuse("of other numbers");
  const std::uint32_t count = source.number();
  if (count == 0 || count % columns != 0 || count / columns > most_rows) {
    source.refuse("of another shape");
  }
  LabelledImages images;
  images.count = count / columns;
  images.pixels = pixels;
  const auto rows = static_cast<std::size_t>(images.count);
  images.values.resize(rows * static_cast<std::size_t>(pixels));
  for (std::size_t column = 0; column < static_cast<std::size_t>(columns); ++column) {
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint32_t value = source.number();
      if (value > largest_pixel) source.refuse("with numbers that are no pixels");
      const auto byte = static_cast<std::uint8_t>(value);
      if (column == 0) {
        images.classes.push_back(byte);
      } else {
        images.values[row * static_cast<std::size_t>(pixels) + column - 1] = byte;
      }
    }
  }
  return images;
}

}  // namespace benignity
