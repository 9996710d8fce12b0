#include "reports/code_points.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/reports/random_report.hpp"

namespace benignity {
namespace {

std::u32string values(std::string_view text) {
  std::u32string decoded;
  for (const CodePoint& point : code_points(text)) {
    decoded += point.value;
  }
  return decoded;
}

TEST_CASE("well-formed UTF-8 of every length is decoded") {
  CHECK(values("aκ‖😀") == U"aκ‖😀");
  CHECK(values("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF") == U"\x7F\x80\x7FF\x800\xFFFF");
  CHECK(values("\xF4\x8F\xBF\xBF") == U"\x10FFFF");
  CHECK(values("").empty());
}

TEST_CASE("each byte that is not UTF-8 counts as one U+FFFD and decoding goes on after it") {
  CHECK(values("a\xFFz") == U"a\xFFFDz");
  CHECK(values("\xC3") == U"\xFFFD");
  CHECK(values("\xE2\x82z") == U"\xFFFD\xFFFDz");
  CHECK(values("\xC0\x80") == U"\xFFFD\xFFFD");
  CHECK(values("\xED\xA0\x80") == U"\xFFFD\xFFFD\xFFFD");
  CHECK(values("\xF4\x90\x80\x80") == U"\xFFFD\xFFFD\xFFFD\xFFFD");
}

TEST_CASE("the bytes of all characters put together are the text") {
  CHECK(rc::check([] {
    const std::string text = random_text();
    std::string again;
    for (const CodePoint& point : code_points(text)) {
      again += point.bytes;
    }
    RC_ASSERT(again == text);
  }));
}

}  // namespace
}  // namespace benignity
