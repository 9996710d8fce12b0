#include "sim/data/arrays/npy_header.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t version_place = magic.size();
constexpr std::size_t length_place = version_place + 2;
constexpr std::size_t header_alignment = 64;

/// The dictionary, read by its grammar: what it does not allow is refused, and never skipped.
class HeaderText {
 public:
  HeaderText(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}

  [[noreturn]] void refuse() const {
    throw InvalidInput(file_, "without a readable header",
                       "an NPY file with descr, fortran_order and shape");
  }

  [[nodiscard]] bool takes(char character) {
    skip_spaces();
    if (text_.empty() || text_.front() != character) return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char character) {
    if (!takes(character)) refuse();
  }
  [[nodiscard]] std::string_view quoted() {
    const char quote = takes('\'') ? '\'' : '"';
    if (quote == '"') expect('"');
    const std::size_t end = text_.find(quote);
    if (end == std::string_view::npos) refuse();
    const std::string_view content = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return content;
  }
  [[nodiscard]] bool boolean() {
    for (const std::string_view word : {"True", "False"}) {
      if (!takes(word.front())) continue;
      if (text_.substr(0, word.size() - 1) != word.substr(1)) refuse();
      text_.remove_prefix(word.size() - 1);
      return word.front() == 'T';
    }
    refuse();
  }
  /// A whole number; beyond 64 bits it is the largest one, which no file holds.
  [[nodiscard]] std::int64_t whole() {
    skip_spaces();
    std::int64_t number = 0;
    const char* const end = text_.data() + text_.size();
    const auto [stopped, error] = std::from_chars(text_.data(), end, number);
    if (error == std::errc::invalid_argument) refuse();
    if (error == std::errc::result_out_of_range) number = std::numeric_limits<std::int64_t>::max();
    text_.remove_prefix(static_cast<std::size_t>(stopped - text_.data()));
    return number;
  }
  [[nodiscard]] std::vector<std::int64_t> tuple() {
    std::vector<std::int64_t> numbers;
    expect('(');
    while (!takes(')')) {
      numbers.push_back(whole());
      if (takes(',')) continue;
      expect(')');
      break;
    }
    return numbers;
  }
  /// A list of fields is a record; its text is all that a complaint needs.
  [[nodiscard]] std::string_view dtype() {
    if (takes('[')) return "[...]";
    return quoted();
  }
  [[nodiscard]] bool is_at_its_end() {
    skip_spaces();
    return text_.empty();
  }

 private:
  void skip_spaces() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\n'))
      text_.remove_prefix(1);
  }

  std::string file_;
  std::string_view text_;
};

NumberFormat read_dtype(const std::string& file, std::string_view dtype) {
  const auto refuse = [&] {
    throw InvalidInput(file, "of dtype " + std::string(dtype),
                       "of real numbers of 32 or 64 bits, whole numbers or booleans");
  };
  if (dtype.size() != 3) refuse();
  NumberFormat format;
  format.order = dtype[0] == '>'   ? std::endian::big
                 : dtype[0] == '<' ? std::endian::little
                                   : std::endian::native;
  format.bytes = dtype[2] - '0';
  const auto is_one_of = [&](std::initializer_list<std::int64_t> sizes) {
    return std::find(sizes.begin(), sizes.end(), format.bytes) != sizes.end();
  };
  bool is_known = std::string_view("<>|=").find(dtype[0]) != std::string_view::npos;
  if (dtype[1] == 'f') {
    format.kind = NumberFormat::Kind::real;
    is_known = is_known && is_one_of({4, 8});
  } else if (dtype[1] == 'i' || dtype[1] == 'u') {
    format.kind =
        dtype[1] == 'i' ? NumberFormat::Kind::signed_whole : NumberFormat::Kind::unsigned_whole;
    is_known = is_known && is_one_of({1, 2, 4, 8});
  } else {
    format.kind = NumberFormat::Kind::boolean;
    is_known = is_known && dtype[1] == 'b' && format.bytes == 1;
  }
  if (!is_known) refuse();
  return format;
}

/// Bytes of all numbers; nothing where they are more than 64 bits count.
std::optional<std::int64_t> bytes_of(const NpyHeader& header) {
  std::int64_t bytes = header.format.bytes;
  for (const std::int64_t extent : header.shape) {
    if (bytes > std::numeric_limits<std::int64_t>::max() / extent) return std::nullopt;
    bytes *= extent;
  }
  return bytes;
}

void require_extent(const std::string& file, const NpyHeader& header, std::size_t file_bytes) {
  const std::string shape = "of shape " + shape_text(header.shape);
  const bool has_numbers =
      !header.shape.empty() && std::all_of(header.shape.begin(), header.shape.end(),
                                           [](std::int64_t extent) { return extent > 0; });
  if (!has_numbers) throw InvalidInput(file, shape, "of at least 1 along each axis");
  const std::optional<std::int64_t> bytes = bytes_of(header);
  const auto there = static_cast<std::int64_t>(file_bytes) - header.length;
  if (bytes == there) return;
  throw InvalidInput(
      file, shape + " with " + std::to_string(there) + " bytes of numbers",
      bytes ? "with " + std::to_string(*bytes) + " bytes of numbers" : "smaller than 2^63 bytes");
}

/// The number of `bytes` bytes, little endian.
std::size_t little_endian(std::span<const std::byte> bytes) {
  std::size_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    number = number << 8 | std::to_integer<std::size_t>(bytes[i]);
  }
  return number;
}

/// The dictionary in the file; `length` is where it ends.
std::string_view dictionary_of(const std::string& file, std::span<const std::byte> bytes,
                               std::int64_t& length) {
  const auto cut_short = [&] {
    throw InvalidInput(file, std::to_string(bytes.size()) + " bytes long",
                       "an NPY file with a whole header");
  };
  const auto* text = reinterpret_cast<const char*>(bytes.data());
  if (std::string_view(text, std::min(bytes.size(), magic.size())) != magic) {
    throw InvalidInput(file, "without the magic of NPY", "a file that numpy.save wrote");
  }
  if (bytes.size() < length_place) cut_short();
  const auto version = std::to_integer<int>(bytes[version_place]);
  if (version < 1 || version > 3) {
    throw InvalidInput(file, "of NPY version " + std::to_string(version), "of version 1, 2 or 3");
  }
  const std::size_t length_bytes = version == 1 ? 2 : 4;
  const std::size_t begin = length_place + length_bytes;
  if (bytes.size() < begin) cut_short();
  const std::size_t characters = little_endian(bytes.subspan(length_place, length_bytes));
  if (bytes.size() - begin < characters) cut_short();
  length = static_cast<std::int64_t>(begin + characters);
  return {text + begin, characters};
}

}  // namespace

NpyHeader read_npy_header(const std::string& file, std::span<const std::byte> bytes) {
  NpyHeader header;
  const std::string_view dictionary = dictionary_of(file, bytes, header.length);
  if (dictionary.empty() || dictionary.back() != '\n') {
    throw InvalidInput(file, "with a header that no line feed ends",
                       "copied byte by byte (a copy as text changes line ends)");
  }
  HeaderText text(file, dictionary);
  bool has_format = false;
  bool has_order = false;
  bool has_shape = false;
  text.expect('{');
  while (!text.takes('}')) {
    const std::string_view key = text.quoted();
    text.expect(':');
    bool* seen = nullptr;
    if (key == "descr") {
      header.format = read_dtype(file, text.dtype());
      seen = &has_format;
    } else if (key == "fortran_order") {
      header.order = text.boolean() ? NpyHeader::Order::column_major : NpyHeader::Order::row_major;
      seen = &has_order;
    } else if (key == "shape") {
      header.shape = text.tuple();
      seen = &has_shape;
    }
    if (seen == nullptr || *seen) text.refuse();
    *seen = true;
    if (text.takes(',')) continue;
    text.expect('}');
    break;
  }
  if (!text.is_at_its_end() || !has_format || !has_order || !has_shape) text.refuse();
  require_extent(file, header, bytes.size());
  return header;
}

std::string npy_header_text(std::span<const std::int64_t> shape) {
  const char* const order = std::endian::native == std::endian::little ? "<" : ">";
  const std::string dictionary = std::string("{'descr': '") + order +
                                 "f8', 'fortran_order': False, 'shape': " + shape_text(shape) +
                                 ", }";
  constexpr std::size_t before = length_place + 2;
  const std::size_t unpadded = before + dictionary.size() + 1;
  const std::size_t whole = (unpadded + header_alignment - 1) / header_alignment * header_alignment;
  const std::size_t length = whole - before;
  std::string header(magic);
  header += {'\x01', '\x00', static_cast<char>(length & 0xff), static_cast<char>(length >> 8)};
  header += dictionary;
  header.append(whole - unpadded, ' ');
  return header + '\n';
}

}  // namespace benignity
