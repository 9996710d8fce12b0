#include "verify/statistics/success_probability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/verify/statistics/binomial_law.hpp"

namespace benignity {
namespace {

/// Thrown where the design asks for a look that the script does not hold: it did not decide yet.
struct NotDecided {};

/// The decision after the given numbers of successes at looks 1, 2, ...
SuccessDecision decision_after(const SuccessDesign& design,
                               const std::vector<std::int64_t>& script) {
  std::size_t look = 0;
  return decide_success_probability(design, [&](std::int64_t, std::int64_t) {
    if (look == script.size()) throw NotDecided{};
    return script[look++];
  });
}

/// Probabilities of the three ends of a design.
struct Ends {
  double pass = 0;
  double fail = 0;
  double inconclusive = 0;
  double replicates = 0;  ///< expected
};

/// One total of successes at which the design goes on: how it can be reached and how probably.
struct Undecided {
  std::vector<std::int64_t> script;
  long double probability = 0;
};

/// Exact, by dynamic programming over the binomial counts of every look.
Ends exact_ends(const SuccessDesign& design, double success_probability) {
  Ends ends;
  std::vector<Undecided> totals(1);
  totals[0].probability = 1;
  std::int64_t replicates = 0;
  for (int look = 0; look < design.looks; ++look) {
    const std::int64_t fresh = look == 0 ? design.first_look : replicates;
    replicates += fresh;
    const auto law = testing::binomial_law(fresh, success_probability);
    std::vector<Undecided> next(static_cast<std::size_t>(replicates) + 1);
    for (std::size_t total = 0; total < totals.size(); ++total) {
      if (totals[total].probability == 0) continue;
      for (std::size_t more = 0; more < law.size(); ++more) {
        Undecided& reached = next[total + more];
        if (reached.probability == 0) {
          reached.script = totals[total].script;
          reached.script.push_back(static_cast<std::int64_t>(more));
        }
        reached.probability += totals[total].probability * law[more];
      }
    }
    for (Undecided& reached : next) {
      if (reached.probability == 0) continue;
      try {
        const Verdict verdict = decision_after(design, reached.script).verdict;
        const auto probability = static_cast<double>(reached.probability);
        (verdict == Verdict::pass   ? ends.pass
         : verdict == Verdict::fail ? ends.fail
                                    : ends.inconclusive) += probability;
        ends.replicates += probability * static_cast<double>(replicates);
        reached.probability = 0;
      } catch (const NotDecided&) {
      }
    }
    totals = std::move(next);
  }
  return ends;
}

std::vector<SuccessDesign> designs() {
  // The battery's own (delta = 0.1, alpha = 0.01/5), then others.
  return {{.probability = 0.9, .alpha = 0.002},
          {.probability = 0.9, .alpha = 0.001},
          {.probability = 0.95, .alpha = 0.002},
          {.probability = 0.5, .alpha = 0.05, .first_look = 16, .looks = 4},
          {.probability = 0.9, .alpha = 0.2, .first_look = 1, .looks = 5},
          {.probability = 0.9, .alpha = 0.01, .first_look = 64, .looks = 1}};
}

TEST_CASE("a true statement fails and a false one passes with probability at most alpha, exactly") {
  for (const SuccessDesign& design : designs()) {
    const double p = design.probability;
    INFO("p0 = " << p << ", alpha = " << design.alpha << ", looks " << design.looks);
    for (const double truth : {p, p + 0.01 * (1 - p), p + 0.5 * (1 - p)}) {
      CHECK(exact_ends(design, truth).fail <= design.alpha);
    }
    for (const double truth : {p * (1 - 1e-12), 0.99 * p, 0.9 * p, 0.5 * p}) {
      CHECK(exact_ends(design, truth).pass <= design.alpha);
    }
    const Ends ends = exact_ends(design, p);
    CHECK(ends.pass + ends.fail + ends.inconclusive == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("the battery's design decides what is far from 1 - delta") {
  const SuccessDesign design{.probability = 0.9, .alpha = 0.002};
  // Not quite 0 and 1, where the binomial law is a point.
  const Ends certain = exact_ends(design, 1 - 1e-12);
  const Ends even = exact_ends(design, 0.5);
  for (const double truth : {1 - 1e-12, 0.97, 0.95, 0.9, 0.85, 0.8, 0.5}) {
    const Ends ends = exact_ends(design, truth);
    std::ostringstream line;
    line.precision(3);
    line << "p = " << truth << ": PASS " << ends.pass << ", FAIL " << ends.fail << ", INCONCLUSIVE "
         << ends.inconclusive << ", replicates " << ends.replicates;
    WARN(line.str());
  }
  CHECK(certain.pass == Approx(1).epsilon(1e-9));
  CHECK(certain.replicates == Approx(128).epsilon(1e-6));
  CHECK(even.fail == Approx(1).epsilon(1e-9));
  CHECK(even.replicates == Approx(128).epsilon(1e-6));
  CHECK(exact_ends(design, 0.97).pass >= 0.99);
  CHECK(exact_ends(design, 0.8).fail >= 0.99);
}

TEST_CASE("looks are consecutive, doubled, and no more than needed") {
  struct Range {
    std::int64_t first;
    std::int64_t last;
    bool operator==(const Range&) const = default;
  };
  std::vector<Range> asked;
  const auto run = [&](double share) {
    asked.clear();
    return decide_success_probability({}, [&](std::int64_t first, std::int64_t last) {
      asked.push_back({first, last});
      return static_cast<std::int64_t>(std::llround(share * static_cast<double>(last - first)));
    });
  };
  const SuccessDecision open = run(0.9);
  CHECK(open.verdict == Verdict::inconclusive);
  CHECK(asked == std::vector<Range>{{0, 128}, {128, 256}, {256, 512}});
  CHECK(open.replicates == 512);
  CHECK(open.successes == 115 + 115 + 230);
  CHECK(open.test.p_false_alarm > open.test.alpha);

  CHECK(run(1).verdict == Verdict::pass);
  CHECK(asked == std::vector<Range>{{0, 128}});
  CHECK(run(0.5).verdict == Verdict::fail);
  CHECK(asked == std::vector<Range>{{0, 128}});
}

TEST_CASE("a decision carries its numbers") {
  const SuccessDecision pass = decision_after({}, {128});
  CHECK(pass.test.value == 1);
  CHECK(pass.test.interval.lower.value() == Approx(std::pow(0.001 / 3, 1.0 / 128)).epsilon(1e-12));
  CHECK(pass.test.interval.upper.value() == 1);
  CHECK(pass.test.alpha == 0.001);
  CHECK(pass.test.p_false_alarm == 1);

  const SuccessDecision fail = decision_after({}, {0});
  CHECK(fail.verdict == Verdict::fail);
  CHECK(fail.test.p_false_alarm == Approx(3e-128).epsilon(1e-9));
}

TEST_CASE("a verdict agrees with the interval and the p-value beside it") {
  const SuccessDesign design{.alpha = 0.01, .first_look = 100, .looks = 1};
  for (std::int64_t successes = 0; successes <= 100; ++successes) {
    const SuccessDecision decision = decision_after(design, {successes});
    INFO(successes << " of 100");
    CHECK((decision.verdict == Verdict::pass) ==
          (decision.test.interval.lower.value() >= design.probability));
    CHECK((decision.verdict == Verdict::fail) == (decision.test.p_false_alarm <= design.alpha));
    // P[X <= x | p0] <= alpha exactly where the upper bound is at most p0.
    CHECK((decision.verdict == Verdict::fail) ==
          (decision.test.interval.upper.value() <= design.probability));
  }
}

TEST_CASE("designs and counts that make no sense are refused") {
  const auto none = [](std::int64_t, std::int64_t) { return std::int64_t{0}; };
  for (const SuccessDesign& design :
       {SuccessDesign{.probability = 0}, SuccessDesign{.probability = 1},
        SuccessDesign{.probability = std::nan("")}, SuccessDesign{.alpha = 0},
        SuccessDesign{.alpha = 1}, SuccessDesign{.alpha = std::nan("")},
        SuccessDesign{.first_look = 0}, SuccessDesign{.looks = 0},
        SuccessDesign{.first_look = 1, .looks = 63}}) {
    CHECK_THROWS_WITH(decide_success_probability(design, none),
                      Catch::StartsWith("decide_success_probability: "));
  }
  CHECK_THROWS_AS(decision_after({}, {129}), std::domain_error);
  CHECK_THROWS_AS(decision_after({}, {-1}), std::domain_error);
}

}  // namespace
}  // namespace benignity
