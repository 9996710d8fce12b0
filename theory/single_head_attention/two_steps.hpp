#pragma once

namespace benignity {

/// The model of Magen et al. (arXiv 2410.07746): T = 2, x_1 = mu_{Y*} without noise, x_2 = eps,
/// f(X) = nu^T X^T S(X p); nu and p start at 0 and are both trained by gradient descent, with step
/// sizes alpha_nu and alpha. As n/d -> 0 with balanced classes its first two steps are functions of
/// four numbers.
struct TwoStepSetting {
  double kappa = 1;            ///< x = n SNR^2 > 0
  double label_noise = 0.1;    ///< eta in [0, 1/2)
  double first_step_unit = 1;  ///< u = alpha_nu sigma_eps^2 d/(4n) > 0: |nu^T eps_i| after one step
  double step_ratio = 1;       ///< alpha/alpha_nu > 0
};

/// The state after the second step. A gap is the logit of the signal token less that of the noise
/// token; a spread is a standard deviation over the noise in units of sqrt(n/d), which is what a
/// finite d adds to leading order.
struct TwoSteps {
  double clean_gap;     ///< of a clean training sample
  double noisy_gap;     ///< of one with a flipped label
  double fresh_gap;     ///< of a fresh sample, whose noise token has logit 0: lambda = p^T mu
  double signal_value;  ///< Y* nu^T mu_{Y*}
  double clean_margin;  ///< Y f of a clean training sample
  double noisy_margin;  ///< Y f of one with a flipped label
  double fresh_spread;  ///< of p^T eps, eps fresh noise
  double value_spread;  ///< of nu^T eps, which is independent of p^T eps
  double clean_spread;  ///< of clean_gap: a bound to leading order
  double noisy_spread;  ///< of noisy_gap: the same
  double draw_scatter;  ///< of fresh_gap over training sets, in units of sqrt(1/d)
};

/// Throws InvalidInput that names kappa, label_noise, first_step_unit or step_ratio where it lies
/// outside its range. [derived] theory/single_head_attention/README.md (T2) to (T7)
[[nodiscard]] TwoSteps two_steps(const TwoStepSetting& setting);

/// The mean over training sets of P[Y* f <= 0] on fresh data after the second step:
///   E_z Phi(-(nu^T mu) e^{lambda - varsigma z}/h),  z standard normal, h^2 = (n/d) value_spread^2,
///   varsigma^2 = (n fresh_spread^2 + draw_scatter^2)/d.
/// Where attention decides it is Phi(-lambda/varsigma)/2. The rule's absolute error is 1e-9.
/// n >= 1, d > 0. [derived] theory/single_head_attention/README.md (T8)
[[nodiscard]] double two_step_test_error(const TwoSteps& state, double samples, double dimension);

/// varsigma of two_step_test_error().
[[nodiscard]] double fresh_logit_deviation(const TwoSteps& state, double samples, double dimension);

}  // namespace benignity
