#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/trajectory/result.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Which fresh samples: `count` of them from the test streams of (seed, replicate).
struct FreshSampleDesign {
  std::uint64_t seed = 0;
  std::uint64_t replicate = 0;
  std::int64_t count = 0;
};

/// What a fresh token needs to know of the trained parameters, w = W^T p.
struct AttentionReadout {
  double lambda_plus = 0;      ///< mu_+1^T w
  double lambda_minus = 0;     ///< mu_-1^T w
  double direction_norm2 = 0;  ///< |w|^2
};

/// Explicit fresh tokens (d numbers each) against each column of `directions` (d x R, one w a
/// column). The same tokens for every column. Returns R statistics.
[[nodiscard]] std::vector<TestStatistics> explicit_token_statistics(
    const Parameters& parameters, const FreshSampleDesign& design,
    const Matrix<double>& directions);

/// The same law from two normals a token, theory/README.md (5.5): (logit, head value) is bivariate
/// normal around its signal part with variances sigma_eps^2 |w|^2, sigma_eps^2 |nu|^2 and
/// covariance sigma_eps^2 nu^T w, nu^T w = |nu| (lambda_+ - lambda_-)/(sqrt(2) |mu|). Exact for
/// each readout alone; across readouts the same normals are used.
[[nodiscard]] std::vector<TestStatistics> gaussian_projection_statistics(
    const Parameters& parameters, const FreshSampleDesign& design,
    const std::vector<AttentionReadout>& readouts);

}  // namespace benignity
