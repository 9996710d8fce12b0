#pragma once

#include <cstdint>
#include <optional>

namespace benignity {

/// descent: a step is a congruence of the Gram matrix, theory/README.md section 12. adamw keeps a
/// state of each coordinate, which no rotation of R^d leaves alone.
enum class OptimizerKind { descent, adamw };

/// How the model is trained, theory/README.md section 1.
struct Training {
  double step_size = 0.005;  ///< alpha > 0
  double steps = 1000;       ///< tau, gradient-descent steps (whole, except for the flow)
  std::optional<double> chosen_head_step_size;  ///< alpha_nu, of a trained linear head
  OptimizerKind optimizer = OptimizerKind::descent;
  double momentum = 0;      ///< beta in [0, 1), heavy ball
  double weight_decay = 0;  ///< omega >= 0, decoupled: what trains times 1 - alpha omega a step
  std::optional<std::int64_t> chosen_batch_size;  ///< samples a step, from 1 to n
  double adam_beta1 = 0.9;
  double adam_beta2 = 0.999;
  double adam_epsilon = 1e-8;

  [[nodiscard]] double head_step_size() const {  ///< default alpha
    return chosen_head_step_size.value_or(step_size);
  }
};

}  // namespace benignity
