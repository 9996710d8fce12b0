#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/matrix.hpp"

namespace benignity {

/// What the training samples are to a model of H heads and K outputs: the two-class logistic loss
/// has K = 1 and labels +1, -1; softmax cross-entropy has K = C and labels 0..C-1. The outputs are
///   f_{i,k} = w sum_h sum_t s^h_{i,t} gamma^h_{(i,t),k},   w = 1 (sum of heads) or 1/H (their
///   mean)
struct HeadsShape {
  std::int64_t samples = 0;   ///< n
  std::int64_t tokens = 0;    ///< T
  std::int64_t heads = 1;     ///< H
  std::int64_t outputs = 1;   ///< K
  bool averaged = false;      ///< w = 1/H
  std::vector<int> observed;  ///< labels, n
  /// nT, 1 where the sample has no token: its softmax is 0, whatever its logit. Empty: all are
  /// there.
  std::vector<std::uint8_t> absent = {};

  /// nT: the tokens that train; vectors after them are passive.
  [[nodiscard]] Eigen::Index active() const { return samples * tokens; }
  /// Null where every token is there.
  [[nodiscard]] const std::uint8_t* absent_tokens() const {
    return absent.empty() ? nullptr : absent.data();
  }
};

/// The model's response to the logits of its heads.
template <class Real>
struct HeadsResponse {
  Vector<Real> margin;    ///< Y f, or f_Y less the largest other output; n
  Vector<Real> loss;      ///< logistic or cross-entropy; n
  Matrix<Real> relevant;  ///< softmax probability of x_1, n x H
  /// c^h_{i,t} = w omega_i sum_k r_{i,k} s_t (gamma_{t,k} - f^h_{i,k}), nT x H: minus the gradient
  /// of sum_i omega_i loss_i in the logits of head h; r = -dloss/df: sigma(-Y f) Y, or 1[Y=k] -
  /// P_k.
  Matrix<Real> coefficients;
  /// e^h_{(i,t),k} = w omega_i r_{i,k} s^h_t, nT x (H K), head after head: minus the gradient in
  /// the head values gamma^h.
  Matrix<Real> value_coefficients;

  // What respond() keeps room for.
  std::vector<Eigen::Index> pivots;  ///< of the largest logits, n a head
  Matrix<Real> excess;               ///< f^h - gamma_pivot of one sample, K x H
  Vector<Real> f;                    ///< of one sample, K
  Vector<Real> residual;             ///< r, K
};

/// `logits[h]`: at least nT; `values[h]`: gamma^h, at least nT rows, K columns (one matrix may
/// serve several heads); `weights`: omega, n (1/n for the full batch).
template <class Real>
void respond(const HeadsShape& shape, const std::vector<const Vector<Real>*>& logits,
             const std::vector<const Matrix<Real>*>& values, const std::vector<Real>& weights,
             HeadsResponse<Real>& response);

/// s of all tokens, `logits` at least nT, into `s` (nT).
template <class Real>
void masked_softmax(const HeadsShape& shape, const Vector<Real>& logits, Vector<Real>& s);

}  // namespace benignity
