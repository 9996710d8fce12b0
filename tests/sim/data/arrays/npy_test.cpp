#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <unistd.h>

#include "sim/data/arrays/npy_file.hpp"
#include "sim/data/arrays/npy_header.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

using Catch::Contains;

/// A file of its own that goes with the test.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& content) { std::ofstream(path_) << content; }
  ~ScratchFile() { std::filesystem::remove(path_); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("npy_test_" + std::to_string(getpid()) + ".npy");
};

/// An NPY file by the format's own words, whatever version.
std::string written(int version, const std::string& dictionary, const std::string& numbers) {
  std::string text = "\x93NUMPY";
  text += static_cast<char>(version);
  text += '\0';
  const std::size_t length = dictionary.size() + 1;
  for (int byte = 0; byte < (version == 1 ? 2 : 4); ++byte) {
    text += static_cast<char>(length >> (8 * byte) & 0xff);
  }
  return text + dictionary + '\n' + numbers;
}

template <class Number>
std::string bytes_of(Number number, std::endian order) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  if (order != std::endian::native) std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

std::string refusal(const std::string& content) {
  const ScratchFile file(content);
  try {
    (void)read_all(open_npy(file.path()));
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "taken";
}

const std::string plain = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";

TEST_CASE("what is written as NPY is read back to the bit, whatever the shape") {
  const bool holds = rc::check([] {
    const auto shape = *rc::gen::suchThat(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 6)),
        [](const auto& extents) { return !extents.empty() && extents.size() < 5; });
    const std::int64_t size =
        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    const auto numbers = *rc::gen::container<std::vector<double>>(static_cast<std::size_t>(size),
                                                                  rc::gen::arbitrary<double>());
    const ScratchFile file(npy_text(shape, numbers));
    const NumberArray array = open_npy(file.path());
    RC_ASSERT(array.shape == shape);
    RC_ASSERT(read_all(array) == numbers);
  });
  CHECK(holds);
}

TEST_CASE("every version, both byte orders and both orders of axes give the same numbers") {
  for (const int version : {1, 2, 3}) {
    for (const std::endian order : {std::endian::little, std::endian::big}) {
      for (const bool fortran : {false, true}) {
        CAPTURE(version, order == std::endian::big, fortran);
        std::string numbers;
        for (int entry = 0; entry < 6; ++entry) {  // entry (r, c) of 2 x 3 holds 10 r + c
          const int row = fortran ? entry % 2 : entry / 3;
          const int column = fortran ? entry / 2 : entry % 3;
          numbers += bytes_of(10.0F * float(row) + float(column), order);
        }
        const std::string sign = order == std::endian::big ? ">" : "<";
        const ScratchFile file(
            written(version,
                    "{\"shape\":(2,3),'fortran_order': " + std::string(fortran ? "True" : "False") +
                        ", 'descr': '" + sign + "f4'}",
                    numbers));
        CHECK(read_all(open_npy(file.path())) == std::vector<double>{0, 1, 2, 10, 11, 12});
      }
    }
  }
}

TEST_CASE("whole numbers and booleans are numbers too") {
  const auto first = [](const std::string& dtype, const std::string& bytes) {
    const ScratchFile file(
        written(1, "{'descr': '" + dtype + "', 'fortran_order': False, 'shape': (1,), }", bytes));
    return read_all(open_npy(file.path())).front();
  };
  CHECK(first("|i1", bytes_of(std::int8_t{-1}, std::endian::little)) == -1);
  CHECK(first("|b1", "\x01") == 1);
  CHECK(first("|u1", "\xff") == 255);
  CHECK(first(">i4", bytes_of(std::int32_t{-70000}, std::endian::big)) == -70000);
  CHECK(first("<i8", bytes_of(std::int64_t{1} << 40, std::endian::little)) == 1099511627776.0);
}

TEST_CASE("a header that is none is refused by what is wrong with it") {
  CHECK_THAT(refusal(""), Contains("without the magic"));
  CHECK_THAT(refusal("PK\x03\x04 an npz"), Contains("without the magic"));
  CHECK_THAT(refusal(written(1, plain, "").substr(0, 30)), Contains("30 bytes long"));
  CHECK_THAT(refusal(written(1, plain, "").substr(0, 7)), Contains("7 bytes long"));
  CHECK_THAT(refusal(written(4, plain, "")), Contains("version 4"));
  const auto with = [](const std::string& descr, const std::string& shape) {
    return refusal(
        written(1, "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }",
                std::string(16, '\0')));
  };
  CHECK(with("'<f8'", "(2,)") == "taken");
  CHECK_THAT(with("'|O'", "(2,)"), Contains("dtype |O"));
  CHECK_THAT(with("'<f2'", "(2,)"), Contains("dtype <f2"));
  CHECK_THAT(with("[('a', '<f8')]", "(2,)"), Contains("dtype [...]"));
  CHECK_THAT(with("'<c16'", "(1,)"), Contains("dtype <c16"));
  CHECK_THAT(with("'<f8'", "(-2,)"), Contains("(-2,)") && Contains("at least 1"));
  CHECK_THAT(with("'<f8'", "(0, 2)"), Contains("(0, 2)") && Contains("at least 1"));
  CHECK_THAT(with("'<f8'", "()"), Contains("at least 1"));
  CHECK_THAT(with("'<f8'", "(4611686018427387904, 8)"), Contains("2^63"));
  CHECK_THAT(with("'<f8'", "(99999999999999999999,)"), Contains("2^63"));
  CHECK_THAT(with("'<f8'", "(1000000000000,)"), Contains("8000000000000 bytes"));
  CHECK_THAT(with("'<f8'", "(3,)"), Contains("24 bytes"));
  CHECK_THAT(with("'<f8'", "(1,)"), Contains("8 bytes"));  // numbers that nobody accounts for
  CHECK_THAT(with("'<f8'", "(2.0,)"), Contains("readable header"));
  CHECK_THAT(with("'<f8'", "(2"), Contains("readable header"));
  CHECK_THAT(with("<f8", "(2,)"), Contains("readable header"));
  for (const char* const dictionary :
       {"", "{}", "{'descr': '<f8', 'fortran_order': False}", "{'shape': (2,), 'shape': (2,)}"}) {
    CAPTURE(dictionary);
    CHECK_THAT(refusal(written(1, dictionary, "")), Contains("readable header"));
  }
}

TEST_CASE("no beginning of a file is taken for the whole, and none crashes") {
  const std::vector<double> numbers = {1, 2, 3};
  const std::vector<std::int64_t> shape = {3};
  const std::string whole = npy_text(shape, numbers);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    CHECK(refusal(whole.substr(0, length)) != "taken");
  }
  // A copy as text: a carriage return before each line feed.
  std::string as_text;
  for (const char character : whole) {
    if (character == '\n') as_text += '\r';
    as_text += character;
  }
  CHECK_THAT(refusal(as_text), Contains("line feed"));
}

TEST_CASE("a number that is not finite is named by file, index and value") {
  std::vector<double> numbers(24, 0.5);
  const std::vector<std::int64_t> shape = {2, 3, 4};
  numbers.back() = std::numeric_limits<double>::quiet_NaN();
  CHECK_THAT(refusal(npy_text(shape, numbers)),
             Contains(".npy[1, 2, 3] is nan, but must be finite"));
  numbers[5] = -std::numeric_limits<double>::infinity();
  CHECK_THAT(refusal(npy_text(shape, numbers)), Contains(".npy[0, 1, 1] is -inf"));
}

TEST_CASE("what is no regular file is refused") {
  const auto message = [](const std::string& path) -> std::string {
    try {
      (void)open_npy(path);
    } catch (const InvalidInput& error) {
      return error.what();
    }
    return "taken";
  };
  CHECK_THAT(message("/"), Contains("a folder"));
  CHECK_THAT(message("/dev/zero"), Contains("no regular file"));
  CHECK_THAT(message("/nowhere.npy"), Contains("unreadable (No such file"));
}

TEST_CASE("numbers of one's own are read where they lie, by strides") {
  // A 2 x 3 view of every second column of a 2 x 6 array, backwards.
  std::vector<float> own(12);
  std::iota(own.begin(), own.end(), 0.0F);
  NumberArray view;
  view.name = "own";
  view.first = reinterpret_cast<const std::byte*>(&own[4]);
  view.format.bytes = sizeof(float);
  view.shape = {2, 3};
  view.strides = {6 * sizeof(float), -2 * static_cast<std::int64_t>(sizeof(float))};
  CHECK(read_all(view) == std::vector<double>{4, 2, 0, 10, 8, 6});
}

}  // namespace
}  // namespace benignity
