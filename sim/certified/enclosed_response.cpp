#include "sim/certified/enclosed_response.ipp"

#include <algorithm>
#include <cmath>

#include "sim/certified/spectral_bound.hpp"
#include "sim/lanes/parallel_for.hpp"

namespace benignity {
namespace {

double nearest(arb_srcptr value) { return arf_get_d(arb_midref(value), ARF_RND_NEAR); }

/// nu = head_norm (e_0 - e_1)/sqrt(2), whose difference of two doubles is exact.
void enclose_along_signals(const ExactDraw& draw, const RowMatrix<double>& rows, long bits,
                           BallVector& to) {
  Ball half;
  arb_sqrt_ui(half, 2, bits);
  arb_mul_2exp_si(half, half, -1);  // 1/sqrt(2)
  const Ball norm(draw.head_norm);
  for (slong j = 0; j < to.size(); ++j) {
    arb_ptr gamma = to.at(j);
    arb_set_d(gamma, rows(j, 1));
    arb_neg(gamma, gamma);
    const Ball along(rows(j, 0));
    arb_add(gamma, gamma, along, ARF_PREC_EXACT);
    arb_mul(gamma, gamma, norm, bits);
    arb_mul(gamma, gamma, half, bits);
  }
}

}  // namespace

void enclose_head_values(const ExactDraw& draw, const RowMatrix<double>& rows, long bits,
                         BallVector& to) {
  if (!draw.given) return enclose_along_signals(draw, rows, bits, to);
  const slong rank = rows.cols();
  BallVector head(rank);
  BallVector row(rank);
  head.set(draw.given->linear_head);
  for (slong j = 0; j < to.size(); ++j) {
    row.set(rows.row(j));
    arb_dot(to.at(j), nullptr, 0, row.at(0), 1, head.at(0), 1, rank, bits);
  }
}

EnclosedResponse::EnclosedResponse(const ExactDraw& draw, long bits)
    : bits_(bits),
      samples_(draw.samples()),
      tokens_(draw.tokens),
      labels_(draw.labels.observed),
      head_values_(samples_ * tokens_),
      half_ranges_(static_cast<std::size_t>(samples_)),
      margins_(samples_),
      relevant_(samples_),
      coefficients_(draw.rows.rows()),
      slopes_(static_cast<std::size_t>(samples_)) {
  enclose_head_values(draw, draw.rows, bits, head_values_);
  Bound largest;  // half the largest range
  for (slong i = 0; i < samples_; ++i) {
    Bound& half_range = half_ranges_[static_cast<std::size_t>(i)];
    for (slong t = 0; t < tokens_; ++t) {
      for (slong u = 0; u < t; ++u) {
        Ball difference;
        arb_sub(difference, head_values_.at(i * tokens_ + t), head_values_.at(i * tokens_ + u),
                bits);
        arb_mul_2exp_si(difference, difference, -1);
        const Bound candidate = difference.midpoint_size() + difference.radius();
        if (exceeds(candidate, half_range)) half_range = candidate;
      }
    }
    if (exceeds(half_range, largest)) largest = half_range;
  }
  // Half of (4b.5): (1/n)(5R/4 + R^2/7 + R^3/200) with R twice `largest`.
  const Bound& h = largest;
  curvature_ = (h * Bound(1.25) + h * h * Bound(2.0 / 7 * 1.001) + h * h * h * Bound(0.0201)) *
               Bound(1.0 / static_cast<double>(samples_));
}

void EnclosedResponse::respond(const BallVector& logits) {
  parallel_for(samples_, [&](std::ptrdiff_t i) { respond_to(i, logits); });
  slope_ = Bound(*std::max_element(slopes_.begin(), slopes_.end()));
  error_ = coefficients_.take_radii();
}

void EnclosedResponse::respond_to(slong sample, const BallVector& logits) {
  const slong first = sample * tokens_;
  const long bits = bits_;
  slong pivot = 0;
  for (slong t = 1; t < tokens_; ++t) {
    if (arf_cmp(arb_midref(logits.at(first + t)), arb_midref(logits.at(first + pivot))) > 0)
      pivot = t;
  }
  // e^{a_t - a_*}, each difference taken once; then s.
  BallVector softmax(tokens_);
  Ball sum;
  for (slong t = 0; t < tokens_; ++t) {
    arb_ptr s = softmax.at(t);
    arb_sub(s, logits.at(first + t), logits.at(first + pivot), bits);
    arb_exp(s, s, bits);
    arb_add(sum, sum, s, bits);
  }
  _arb_vec_scalar_div(softmax.at(0), softmax.at(0), tokens_, sum, bits);

  // The pivot form (3.4): nothing cancels when one token is selected.
  BallVector differences(tokens_);
  for (slong t = 0; t < tokens_; ++t) {
    arb_sub(differences.at(t), head_values_.at(first + t), head_values_.at(first + pivot), bits);
  }
  Ball excess;
  arb_dot(excess, nullptr, 0, softmax.at(0), 1, differences.at(0), 1, tokens_, bits);
  const int label = labels_[static_cast<std::size_t>(sample)];
  arb_ptr margin = margins_.at(sample);
  arb_add(margin, head_values_.at(first + pivot), excess, bits);
  arb_mul_si(margin, margin, label, bits);
  arb_set(relevant_.at(sample), softmax.at(0));

  Ball weight;  // sigma(-Y f)
  arb_exp(weight, margin, bits);
  arb_add_ui(weight, weight, 1, bits);
  arb_inv(weight, weight, bits);
  Ball factor;
  arb_mul_si(factor, weight, label, bits);
  arb_div_si(factor, factor, samples_, bits);
  for (slong t = 0; t < tokens_; ++t) {
    arb_ptr c = coefficients_.at(first + t);
    arb_sub(c, differences.at(t), excess, bits);
    arb_mul(c, c, softmax.at(t), bits);
    arb_mul(c, c, factor, bits);
  }
  slopes_[static_cast<std::size_t>(sample)] = slope_of(sample, softmax.at(0), weight);
}

/// At least the spectral norm of dc/da of one sample at the centre,
///   (1/n)(-sigma(1 - sigma) g g^T + Y sigma(-Yf)(diag g - s g^T - g s^T)),  g_t = s_t (gamma_t -
///   f).
double EnclosedResponse::slope_of(slong sample, arb_srcptr softmax, arb_srcptr weight) const {
  std::vector<double> s;
  std::vector<double> gamma;
  double f = 0;
  double size = 0;  // of the largest gamma
  for (slong t = 0; t < tokens_; ++t) {
    s.push_back(nearest(softmax + t));
    gamma.push_back(nearest(head_values_.at(sample * tokens_ + t)));
    f += s.back() * gamma.back();
    size = std::max(size, std::abs(gamma.back()));
  }
  const double label = labels_[static_cast<std::size_t>(sample)];
  const double w = nearest(weight);
  Matrix<double> jacobian(tokens_, tokens_);
  for (slong t = 0; t < tokens_; ++t) {
    const auto row = static_cast<std::size_t>(t);
    const double g_t = s[row] * (gamma[row] - f);
    for (slong u = 0; u < tokens_; ++u) {
      const auto column = static_cast<std::size_t>(u);
      const double g_u = s[column] * (gamma[column] - f);
      const double hessian = (t == u ? g_t : 0) - s[row] * g_u - g_t * s[column];
      jacobian(t, u) = w * (label * hessian - (1 - w) * g_t * g_u);
    }
  }
  // Every entry is wrong by fewer than T + 20 roundings of numbers below |gamma|(1 + |gamma|), T
  // entries a row: what that can do to the norm, with room.
  const auto tokens = static_cast<double>(tokens_);
  const double rounding = tokens * (tokens + 20) * 4 * size * (1 + size) * std::ldexp(1.0, -52);
  constexpr int squarings = 3;
  return (spectral_norm_bound(jacobian, squarings) + rounding) / static_cast<double>(samples_) *
         (1 + 1e-15);
}

}  // namespace benignity
