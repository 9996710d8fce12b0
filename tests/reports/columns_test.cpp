#include "reports/columns.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/code_points.hpp"
#include "tests/reports/random_report.hpp"

namespace benignity {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("columns count what a terminal shows, not bytes") {
  CHECK(columns("kappa") == 5);
  CHECK(columns("‖μ‖²") == 4);
  CHECK(columns("p\u0302") == 1);
  CHECK(columns("证明") == 4);
  CHECK(columns("") == 0);
}

TEST_CASE("a text is aligned by its columns and never cut") {
  CHECK(left_aligned("κ*", 4) == "κ*  ");
  CHECK(right_aligned("κ*", 4) == "  κ*");
  CHECK(left_aligned("τ_fit", 3) == "τ_fit");
}

TEST_CASE("a shortened text ends in an ellipsis and keeps its width") {
  CHECK(shortened("τ_select", 8) == "τ_select");
  CHECK(shortened("τ_select", 7) == "τ_sele…");
  CHECK(shortened("证明", 3) == "证…");
  CHECK(shortened("κ", 0).empty());
  CHECK(rc::check([] {
    const std::string text = printable(random_text());
    const auto width = *rc::gen::inRange<std::size_t>(0, 30);
    RC_ASSERT(columns(shortened(text, width)) <= width);
  }));
}

TEST_CASE("a printable text is one line of UTF-8 without control characters") {
  CHECK(printable("a\nb\tc\rd") == "a b c d");
  CHECK(printable("\x1b[31mred\x7F") == "\uFFFD[31mred\uFFFD");
  CHECK(printable("right-to-left \u202E and \xFF") == "right-to-left \uFFFD and \uFFFD");
  CHECK(rc::check([] {
    const std::vector<std::string> texts{random_text(), "\u2028", "\u0085"};
    for (const std::string& text : texts) {
      const std::string shown = printable(text);
      for (const CodePoint& point : code_points(shown)) {
        RC_ASSERT(point.value >= 0x20);
        RC_ASSERT(point.value < 0x7F || point.value > 0x9F);
        RC_ASSERT(point.bytes.size() > 1 || point.value < 0x80);
      }
      RC_ASSERT(printable(shown) == shown);
    }
  }));
}

TEST_CASE("a text is wrapped at spaces, within a word only where the word is too wide") {
  CHECK(wrapped("the lower bound", 9) == Lines{"the lower", "bound"});
  CHECK(wrapped("a very-long-word b", 6) == Lines{"a", "very-l", "ong-wo", "rd b"});
  CHECK(wrapped("证明证", 3) == Lines{"证", "明", "证"});
  CHECK(wrapped("  spaces  apart ", 20) == Lines{"spaces apart"});
  CHECK(wrapped("", 10) == Lines{""});
  CHECK_THROWS_AS(wrapped("a", 1), std::invalid_argument);
}

TEST_CASE("wrapping keeps every character but spaces and no line is too wide") {
  CHECK(rc::check([] {
    const std::string text = printable(random_text() + " " + random_text());
    const auto width = *rc::gen::inRange<std::size_t>(2, 20);
    std::string joined;
    for (const std::string& line : wrapped(text, width)) {
      RC_ASSERT(columns(line) <= width);
      joined += line;
    }
    std::string expected = text;
    std::erase(expected, ' ');
    std::erase(joined, ' ');
    RC_ASSERT(joined == expected);
  }));
}

}  // namespace
}  // namespace benignity
