#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

/// A concentration bound beside the probability it bounds, at one point.
struct BoundedTail {
  std::string law;  ///< "squared_norm, above"
  std::string at;   ///< "d = 100, deviation 0.3"
  double bound = 0;
  double exact = 0;
};

/// A bound where a margin of section 9 uses it, after the union over all events it is used for.
struct OperatingPoint {
  std::string name;
  double bound = 0;    ///< says nothing from 1 on
  double promise = 0;  ///< the share of delta* that section 9 gives it
};

/// How often an event happened whose probability has this bound and, where known, this value.
struct SimulatedTail {
  std::string law;
  double bound = 0;
  std::optional<double> exact;
  std::int64_t failures = 0;
  std::int64_t draws = 0;
};

/// Every law of theory/concentration with an exact probability, over a grid of dimensions (or
/// counts) and bounds from 0.9 to 10^-240; probabilities below 10^-250 are left out.
[[nodiscard]] std::vector<BoundedTail> bounded_tails();

/// The bounds that the margins use, each margin exactly at 1, nT = 8 to 16000, delta = 0.1, 0.05.
[[nodiscard]] std::vector<OperatingPoint> operating_points();

/// Every law simulated from explicit vectors and matrices (never from the law itself) at the
/// deviation whose bound is 0.05; Purpose::design streams of the seed.
[[nodiscard]] std::vector<SimulatedTail> simulated_tails(std::uint64_t seed, std::int64_t draws);

/// Lemma S9 on trial; a fixture makes one of the three wrong.
struct ConcentrationTrial {
  std::function<std::vector<BoundedTail>()> tails;
  std::function<std::vector<OperatingPoint>()> points;
  std::function<std::vector<SimulatedTail>(std::uint64_t seed)> simulations;
};

/// FAIL where an exact probability exceeds its bound by more than 10^-9 of it, an operating point
/// is at 1 or more, or a failure rate contradicts its exact probability (without one: its bound) at
/// alpha after Bonferroni; PASS where besides every Clopper-Pearson upper limit is below its bound.
[[nodiscard]] Finding decide(const ConcentrationTrial& trial, const ClaimContext& context);

}  // namespace benignity
