#include "sim/certified/gram_enclosure.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <oneapi/tbb/parallel_for.h>

#include "sim/certified/arb_types.ipp"
#include "sim/certified/enclosed_response.ipp"
#include "sim/certified/spectral_bound.hpp"

namespace benignity {
namespace {

/// H's norm is bounded by what a step can add, and anew once that has grown by this factor.
constexpr double stale = 1.03;
constexpr int squarings = 5;

Enclosed enclosed(arb_srcptr value, int digits) {
  Ball lower;
  Ball upper;
  arb_get_lbound_arf(arb_midref(static_cast<arb_ptr>(lower)), value, 64);
  arb_get_ubound_arf(arb_midref(static_cast<arb_ptr>(upper)), value, 64);
  Enclosed result{arf_get_d(arb_midref(static_cast<arb_ptr>(lower)), ARF_RND_FLOOR),
                  arf_get_d(arb_midref(static_cast<arb_ptr>(upper)), ARF_RND_CEIL),
                  {}};
  char* const text = arb_get_str(value, digits, 0);
  result.decimals = text;
  flint_free(text);
  return result;
}

Ball widened(arb_srcptr value, const Bound& radius) {
  Ball ball;
  arb_set(ball, value);
  mag_add(arb_radref(static_cast<arb_ptr>(ball)), arb_radref(static_cast<arb_ptr>(ball)),
          radius.get());
  return ball;
}

std::optional<bool> is_positive(arb_srcptr value) {
  if (arb_is_positive(value)) return true;
  if (arb_is_nonpositive(value)) return false;
  return std::nullopt;
}

std::optional<bool> is_nonnegative(arb_srcptr value) {
  if (arb_is_nonnegative(value)) return true;
  if (arb_is_negative(value)) return false;
  return std::nullopt;
}

/// Of all: false where one is certainly false, else undecided where one is.
std::optional<bool> both(const std::optional<bool>& a, const std::optional<bool>& b) {
  if (a == std::optional(false) || b == std::optional(false)) return false;
  return a && b ? std::optional(true) : std::nullopt;
}

void set_exactly(BallMatrix& to, const RowMatrix<double>& from) {
  for (slong i = 0; i < to.rows(); ++i) {
    for (slong j = 0; j < to.columns(); ++j) arb_set_d(to.at(i, j), from(i, j));
  }
}

Matrix<double> nearest(const BallMatrix& matrix) {
  Matrix<double> result(matrix.rows(), matrix.columns());
  for (slong i = 0; i < matrix.rows(); ++i) {
    for (slong j = 0; j < matrix.columns(); ++j) {
      result(i, j) = arf_get_d(arb_midref(matrix.at(i, j)), ARF_RND_NEAR);
    }
  }
  return result;
}

}  // namespace

class GramEnclosure::Arithmetic {
 public:
  Arithmetic(const ExactDraw& draw, long bits)
      : bits(bits),
        vectors(draw.rows.rows()),
        active(draw.samples() * draw.tokens),
        step_size(draw.step_size),
        kernel(vectors, vectors),
        weighted_kernel(vectors, vectors),
        logits(vectors),
        response(draw, bits),
        kernel_product(vectors),
        weighted_product(vectors) {
    for (slong i = 0; i < draw.samples(); ++i) {
      noisy.push_back(draw.labels.is_noisy(static_cast<std::size_t>(i)));
    }
    start(draw);
    refresh_norm();
    respond();
  }

  void step();
  [[nodiscard]] Ball balance_now() const;
  [[nodiscard]] Distance distance_to(const BallVector& others) const;
  /// K with what its centre leaves out.
  void enclose_kernel(BallMatrix& to) const;

  long bits;
  slong vectors;  // M
  slong active;   // nT
  Ball step_size;
  std::vector<bool> noisy;

  // The centre: exact numbers, radii zero.
  BallMatrix kernel;
  BallMatrix weighted_kernel;
  BallVector logits;
  Ball query_norm2;
  EnclosedResponse response;
  BallVector kernel_product;    // k = K c
  BallVector weighted_product;  // h = H c

  // How far the run is from it.
  Bound kernel_radius;    // |K - K^|_2
  Bound weighted_radius;  // |H - H^|_2
  Bound logit_radius;     // |a - a^|_2
  Bound query_radius;     // |q - q^|
  Bound coefficient_radius;
  Bound kernel_product_radius;
  Bound weighted_product_radius;

  Bound kernel_norm;    // >= |K|_2
  Bound weighted_norm;  // >= |H|_2
  double refreshed_log2 = 0;

  Ball followed;  // what the steps added to tr(K^-1 H) - q, (4.5)

 private:
  void start(const ExactDraw& draw);
  void refresh_norm();
  void respond();
  void update_weighted_kernel(const BallVector& update, const Bound& update_error);
};

void GramEnclosure::Arithmetic::start(const ExactDraw& draw) {
  // Products of doubles, then of products: with these bits more, what is rounded lies below the
  // last digit that the centre keeps.
  const long guarded = bits + 64;
  const slong rank = draw.rows.cols();
  const slong height = draw.weights.rows();
  BallMatrix rows(vectors, rank);
  BallMatrix columns(rank, vectors);
  BallMatrix weights(height, rank);
  set_exactly(rows, draw.rows);
  set_exactly(weights, draw.weights);
  arb_mat_transpose(columns, rows);
  arb_mat_mul(kernel, rows, columns, guarded);

  BallMatrix images(height, vectors);  // Z = W X^T
  arb_mat_mul(images, weights, columns, guarded);
  const Ball scale(draw.weight_scale);
  arb_mat_scalar_mul_arb(images, images, scale, guarded);
  BallMatrix images_transposed(vectors, height);
  arb_mat_transpose(images_transposed, images);
  arb_mat_mul(weighted_kernel, images_transposed, images, guarded);
  BallVector query(height);
  for (slong i = 0; i < height; ++i) arb_set_d(query.at(i), draw.query(i));
  for (slong j = 0; j < vectors; ++j) {
    arb_dot(logits.at(j), nullptr, 0, images_transposed.at(j, 0), 1, query.at(0), 1, height,
            guarded);
    arb_set_round(logits.at(j), logits.at(j), bits);
  }
  arb_dot(query_norm2, nullptr, 0, query.at(0), 1, query.at(0), 1, height, guarded);

  // One triangle decides both, so that the centre is symmetric whatever order its sums were in.
  for (slong i = 0; i < vectors; ++i) {
    for (slong j = 0; j <= i; ++j) {
      for (BallMatrix* matrix : {&kernel, &weighted_kernel}) {
        arb_set_round(matrix->at(i, j), matrix->at(i, j), bits);
        arb_set(matrix->at(j, i), matrix->at(i, j));
      }
    }
  }
  kernel_radius = kernel.take_radii();
  weighted_radius = weighted_kernel.take_radii();
  logit_radius = logits.take_radii();
  query_radius = query_norm2.radius();
  mag_zero(arb_radref(static_cast<arb_ptr>(query_norm2)));
  constexpr int once = 8;
  kernel_norm = Bound(spectral_norm_bound(nearest(kernel), once)) + kernel_radius;
}

void GramEnclosure::Arithmetic::refresh_norm() {
  weighted_norm = Bound(spectral_norm_bound(nearest(weighted_kernel), squarings)) + weighted_radius;
  refreshed_log2 = weighted_norm.log2();
}

/// c, k, h at the present logits, and how far those of the run are from them.
void GramEnclosure::Arithmetic::respond() {
  response.respond(logits);
  const BallVector& c = response.coefficients();
  tbb::parallel_for(slong{0}, vectors, [&](slong i) {
    arb_dot(kernel_product.at(i), nullptr, 0, kernel.at(i, 0), 1, c.at(0), 1, active, bits);
    arb_dot(weighted_product.at(i), nullptr, 0, weighted_kernel.at(i, 0), 1, c.at(0), 1, active,
            bits);
  });
  const Bound size = c.norm();
  coefficient_radius = response.lipschitz(logit_radius) * logit_radius + response.error();
  kernel_product_radius =
      kernel_norm * coefficient_radius + kernel_radius * size + kernel_product.take_radii();
  weighted_product_radius =
      weighted_norm * coefficient_radius + weighted_radius * size + weighted_product.take_radii();
}

/// One step of (4.2), (4.3) at the centre, and of (4b.3) at the radii.
void GramEnclosure::Arithmetic::step() {
  const BallVector& c = response.coefficients();
  const BallVector& k = kernel_product;
  const BallVector& h = weighted_product;
  const Bound alpha = step_size.midpoint_size();
  const Bound r_c = coefficient_radius;
  const Bound r_k = kernel_product_radius;
  const Bound r_h = weighted_product_radius;
  const Bound c_size = c.norm();
  const Bound k_size = k.norm();
  const Bound h_size = h.norm();
  const Bound a_size = logits.norm();

  Ball along;  // a^T c
  arb_dot(along, nullptr, 0, logits.at(0), 1, c.at(0), 1, active, bits);
  Ball gained;  // c^T H c
  arb_dot(gained, nullptr, 0, h.at(0), 1, c.at(0), 1, active, bits);
  const Bound r_along = logit_radius * (c_size + r_c) + a_size * r_c;
  const Bound r_gained = r_c * (h_size + r_h) + c_size * r_h;
  Ball reach;  // b = q + alpha a^T c
  arb_mul(reach, step_size, along, bits);
  arb_add(reach, reach, query_norm2, bits);
  const Bound r_reach = query_radius + alpha * r_along;

  // What (4.5) says that tr(K^-1 H) - q gains: alpha^2 (q c^T K c - c^T H c).
  Ball spread;
  arb_dot(spread, nullptr, 0, k.at(0), 1, c.at(0), 1, active, bits);
  const Ball run_spread = widened(spread, r_c * (k_size + r_k) + c_size * r_k);
  const Ball run_query = widened(query_norm2, query_radius);
  const Ball run_gained = widened(gained, r_gained);
  Ball gain;
  arb_mul(gain, run_query, run_spread, bits);
  arb_sub(gain, gain, run_gained, bits);
  arb_mul(gain, gain, step_size, bits);
  arb_mul(gain, gain, step_size, bits);
  arb_add(followed, followed, gain, bits);

  // u = alpha a + alpha^2 q k/2, with H' = H + u k^T + k u^T.
  Ball half;
  arb_mul(half, step_size, query_norm2, bits);
  arb_mul(half, half, step_size, bits);
  arb_mul_2exp_si(half, half, -1);
  Ball thrust;  // alpha b
  arb_mul(thrust, step_size, reach, bits);
  BallVector update(vectors);
  for (slong i = 0; i < vectors; ++i) {
    arb_mul(update.at(i), step_size, logits.at(i), bits);
    arb_addmul(update.at(i), half, k.at(i), bits);
    arb_addmul(logits.at(i), step_size, h.at(i), bits);
    arb_addmul(logits.at(i), thrust, k.at(i), bits);
  }
  const Bound update_error = update.take_radii();
  const Bound q_size = query_norm2.midpoint_size();
  const Bound next_logit_radius =
      logit_radius + alpha * (r_h + (reach.midpoint_size() + r_reach) * r_k + r_reach * k_size) +
      logits.take_radii();
  weighted_radius += Bound(2) * alpha * (logit_radius * (k_size + r_k) + a_size * r_k) +
                     alpha * alpha *
                         (query_radius * (k_size + r_k) * (k_size + r_k) +
                          q_size * r_k * (Bound(2) * k_size + r_k));
  const Bound k_run = k_size + r_k;
  weighted_norm += Bound(2) * alpha * (a_size + logit_radius) * k_run +
                   alpha * alpha * (q_size + query_radius) * k_run * k_run;
  update_weighted_kernel(update, update_error);
  logit_radius = next_logit_radius;

  arb_mul(along, along, step_size, bits);
  arb_mul_2exp_si(along, along, 1);
  arb_add(query_norm2, query_norm2, along, bits);
  arb_mul(gained, gained, step_size, bits);
  arb_addmul(query_norm2, gained, step_size, bits);
  query_radius += Bound(2) * alpha * r_along + alpha * alpha * r_gained + query_norm2.radius();
  mag_zero(arb_radref(static_cast<arb_ptr>(query_norm2)));

  if (weighted_norm.log2() > refreshed_log2 + std::log2(stale)) refresh_norm();
  respond();
}

void GramEnclosure::Arithmetic::update_weighted_kernel(const BallVector& update,
                                                       const Bound& update_error) {
  // (u_i, k_i) and (k_i, u_i) side by side: an entry is one product of pairs and is rounded once.
  BallVector left(2 * vectors);
  BallVector right(2 * vectors);
  for (slong i = 0; i < vectors; ++i) {
    arb_set(left.at(2 * i), update.at(i));
    arb_set(left.at(2 * i + 1), kernel_product.at(i));
    arb_set(right.at(2 * i), kernel_product.at(i));
    arb_set(right.at(2 * i + 1), update.at(i));
  }
  std::vector<Bound> rounded(static_cast<std::size_t>(vectors));
  tbb::parallel_for(slong{0}, vectors, [&](slong i) {
    Bound& sum = rounded[static_cast<std::size_t>(i)];
    for (slong j = 0; j <= i; ++j) {
      arb_ptr entry = weighted_kernel.at(i, j);
      arb_dot(entry, entry, 0, left.at(2 * i), 1, right.at(2 * j), 1, 2, bits);
      sum.add_square(Bound(arb_radref(entry)));
      mag_zero(arb_radref(entry));
      if (j < i) arb_set(weighted_kernel.at(j, i), entry);
    }
  });
  Bound sum;
  for (const Bound& row : rounded) sum += row;
  weighted_radius += (sum + sum).root() + Bound(2) * update_error * kernel_product.norm();
}

void GramEnclosure::Arithmetic::enclose_kernel(BallMatrix& to) const {
  arb_mat_set(to, kernel);
  for (slong i = 0; i < vectors; ++i) {
    for (slong j = 0; j < vectors; ++j) mag_set(arb_radref(to.at(i, j)), kernel_radius.get());
  }
}

Ball GramEnclosure::Arithmetic::balance_now() const {
  BallMatrix enclosed_kernel(vectors, vectors);
  BallMatrix inverse(vectors, vectors);
  enclose_kernel(enclosed_kernel);
  if (arb_mat_spd_inv(inverse, enclosed_kernel, bits) == 0) {
    throw SingularKernel{};
  }
  Ball trace;
  Ball size;  // tr K^-1 >= what |H - H^|_2 is multiplied by
  for (slong i = 0; i < vectors; ++i) {
    arb_dot(trace, trace, 0, inverse.at(i, 0), 1, weighted_kernel.at(i, 0), 1, vectors, bits);
    arb_add(size, size, inverse.at(i, i), bits);
  }
  trace = widened(trace, (size.midpoint_size() + size.radius()) * weighted_radius + query_radius);
  arb_sub(trace, trace, query_norm2, bits);
  return trace;
}

GramEnclosure::Distance GramEnclosure::Arithmetic::distance_to(const BallVector& others) const {
  Ball sum;
  Ball difference;
  for (slong i = 0; i < vectors; ++i) {
    arb_sub(difference, logits.at(i), others.at(i), bits);
    arb_addmul(sum, difference, difference, bits);
  }
  arb_sqrtpos(sum, sum, bits);
  const Enclosed far = enclosed(widened(sum, logit_radius), 1);
  const double radius = mag_get_d(logit_radius.get());
  return {std::max(0.0, far.lower), far.upper, radius};
}

GramEnclosure::GramEnclosure(const ExactDraw& draw, long bits)
    : arithmetic_(std::make_unique<Arithmetic>(draw, bits)) {}

GramEnclosure::~GramEnclosure() = default;

void GramEnclosure::step() { arithmetic_->step(); }

CertainLevels GramEnclosure::levels(double selection_threshold, double target_gap) const {
  const Arithmetic& at = *arithmetic_;
  const Bound relevant_radius = EnclosedResponse::relevant_slope() * at.logit_radius;
  const Ball threshold(selection_threshold);
  CertainLevels levels{true, true, true, true};
  for (slong i = 0; i < static_cast<slong>(at.noisy.size()); ++i) {
    const Ball margin =
        widened(at.response.margin(i), at.response.margin_slope(i) * at.logit_radius);
    levels.all_fitted = both(levels.all_fitted, is_positive(margin));
    Ball above;
    arb_sub(above, at.response.relevant(i), threshold, at.bits);
    above = widened(above, relevant_radius);
    std::optional<bool>& selected =
        at.noisy[static_cast<std::size_t>(i)] ? levels.noisy_selected : levels.clean_selected;
    selected = both(selected, is_nonnegative(above));
  }
  const Ball gap(target_gap);
  for (slong passive = at.active; passive < at.active + 2; ++passive) {
    Ball above;
    arb_sub(above, at.logits.at(passive), gap, at.bits);
    levels.generalized = both(levels.generalized, is_nonnegative(widened(above, at.logit_radius)));
  }
  return levels;
}

EnclosedState GramEnclosure::state(int digits) const {
  const Arithmetic& at = *arithmetic_;
  EnclosedState state;
  for (slong i = 0; i < static_cast<slong>(at.noisy.size()); ++i) {
    state.margin.push_back(enclosed(
        widened(at.response.margin(i), at.response.margin_slope(i) * at.logit_radius), digits));
    state.relevant.push_back(enclosed(
        widened(at.response.relevant(i), EnclosedResponse::relevant_slope() * at.logit_radius),
        digits));
  }
  state.lambda_plus = enclosed(widened(at.logits.at(at.active), at.logit_radius), digits);
  state.lambda_minus = enclosed(widened(at.logits.at(at.active + 1), at.logit_radius), digits);
  state.query_norm2 = enclosed(widened(at.query_norm2, at.query_radius), digits);
  return state;
}

double GramEnclosure::log2_radius() const { return arithmetic_->logit_radius.log2(); }

GramEnclosure::Distance GramEnclosure::distance(std::span<const double> logits) const {
  BallVector others(static_cast<slong>(logits.size()));
  for (slong i = 0; i < others.size(); ++i) {
    arb_set_d(others.at(i), logits[static_cast<std::size_t>(i)]);
  }
  return arithmetic_->distance_to(others);
}

GramEnclosure::Distance GramEnclosure::distance(std::span<const std::string> logits) const {
  BallVector others(static_cast<slong>(logits.size()));
  for (slong i = 0; i < others.size(); ++i) {
    if (arb_set_str(others.at(i), logits[static_cast<std::size_t>(i)].c_str(), arithmetic_->bits) !=
        0) {
      throw std::domain_error("distance: a logit is no decimal number");
    }
  }
  return arithmetic_->distance_to(others);
}

Enclosed GramEnclosure::direction_norm2() const {
  const Arithmetic& at = *arithmetic_;
  BallMatrix kernel(at.vectors, at.vectors);
  at.enclose_kernel(kernel);
  BallMatrix right(at.vectors, 1);
  BallMatrix solution(at.vectors, 1);
  for (slong i = 0; i < at.vectors; ++i) {
    arb_set(right.at(i, 0), widened(at.logits.at(i), at.logit_radius));
  }
  if (arb_mat_spd_solve(solution, kernel, right, at.bits) == 0) {
    throw SingularKernel{};
  }
  Ball norm2;
  for (slong i = 0; i < at.vectors; ++i) {
    arb_addmul(norm2, right.at(i, 0), solution.at(i, 0), at.bits);
  }
  constexpr int digits = 17;
  return enclosed(norm2, digits);
}

GramEnclosure::Balance GramEnclosure::balance(const GramEnclosure& start) const {
  const Arithmetic& at = *arithmetic_;
  const Ball present = at.balance_now();
  Ball followed = start.arithmetic_->balance_now();
  arb_add(followed, followed, at.followed, at.bits);
  constexpr int digits = 30;
  return {enclosed(present, digits), enclosed(followed, digits),
          arb_overlaps(present, followed) != 0};
}

}  // namespace benignity
