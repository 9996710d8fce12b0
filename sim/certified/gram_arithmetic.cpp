#include "sim/certified/gram_arithmetic.ipp"

#include <cmath>

#include "sim/certified/spectral_bound.hpp"
#include "sim/lanes/parallel_for.hpp"

namespace benignity {
namespace {

/// H's norm is bounded by what a step can add, and anew once that has grown by this factor.
constexpr double stale = 1.03;
constexpr int squarings = 5;

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
  query.set(draw.query);
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
  parallel_for(vectors, [&](std::ptrdiff_t i) {
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
  if (rebuilt) rebuilt->step(step_size, {c, k, r_c, r_k});

  Ball along;  // a^T c
  arb_dot(along, nullptr, 0, logits.at(0), 1, c.at(0), 1, active, bits);
  Ball gained;  // c^T H c
  arb_dot(gained, nullptr, 0, h.at(0), 1, c.at(0), 1, active, bits);
  const Bound r_along = logit_radius * (c_size + r_c) + a_size * r_c;
  const Bound r_gained = r_c * (h_size + r_h) + c_size * r_h;
  Ball reach;  // b = q + alpha a^T c
  arb_mul(reach, step_size, along, bits);
  arb_add(reach, reach, query_norm2, bits);
  // From the ball's midpoint, whose size is all that is asked of it below: what was rounded counts.
  const Bound r_reach = query_radius + alpha * r_along + reach.radius();

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
  parallel_for(vectors, [&](std::ptrdiff_t i) {
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

}  // namespace benignity
