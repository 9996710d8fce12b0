#pragma once

#include <cmath>

#include "sim/encoder/panels.hpp"
#include "theory/setting/model.hpp"

namespace benignity {

/// LayerNorm of each row over its `dimension` numbers, x^ = (x - mean)/sqrt(variance + 1e-5), then
/// scale x^ + shift; with NormPlacement::none the identity. Padding stays zero.
template <class Real>
struct LayerNorm {
  NormPlacement placement = NormPlacement::pre;
  Eigen::Index dimension = 0;
  Vector<Real> scale;  ///< padded
  Vector<Real> shift;

  LayerNorm() = default;
  LayerNorm(NormPlacement where, Eigen::Index d)
      : placement(where),
        dimension(d),
        scale(Vector<Real>::Zero(padded(d))),
        shift(Vector<Real>::Zero(padded(d))) {
    scale.head(d).setOnes();
  }

  [[nodiscard]] bool is_identity() const { return placement == NormPlacement::none; }

  /// x becomes x^; the row's 1/sqrt(variance + 1e-5) goes to `inverse_deviation`.
  void normalise(Real* x, Real& inverse_deviation) const {
    using std::sqrt;
    inverse_deviation = 1;
    if (is_identity()) return;
    Real mean = 0;
    for (Eigen::Index j = 0; j < dimension; ++j) mean += x[j];
    mean /= Real(dimension);
    Real variance = 0;
    for (Eigen::Index j = 0; j < dimension; ++j) {
      x[j] -= mean;
      variance += x[j] * x[j];
    }
    variance /= Real(dimension);
    inverse_deviation = 1 / Real(sqrt(Real(variance + Real(1) / 100000)));
    for (Eigen::Index j = 0; j < dimension; ++j) x[j] *= inverse_deviation;
  }

  /// scale x^ + shift.
  void affine(const Real* normalised, Real* to) const {
    for (Eigen::Index j = 0; j < dimension; ++j) {
      to[j] = is_identity() ? normalised[j] : Real(scale(j) * normalised[j] + shift(j));
    }
  }

  /// dL/dx in place of dL/dx^: (g - mean(g) - x^ mean(g x^)) / deviation.
  void back(const Real* normalised, const Real& inverse_deviation, Real* gradient) const {
    if (is_identity()) return;
    Real mean = 0;
    Real along = 0;
    for (Eigen::Index j = 0; j < dimension; ++j) {
      mean += gradient[j];
      along += gradient[j] * normalised[j];
    }
    mean /= Real(dimension);
    along /= Real(dimension);
    for (Eigen::Index j = 0; j < dimension; ++j) {
      gradient[j] = (gradient[j] - mean - normalised[j] * along) * inverse_deviation;
    }
  }
};

/// LayerNorm of a stack: x^ and 1/deviation of each row, and what comes out.
template <class Real>
struct Normalised {
  Stack<Real> standard;  ///< x^
  std::vector<Real> inverse_deviation;
  Stack<Real> output;  ///< scale x^ + shift
};

template <class Real>
[[nodiscard]] Normalised<Real> normalised(const LayerNorm<Real>& norm, Stack<Real> rows) {
  Normalised<Real> result{std::move(rows), {}, {}};
  result.output.setZero(result.standard.rows(), result.standard.cols());
  for (Eigen::Index i = 0; i < result.standard.rows(); ++i) {
    Real deviation = 1;
    norm.normalise(&result.standard(i, 0), deviation);
    result.inverse_deviation.push_back(deviation);
    norm.affine(&result.standard(i, 0), &result.output(i, 0));
  }
  return result;
}

}  // namespace benignity
