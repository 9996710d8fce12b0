#pragma once

#include <optional>

namespace benignity {

/// Law of the entries of W at tau = 0; both have mean 0 and standard deviation init_weight_std.
enum class InitWeightLaw { gaussian, uniform };

/// The model and where it starts, theory/README.md section 1. Defaults that depend on the data are
/// functions of Parameters.
struct Model {
  std::optional<double> chosen_head_norm;        ///< |nu|
  std::optional<double> chosen_init_weight_std;  ///< sigma_w
  double init_query_std = 0;                     ///< sigma_p
  InitWeightLaw init_weight_law = InitWeightLaw::gaussian;
};

}  // namespace benignity
