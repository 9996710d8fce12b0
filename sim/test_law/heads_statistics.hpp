#pragma once

#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/test_law/fresh_samples.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// What fresh tokens need to know of a model at R times: its directions w_h (H of them) and
/// nu_{l,k} (linear heads times K outputs), time after time, a column each. A fresh token x has the
/// products
///   signal(class, :) weight + sigma_eps F z,   z ~ N(0, I),
/// exactly, for all directions and times together.
struct HeadsDirections {
  Eigen::Index times = 0;
  Matrix<double> signals;  ///< mu_k^T of each direction, C x columns
  Matrix<double> factor;   ///< F, columns x rank: F F^T = Gram matrix of the directions
  /// Whose normals z are: those of explicit tokens (rank = d) or of their projections.
  Purpose purpose = Purpose::test_projection;
};

/// Explicit directions, d x columns.
[[nodiscard]] HeadsDirections explicit_directions(const Parameters& parameters, Eigen::Index times,
                                                  const Matrix<double>& directions);

/// The figures of fresh samples at each time. With several heads the softmax probability of x_1 is
/// the mean over the heads.
[[nodiscard]] std::vector<TestStatistics> heads_statistics(const Parameters& parameters,
                                                           const FreshSampleDesign& design,
                                                           const HeadsDirections& directions);

}  // namespace benignity
