#pragma once

namespace benignity {

/// How the model is trained, theory/README.md section 1.
struct Training {
  double step_size = 0.005;  ///< alpha > 0
  double steps = 1000;       ///< tau, gradient-descent steps (whole, except for the flow)
};

}  // namespace benignity
