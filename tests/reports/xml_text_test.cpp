#include "reports/xml_text.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/code_points.hpp"
#include "tests/reports/random_report.hpp"

namespace benignity {
namespace {

TEST_CASE("characters that XML minds become references") {
  CHECK(xml_text(R"(a < b && "c" > 'd')") ==
        "a &lt; b &amp;&amp; &quot;c&quot; &gt; &apos;d&apos;");
  CHECK(xml_attribute("one\ttwo\r\n") == "one&#9;two&#13;&#10;");
  CHECK(xml_text("one\ttwo\r\n") == "one\ttwo&#13;\n");
  CHECK(xml_text("κ ‖μ‖ 😀") == "κ ‖μ‖ 😀");
}

TEST_CASE("characters that XML 1.0 does not allow become U+FFFD") {
  CHECK(xml_text(std::string_view("\0\x01\x1b[31m", 7)) == "\uFFFD\uFFFD\uFFFD[31m");
  CHECK(xml_text("\uFFFE\uFFFF\xFF\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("an escaped text holds no markup and only characters of XML, whatever its bytes") {
  CHECK(rc::check([] {
    const std::string escaped = xml_attribute(random_text());
    RC_ASSERT(escaped.find_first_of("<>\"'\t\n\r") == std::string::npos);
    for (const CodePoint& point : code_points(escaped)) {
      RC_ASSERT(point.value >= 0x20);
      RC_ASSERT(point.bytes.size() > 1 || point.value < 0x80);
    }
  }));
}

}  // namespace
}  // namespace benignity
