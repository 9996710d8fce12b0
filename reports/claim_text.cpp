#include "reports/claim_text.hpp"

#include <fmt/core.h>

#include "reports/number_text.hpp"

namespace benignity {
namespace {

std::string glance(double value) { return number_text(value, Digits::glance); }

// "in [0.9, 1]"; with one end only ">= 0.9" or "<= 1e-40".
std::string requirement(const Interval& accept) {
  if (accept.lower && !accept.upper) {
    return ">= " + glance(*accept.lower);
  }
  if (accept.upper && !accept.lower) {
    return "<= " + glance(*accept.upper);
  }
  return "in " + interval_text(accept, Digits::glance);
}

bool is_bounded(const Interval& interval) { return interval.lower || interval.upper; }

// Around the prediction on both sides, or nothing that could be shown in its place.
bool is_tolerance(const Interval& accept, double predicted) {
  return !is_bounded(accept) ||
         (accept.lower && accept.upper && *accept.lower < predicted && predicted < *accept.upper);
}

}  // namespace

std::string comparison(const Measurement& measurement) {
  const std::string observed = glance(measurement.observed);
  if (measurement.predicted && is_tolerance(measurement.accept, *measurement.predicted)) {
    return fmt::format("{} vs {}", observed, glance(*measurement.predicted));
  }
  return fmt::format("{}{}{}", observed,
                     lies_in(measurement.accept, measurement.observed) ? " " : " not ",
                     requirement(measurement.accept));
}

const Measurement* telling_measurement(const ClaimResult& claim) {
  if (claim.verdict == Verdict::fail) {
    for (const Measurement& measurement : claim.measurements) {
      if (!lies_in(measurement.accept, measurement.observed)) {
        return &measurement;
      }
    }
  }
  return claim.measurements.empty() ? nullptr : &claim.measurements.front();
}

std::size_t failed_claims(const Report& report) {
  return verdict_count(report, Verdict::fail) + verdict_count(report, Verdict::error);
}

std::string outcome_text(const Report& report) {
  const std::size_t failed = failed_claims(report);
  std::string text = failed == 0
                         ? "No claim failed"
                         : fmt::format("{} {} failed", failed, failed == 1 ? "claim" : "claims");
  text += fmt::format(": {} of {} passed", verdict_count(report, Verdict::pass),
                      report.claims.size() + report.missing.size());
  return report.missing.empty() ? text : text + fmt::format(", {} not run", report.missing.size());
}

std::string declaration(const ClaimResult& claim) {
  if (!claim.expected) {
    return {};
  }
  const Verdict declared = claim.expected->verdict;
  return fmt::format("declared {}{}: {}", name(declared),
                     claim.verdict == declared ? std::string()
                                               : fmt::format(", but it is {}", name(claim.verdict)),
                     claim.expected->evidence);
}

}  // namespace benignity
