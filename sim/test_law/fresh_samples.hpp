#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/trajectory/result.hpp"
#include "theory/harmful/attention_readout.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Which fresh samples: `count` of them from the test streams of (seed, replicate).
struct FreshSampleDesign {
  std::uint64_t seed = 0;
  std::uint64_t replicate = 0;
  std::int64_t count = 0;
};

/// Explicit fresh tokens (d numbers each) against each column of `directions` (d x R, one w a
/// column). The same tokens for every column. Returns R statistics.
[[nodiscard]] std::vector<TestStatistics> explicit_token_statistics(
    const Parameters& parameters, const FreshSampleDesign& design,
    const Matrix<double>& directions);

/// The same for R times of one run together.
struct JointReadouts {
  Vector<double> lambda_plus;   ///< mu_+1^T w_r, R
  Vector<double> lambda_minus;  ///< mu_-1^T w_r, R
  Matrix<double> products;      ///< w_r . w_s, R x R, lower triangle read
};

/// The same law from a few normals a token, theory/README.md (5.5), (6.6): (logits at R times, head
/// value) is jointly normal around its signal part with covariances sigma_eps^2 w_r . w_s,
/// sigma_eps^2 |nu|^2 and sigma_eps^2 nu^T w_r, nu^T w = |nu| (lambda_+ - lambda_-)/(sqrt(2) |mu|).
/// Exact for all times together. Returns R statistics; those of the last time are the same, up to
/// the rounding of a mean, whatever times are before it.
[[nodiscard]] std::vector<TestStatistics> joint_projection_statistics(
    const Parameters& parameters, const FreshSampleDesign& design, const JointReadouts& readouts);

/// Each readout alone, exactly; the same two normals a token serve all of them.
[[nodiscard]] std::vector<TestStatistics> gaussian_projection_statistics(
    const Parameters& parameters, const FreshSampleDesign& design,
    const std::vector<AttentionReadout>& readouts);

}  // namespace benignity
