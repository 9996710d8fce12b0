#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "verify/claims/claim.hpp"
#include "verify/claims/encoder/claims.hpp"

namespace benignity {

/// The authors' setting made small: n = 20, T = 8, eta = 0.2, rho = 0.1, alpha = 0.005, 1,000
/// steps, d = mlp_width = 250, every part trained.
[[nodiscard]] Parameters encoder_setting(double signal_norm);

/// The same of which only these parts train; the others stay as drawn.
[[nodiscard]] Parameters with_parts(Parameters parameters, EncoderParts trained);

/// One run in single precision, as the authors': recorded before the first step and after the last,
/// 300 fresh samples.
[[nodiscard]] RunSettings encoder_run(const Parameters& parameters, const ClaimContext& context,
                                      std::uint64_t replicate);

/// What a replicate shows: whether the statement holds, and figures for the report.
struct EncoderOutcome {
  bool holds = false;
  std::vector<double> figures;
};

/// A statement that is to hold with a probability.
struct EncoderTrial {
  std::function<EncoderOutcome(std::uint64_t replicate, const ClaimContext& context)> look_at;
  std::vector<std::string> figures;  ///< their names; means and extremes go into the report
  double probability = 0.9;
};

/// 96 replicates, doubled once; Clopper-Pearson.
[[nodiscard]] Finding decide(const EncoderTrial& trial, const ClaimContext& context);

}  // namespace benignity
