#include "sim/certified/enclosed_direction.ipp"

#include <cstddef>
#include <vector>

#include "sim/lanes/parallel_for.hpp"

namespace benignity {
namespace {

/// Makes a number its midpoint; returns the radius it had.
Bound take_radius(arb_ptr number) {
  const Bound radius(arb_radref(number));
  mag_zero(arb_radref(number));
  return radius;
}

void widen(arb_ptr number, const Bound& radius) {
  mag_add(arb_radref(number), arb_radref(number), radius.get());
}

void widen(BallVector& numbers, const Bound& radius) {
  for (slong i = 0; i < numbers.size(); ++i) widen(numbers.at(i), radius);
}

Bound size_of(const BallVector& numbers) {
  Bound sum;
  for (slong i = 0; i < numbers.size(); ++i) {
    sum.add_square(Bound(arb_midref(numbers.at(i))) + Bound(arb_radref(numbers.at(i))));
  }
  return sum.root();
}

}  // namespace

EnclosedDirection::EnclosedDirection(slong active, long bits)
    : bits_(bits),
      active_(active),
      beta_(1.0),
      along_images_(active),
      along_query_(active),
      between_(active, active) {}

void EnclosedDirection::step(arb_srcptr step_size, const Response& response) {
  const BallVector& c = response.coefficients;
  const BallVector& k = response.kernel_product;
  const Bound& r_c = response.coefficient_radius;
  const Bound& r_k = response.kernel_product_radius;
  const Bound alpha(arb_midref(step_size));
  const Bound c_run = c.norm() + r_c;
  const Bound k_run = k.norm() + r_k;
  const Bound b_size = along_images_.norm();
  const Bound e_size = along_query_.norm();
  const Bound beta_size = beta_.midpoint_size();

  Ball turned;  // alpha e^T k
  arb_dot(turned, nullptr, 0, along_query_.at(0), 1, k.at(0), 1, active_, bits_);
  arb_mul(turned, turned, step_size, bits_);
  Ball thrust;  // alpha beta
  arb_mul(thrust, step_size, beta_, bits_);
  BallVector scaled(active_);  // alpha c
  BallVector next(active_);    // b'
  for (slong i = 0; i < active_; ++i) arb_mul(scaled.at(i), step_size, c.at(i), bits_);

  std::vector<Bound> rounded(static_cast<std::size_t>(active_));
  parallel_for(active_, [&](std::ptrdiff_t i) {
    Bound& sum = rounded[static_cast<std::size_t>(i)];
    arb_dot(next.at(i), c.at(i), 0, between_.at(i, 0), 1, k.at(0), 1, active_, bits_);
    arb_mul(next.at(i), next.at(i), step_size, bits_);
    arb_add(next.at(i), next.at(i), along_images_.at(i), bits_);
    for (slong j = 0; j < active_; ++j) {
      arb_ptr entry = between_.at(i, j);
      arb_addmul(entry, along_images_.at(i), scaled.at(j), bits_);
      sum.add_square(take_radius(entry));
    }
    arb_addmul(along_query_.at(i), thrust, c.at(i), bits_);
  });
  Bound squares;
  for (const Bound& row : rounded) squares += row;

  const Bound images_radius = along_images_radius_ +
                              alpha * (r_c + between_radius_ * k_run + between_norm_ * r_k) +
                              next.take_radii();
  between_radius_ += alpha * (along_images_radius_ * c_run + b_size * r_c) + squares.root();
  between_norm_ += alpha * b_size * c_run + squares.root();
  const Bound query_radius = along_query_radius_ +
                             alpha * (beta_radius_ * c_run + beta_size * r_c) +
                             along_query_.take_radii();
  arb_add(beta_, beta_, turned, bits_);
  beta_radius_ += alpha * (along_query_radius_ * k_run + e_size * r_k) + take_radius(beta_);
  along_query_radius_ = query_radius;
  along_images_radius_ = images_radius;
  for (slong i = 0; i < active_; ++i) arb_swap(along_images_.at(i), next.at(i));
}

void EnclosedDirection::add_direction(const ExactDraw& draw, BallVector& to) const {
  const slong rank = draw.rows.cols();
  const slong height = draw.weights.rows();
  const Ball scale(draw.weight_scale);
  BallVector row(rank);
  BallVector images(active_);
  for (slong i = 0; i < active_; ++i) arb_set(images.at(i), along_images_.at(i));
  widen(images, along_images_radius_);
  Ball beta = beta_;
  widen(beta, beta_radius_);

  BallVector combined(rank);  // X^T b
  for (slong i = 0; i < active_; ++i) {
    row.set(draw.rows.row(i));
    for (slong j = 0; j < rank; ++j) {
      arb_addmul(combined.at(j), images.at(i), row.at(j), bits_);
    }
  }
  Ball with_start;  // p_0^T p
  for (slong s = 0; s < height; ++s) {
    row.set(draw.weights.row(s));
    Ball query;  // p_s = beta p_0s + (W_0 X^T b)_s
    arb_dot(query, nullptr, 0, row.at(0), 1, combined.at(0), 1, rank, bits_);
    arb_mul(query, query, scale, bits_);
    const Ball start(draw.query(s));
    arb_addmul(query, beta, start, bits_);
    arb_addmul(with_start, query, start, bits_);
    arb_mul(query, query, scale, bits_);
    for (slong j = 0; j < rank; ++j) arb_addmul(to.at(j), query, row.at(j), bits_);  // W_0^T p
  }

  BallVector seen(active_);  // y = X W_0^T p
  for (slong i = 0; i < active_; ++i) {
    row.set(draw.rows.row(i));
    arb_dot(seen.at(i), nullptr, 0, row.at(0), 1, to.at(0), 1, rank, bits_);
  }
  BallVector turned(active_);  // e p_0^T p + B^T y
  for (slong j = 0; j < active_; ++j) {
    Ball along;
    arb_set(along, along_query_.at(j));
    widen(along, along_query_radius_);
    arb_mul(turned.at(j), along, with_start, bits_);
    arb_dot(turned.at(j), turned.at(j), 0, between_.at(0, j), active_, seen.at(0), 1, active_,
            bits_);
  }
  widen(turned, between_radius_ * size_of(seen));
  for (slong i = 0; i < active_; ++i) {
    row.set(draw.rows.row(i));
    for (slong j = 0; j < rank; ++j) arb_addmul(to.at(j), turned.at(i), row.at(j), bits_);
  }
}

Ball EnclosedDirection::direction_norm2(const ExactDraw& draw) const {
  BallVector direction(draw.rows.cols());
  add_direction(draw, direction);
  Ball norm2;
  for (slong j = 0; j < direction.size(); ++j) {
    arb_addmul(norm2, direction.at(j), direction.at(j), bits_);
  }
  return norm2;
}

}  // namespace benignity
