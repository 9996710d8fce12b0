#pragma once

#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

// Which statements of the theorem a one-layer encoder keeps, sim/encoder/README.md: battery
// `encoder`. What a Design holds is true as it stands; a control states another.

/// What trains in the runs of a claim.
enum class EncoderParts { all, without_attention };

/// Clean samples turn to x_1, noisy ones do not.
struct EncoderSelectionDesign {
  EncoderParts trained = EncoderParts::all;
};
[[nodiscard]] Claim encoder_selection_claim(const EncoderSelectionDesign& design = {});

/// Every label is fitted and fresh data are right.
struct EncoderBenignDesign {
  double signal_norm = 30;
};
[[nodiscard]] Claim encoder_benign_claim(const EncoderBenignDesign& design = {});

/// Fresh data go on being learned long after the last label is fitted.
struct EncoderDelayDesign {
  double signal_norm = 20;
};
[[nodiscard]] Claim encoder_delay_claim(const EncoderDelayDesign& design = {});

/// Where one head with a fixed readout leaves noisy labels unfitted, a trained readout fits them.
enum class Readout { trained, fixed };
struct EncoderMemorisationDesign {
  Readout memorises = Readout::trained;  ///< of the attention whose labels are stated to be fitted
};
[[nodiscard]] Claim encoder_memorisation_claim(const EncoderMemorisationDesign& design = {});

/// The |mu| below which fresh data are not learned grows as a power of d between these two. One
/// cluster's exponent has a standard deviation of 0.2.
struct EncoderEdgeDesign {
  double least_exponent = 0;
  double largest_exponent = 0.35;
  std::int64_t clusters = 60;
};
[[nodiscard]] Claim encoder_edge_claim(const EncoderEdgeDesign& design = {});

/// Battery encoder: the claims, and controls that they detect.
[[nodiscard]] std::vector<Claim> encoder_battery();

}  // namespace benignity
