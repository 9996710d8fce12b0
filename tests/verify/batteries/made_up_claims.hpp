#pragma once

#include <functional>
#include <string>
#include <utility>

#include "verify/batteries/battery.hpp"

namespace benignity::testing {

/// A claim of no meaning with every description filled in.
inline Claim made_up_claim(const std::string& id, Decision decision,
                           std::function<Finding(const ClaimContext&)> check) {
  return {{id, "statement of " + id, "source of " + id, "engine", "hypotheses of " + id,
           "method of " + id, "sampled", "double"},
          decision,
          std::move(check)};
}

inline Finding passing_finding() {
  Finding finding;
  finding.verdict = Verdict::pass;
  finding.explanation = "as expected";
  return finding;
}

inline Claim passing_claim(const std::string& id) {
  return made_up_claim(id, Decision::arithmetic,
                       [](const ClaimContext&) { return passing_finding(); });
}

/// PASS with the given p-value against the statement.
inline Claim claim_with_p_value(const std::string& id, double p_value) {
  return made_up_claim(id, Decision::statistical, [p_value](const ClaimContext& context) {
    Finding finding = passing_finding();
    finding.test = StatisticalTest{.statistic = "made up",
                                   .value = p_value,
                                   .interval = {},
                                   .alpha = context.alpha,
                                   .p_false_alarm = p_value,
                                   .p_adjusted = 1};
    return finding;
  });
}

}  // namespace benignity::testing
