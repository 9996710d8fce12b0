#include "verify/claims/engine/two_sample.hpp"

#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"

namespace benignity {
namespace {

FigureDraws normal_draws(const char* name, double shift, std::uint64_t replicate) {
  Stream stream({23, Purpose::design, replicate, 0, 0});
  FigureDraws draws{name, {}, {}};
  for (int i = 0; i < 1000; ++i) {
    draws.first.push_back(stream.normal());
    draws.second.push_back(stream.normal() + shift);
  }
  return draws;
}

TEST_CASE("equal laws pass, one unequal figure among several is found") {
  const Finding equal =
      compare_laws({normal_draws("a", 0, 1), normal_draws("b", 0, 2)}, 0.001, 0.25);
  CHECK(equal.verdict == Verdict::pass);
  CHECK(equal.replicates == 1000);
  CHECK(equal.test.value().p_false_alarm > 0.001);
  const Finding shifted =
      compare_laws({normal_draws("a", 0, 1), normal_draws("b", 0.4, 2)}, 0.001, 0.25);
  CHECK(shifted.verdict != Verdict::pass);
  CHECK(shifted.test.value().p_false_alarm < 1e-6);
}

TEST_CASE("too few draws to bound the distance are inconclusive") {
  FigureDraws few = normal_draws("a", 0, 3);
  few.first.resize(50);
  few.second.resize(50);
  CHECK(compare_laws({few}, 0.001, 0.25).verdict == Verdict::inconclusive);
}

}  // namespace
}  // namespace benignity
