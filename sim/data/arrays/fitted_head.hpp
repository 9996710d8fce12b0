#pragma once

#include <cstdint>

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/data/arrays/data_set.hpp"

namespace benignity {

/// A linear head without attention: logistic regression (two classes, K = 1) or softmax regression
/// (K = C) of the labels on x_i, the mean of the tokens that sample i has,
///   min over nu of (1/n) sum_i loss(nu^T x_i, Y_i) + (lambda/2) |nu|^2,
///   lambda = 0.01 times the mean of |x_i|^2 (the same fit in any unit of the tokens).
/// No intercept, which the model does not have either. Accelerated gradient descent to a gradient
/// of 1e-10 of that at zero, a checkpoint before each step; the problem's condition number is at
/// most 51. Returns nu, d x K.
[[nodiscard]] Matrix<double> fitted_head(const LabelledTokens& samples, std::int64_t classes,
                                         const Checkpoint& checkpoint = go_on);

}  // namespace benignity
