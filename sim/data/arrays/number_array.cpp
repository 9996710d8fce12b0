#include "sim/data/arrays/number_array.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

template <class Number>
double number_at(const std::byte* from, std::endian order) {
  std::array<std::byte, sizeof(Number)> bytes;
  std::memcpy(bytes.data(), from, sizeof(Number));
  if (order != std::endian::native) std::reverse(bytes.begin(), bytes.end());
  return static_cast<double>(std::bit_cast<Number>(bytes));
}

using Reader = double (*)(const std::byte*, std::endian);

template <class One, class Two, class Four, class Eight>
Reader reader_of(std::int64_t bytes) {
  switch (bytes) {
    case 1:
      return number_at<One>;
    case 2:
      return number_at<Two>;
    case 4:
      return number_at<Four>;
    default:
      return number_at<Eight>;
  }
}

Reader reader_of(const NumberFormat& format) {
  switch (format.kind) {
    case NumberFormat::Kind::real:
      return format.bytes == 4 ? number_at<float> : number_at<double>;
    case NumberFormat::Kind::signed_whole:
      return reader_of<std::int8_t, std::int16_t, std::int32_t, std::int64_t>(format.bytes);
    case NumberFormat::Kind::boolean:
    case NumberFormat::Kind::unsigned_whole:
      break;
  }
  return reader_of<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>(format.bytes);
}

/// Indices of entry `entry` of a row-major array of this shape.
std::vector<std::int64_t> indices_of(std::int64_t entry, std::span<const std::int64_t> shape) {
  std::vector<std::int64_t> indices(shape.size());
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    indices[axis] = entry % shape[axis];
    entry /= shape[axis];
  }
  return indices;
}

std::string listed(std::span<const std::int64_t> numbers) {
  std::string text;
  for (const std::int64_t number : numbers) {
    text += (text.empty() ? "" : ", ") + std::to_string(number);
  }
  return text;
}

}  // namespace

std::int64_t NumberArray::size() const {
  std::int64_t product = 1;
  for (const std::int64_t extent : shape) product *= extent;
  return product;
}

std::vector<std::int64_t> row_major_strides(std::span<const std::int64_t> shape,
                                            std::int64_t bytes) {
  std::vector<std::int64_t> strides(shape.size());
  for (std::size_t axis = shape.size(); axis-- > 0; bytes *= shape[axis]) strides[axis] = bytes;
  return strides;
}

std::vector<std::int64_t> column_major_strides(std::span<const std::int64_t> shape,
                                               std::int64_t bytes) {
  std::vector<std::int64_t> strides(shape.size());
  for (std::size_t axis = 0; axis < shape.size(); bytes *= shape[axis], ++axis) {
    strides[axis] = bytes;
  }
  return strides;
}

std::string shape_text(std::span<const std::int64_t> shape) {
  std::string text = "(";
  text += listed(shape);
  return text += shape.size() == 1 ? ",)" : ")";
}

std::string place_text(const NumberArray& array, std::int64_t entry) {
  return array.name + "[" + listed(indices_of(entry, array.shape)) + "]";
}

void read_line(const NumberArray& array, std::int64_t line, std::span<double> to) {
  const auto leading = std::span(array.shape).first(array.shape.size() - 1);
  const std::byte* from = array.first;
  const std::vector<std::int64_t> indices = indices_of(line, leading);
  for (std::size_t axis = 0; axis < leading.size(); ++axis) {
    from += indices[axis] * array.strides[axis];
  }
  const Reader read = reader_of(array.format);
  const std::int64_t stride = array.strides.back();
  for (std::size_t i = 0; i < to.size(); ++i, from += stride) {
    to[i] = read(from, array.format.order);
    if (std::isfinite(to[i])) continue;
    const auto entry = line * array.shape.back() + static_cast<std::int64_t>(i);
    throw InvalidInput(place_text(array, entry), shortest_decimal(to[i]), "finite");
  }
}

std::vector<double> read_all(const NumberArray& array) {
  std::vector<double> numbers(static_cast<std::size_t>(array.size()));
  const auto length = static_cast<std::size_t>(array.shape.back());
  for (std::size_t line = 0; line * length < numbers.size(); ++line) {
    read_line(array, static_cast<std::int64_t>(line),
              std::span(numbers).subspan(line * length, length));
  }
  return numbers;
}

}  // namespace benignity
