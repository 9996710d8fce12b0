#include "reports/markdown.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"
#include "tests/reports/text_search.hpp"

namespace benignity {
namespace {

using testing::holds;

TEST_CASE("the summary begins with the outcome and tells of what did not pass") {
  const std::string text = markdown_summary(sample_report());
  CHECK(text.starts_with("## benignity: smoke\n\n**2 claims failed: 1 of 7 passed, 1 not run**"));
  CHECK(holds(text, "### FAIL engine.gram\\_equals\\_dense\n"));
  CHECK(holds(text, "```\nbenignity verify --claim engine.gram_equals_dense\n```\n"));
  CHECK(holds(text, "declared VACUOUS: uniform attention has every sign"));
  CHECK(holds(text, "- not run: exponent.κ"));
  CHECK(!holds(text, "### PASS"));
}

TEST_CASE("every claim has a row of five cells") {
  const std::string text = markdown_summary(sample_report());
  CHECK(holds(text,
              "| PASS | theorem.generalize | τ\\_generalize \\[steps\\]: 412 vs 409.2 | 0.75 | "
              "1.25 |\n"));
}

TEST_CASE("no text becomes markup") {
  Report report = sample_report();
  report.claims.resize(1);
  report.claims[0].verdict = Verdict::fail;
  report.claims[0].id = "a | b <script> **x** $y$ [z](w) `c`";
  report.claims[0].replay = "echo ```\n# title";
  const std::string text = markdown_summary(report);
  CHECK(holds(text, "a \\| b \\<script\\> \\*\\*x\\*\\* \\$y\\$ \\[z\\](w) \\`c\\`"));
  CHECK(holds(text, "````\necho ``` # title\n````\n"));
}

}  // namespace
}  // namespace benignity
