#include "verify/program/exit_code.hpp"

#include <initializer_list>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

int code(std::initializer_list<Verdict> verdicts, Strictness strictness,
         std::vector<std::string> missing = {}) {
  Report report;
  for (const Verdict verdict : verdicts) report.claims.emplace_back().verdict = verdict;
  report.missing = std::move(missing);
  return static_cast<int>(exit_code(report, strictness));
}

constexpr Verdict undecided[] = {Verdict::inconclusive, Verdict::out_of_regime, Verdict::vacuous};

TEST_CASE("all PASS is 0, strict or not") {
  CHECK(code({Verdict::pass, Verdict::pass}, Strictness::lenient) == 0);
  CHECK(code({Verdict::pass, Verdict::pass}, Strictness::strict) == 0);
}

TEST_CASE("an undecided claim is 0, and 3 where the user is strict") {
  for (const Verdict verdict : undecided) {
    CHECK(code({Verdict::pass, verdict}, Strictness::lenient) == 0);
    CHECK(code({verdict, Verdict::pass}, Strictness::strict) == 3);
  }
}

TEST_CASE(
    "a strict user gets 0 where each claim ends as it declares, and 3 where one passes instead") {
  Report report;
  report.claims.resize(2);
  report.claims[0].verdict = Verdict::pass;
  report.claims[1].verdict = Verdict::vacuous;
  report.claims[1].expected = ExpectedVerdict{Verdict::vacuous, "by design"};
  CHECK(exit_code(report, Strictness::strict) == ExitCode::all_pass);
  for (const Verdict other : {Verdict::pass, Verdict::inconclusive, Verdict::out_of_regime}) {
    report.claims[1].verdict = other;
    CHECK(exit_code(report, Strictness::strict) == ExitCode::not_all_pass);
    CHECK(exit_code(report, Strictness::lenient) == ExitCode::all_pass);
  }
  report.claims[1].verdict = Verdict::error;
  CHECK(exit_code(report, Strictness::strict) == ExitCode::failure);
}

TEST_CASE("a FAIL or an ERROR is 1 beside anything else") {
  for (const Verdict broken : {Verdict::fail, Verdict::error}) {
    for (const Strictness strictness : {Strictness::lenient, Strictness::strict}) {
      CHECK(code({broken}, strictness) == 1);
      CHECK(code({Verdict::pass, Verdict::vacuous, broken}, strictness) == 1);
      CHECK(code({Verdict::pass, broken}, strictness, {"not.run"}) == 1);
    }
  }
}

TEST_CASE("missing claims are 130, whatever passed before") {
  CHECK(code({}, Strictness::lenient, {"not.run"}) == 130);
  CHECK(code({Verdict::pass}, Strictness::strict, {"not.run"}) == 130);
  CHECK(code({Verdict::vacuous}, Strictness::strict, {"not.run"}) == 130);
}

}  // namespace
}  // namespace benignity
