#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "theory/mean_field/equivalent.hpp"

namespace benignity {

/// What the mean field keeps of K = X X^T: with Q the tokens' coordinates in an orthonormal basis
/// of the plane of the class means (or of any other plane) and |eps_j|^2 what lies across it,
///   K = Q Q^T + diag(|eps_j|^2),
/// which for the plane of mu_+, mu_- is m G m^T + diag(|eps_j|^2). What is left out is
/// <eps_j, eps_k>, j != k, of relative size 1/sqrt(d_eff). Or all of K: nothing is left out then.
struct TokenKernel {
  std::int64_t rank = 0;        ///< r
  std::vector<double> along;    ///< Q, nT x r, row-major
  std::vector<double> across2;  ///< |eps_j|^2, nT
  std::vector<double> whole;    ///< K, nT x nT, instead of the others; else empty
};

/// The mean field of given tokens, two classes, one head, plain descent from small logits:
/// theory/README.md (13.4). Free of d: nT unknowns, twice as many where p starts at a length.
struct OwnCoordinates {
  std::int64_t samples = 0;  ///< n
  std::int64_t tokens = 0;   ///< T
  TokenKernel kernel;
  std::vector<double> head_values;   ///< gamma_j = nu . x_j, nT
  std::vector<std::uint8_t> absent;  ///< nT, 1 where there is no token; empty: all are there
  std::vector<int> labels;           ///< Y_i = +1, -1 as they train, n
  double weight_gain = 1;            ///< D_w = sigma_w^2 d of W^T W; 1 for W = I
  double query_gain = 0;             ///< q_0 = sigma_p^2 d
  KernelMotion kernel_motion = KernelMotion::grows;
};

/// The solution from zero logits on, in the time t = (step size) x (steps): Bogacki and Shampine's
/// Runge-Kutta method of order 3(2), each step's error below tolerance (1 + |a_j|) in every logit.
/// w = W^T p = X^T beta on the span of the data, so that all logits are a = K beta.
class OwnCoordinatesPath {
 public:
  /// tolerance in [1e-12, 1e-2]. Throws std::invalid_argument for another, and for lengths that do
  /// not fit n and T; std::domain_error, here and in step(), where the solution leaves the range of
  /// double.
  OwnCoordinatesPath(OwnCoordinates system, double tolerance);

  /// One step of the integrator, that ends at `latest` (>= time()) or before.
  void step(double latest);

  [[nodiscard]] double time() const { return time_; }
  [[nodiscard]] const OwnCoordinates& system() const { return system_; }
  [[nodiscard]] const std::vector<double>& softmax() const { return softmax_; }  ///< nT
  [[nodiscard]] const std::vector<double>& margins() const { return margins_; }  ///< Y f, n
  [[nodiscard]] double loss() const;  ///< mean of log(1 + e^{-Y f})
  [[nodiscard]] std::vector<double> logits() const;
  /// Q^T beta, r: the logit of a fresh token at coordinates x in the plane is their product, what
  /// lies across it left out.
  [[nodiscard]] std::vector<double> direction() const;

 private:
  /// beta of u, then that of r where p has a length: w = u + zeta r.
  using State = std::vector<double>;
  [[nodiscard]] State rate(const State& state);
  [[nodiscard]] std::vector<double> product(const double* beta) const;
  [[nodiscard]] std::vector<double> trained(const State& state) const;
  void attend(const std::vector<double>& logits);
  void require_finite(const State& rate) const;

  OwnCoordinates system_;
  double tolerance_;
  std::size_t count_;  // nT
  double time_ = 0;
  double next_length_ = 0;
  State state_;
  State rate_;
  std::vector<double> softmax_;
  std::vector<double> margins_;
  std::vector<double> coefficients_;  // c
};

}  // namespace benignity
