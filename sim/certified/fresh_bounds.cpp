#include "sim/certified/fresh_bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/certified/grid_law.ipp"
#include "sim/data/token_law.hpp"

namespace benignity {
namespace {

constexpr long digits = grid_digits;

Ball ball_of(const Enclosed& number) {
  const Ball lower(number.lower);
  const Ball upper(number.upper);
  Ball ball;
  arb_union(ball, lower, upper, digits);
  return ball;
}

/// The grid's step: so that it reaches eight to sixteen times as far as the numbers of all tokens
/// but the first do in the mean square. A power of 2, so that no library's exp decides a bound's
/// digits.
double step_for(const std::vector<TokenNumber>& numbers, double spread) {
  constexpr double reach = 8;
  double squares = 0;
  for (std::size_t t = 1; t < numbers.size(); ++t) {
    const TokenNumber& number = numbers[t];
    // E e^{2(mean + spread z)} (factor + along z + across zeta)^2, z ~ N(2 spread, 1) under
    // e^{2..}.
    const double centre = number.factor.upper + number.along.upper * 2 * spread;
    const double size = centre * centre + number.along.upper * number.along.upper +
                        number.across.upper * number.across.upper;
    squares +=
        std::exp(2 * arf_get_d(arb_midref(static_cast<arb_srcptr>(number.mean)), ARF_RND_NEAR) +
                 2 * spread * spread) *
        size;
  }
  return std::exp2(std::ceil(std::log2(reach * std::sqrt(squares)))) /
         static_cast<double>(half_grid);
}

/// On two grids: a wide one, which cuts little of the tails, and a fine one, where loud logits make
/// the mean square a matter of few samples. What is a bound on either is one.
ProbabilityBounds bounds_of(const std::vector<TokenNumber>& numbers, arb_srcptr spread) {
  const double wide = step_for(numbers, range_of(spread).upper);
  ProbabilityBounds bounds;
  for (const double step : {wide, wide / 16}) {
    for (const Rounded rounded : {Rounded::down, Rounded::up}) {
      std::vector<GridLaw> laws;
      for (const TokenNumber& number : numbers) {
        laws.push_back(law_of(number, spread, step, rounded));
      }
      const double share = share_at_most_zero(laws, rounded);
      if (rounded == Rounded::down) {
        bounds.upper = std::min(bounds.upper, share);
      } else {
        bounds.lower = std::max(bounds.lower, share);
      }
    }
  }
  return bounds;
}

ProbabilityBounds mean_of(const ProbabilityBounds& a, const ProbabilityBounds& b) {
  return {(a.lower + b.lower) / 2 * (1 - 1e-15),
          std::min(1.0, (a.upper + b.upper) / 2 * (1 + 1e-15))};
}

}  // namespace

FreshBounds fresh_bounds(const TokenLaw& law, double head_norm, double selection_threshold,
                         const EnclosedReadout& readout) {
  const std::array<Ball, 2> lambda = {ball_of(readout.lambda_plus), ball_of(readout.lambda_minus)};
  const Ball noise(law.noise_std);
  Ball direction = ball_of(readout.direction_norm2);
  arb_sqrt(direction, direction, digits);
  Ball spread;  // of a logit, sigma_eps |w|
  arb_mul(spread, direction, noise, digits);
  Ball head(head_norm);  // |nu|/sqrt(2): g = that times |mu|
  Ball root;
  arb_sqrt_ui(root, 2, digits);
  arb_div(head, head, root, digits);
  const Ball signal(law.signal_norm);

  FreshBounds bounds;
  for (const int label : {1, -1}) {
    // gamma given z: slope sigma_eps nu.w/|w|, with nu.w = |nu| (lambda_+ - lambda_-)/(sqrt(2)
    // |mu|).
    Ball along;
    arb_sub(along, lambda[0], lambda[1], digits);
    arb_mul(along, along, head, digits);
    arb_div(along, along, signal, digits);
    arb_div(along, along, direction, digits);
    arb_mul(along, along, noise, digits);
    arb_mul_si(along, along, label, digits);
    Ball across;  // what is left of sigma_eps |nu|
    arb_mul(across, head, root, digits);
    arb_mul(across, across, noise, digits);
    arb_mul(across, across, across, digits);
    Ball explained;
    arb_mul(explained, along, along, digits);
    arb_sub(across, across, explained, digits);
    arb_sqrtpos(across, across, digits);

    std::vector<TokenNumber> heads;
    std::vector<TokenNumber> selections;
    for (std::int64_t t = 0; t < law.tokens; ++t) {
      const SignalPart part = signal_part(law, label, t);
      Ball mean;
      const Ball plus(part.plus);
      const Ball minus(part.minus);
      arb_addmul(mean, plus, lambda[0], digits);
      arb_addmul(mean, minus, lambda[1], digits);
      Ball factor;
      arb_sub(factor, plus, minus, digits);
      arb_mul(factor, factor, head, digits);
      arb_mul(factor, factor, signal, digits);
      arb_mul_si(factor, factor, label, digits);
      heads.push_back({mean, range_of(factor), range_of(along), range_of(across)});
      Ball weight(1.0);
      if (t == 0) {  // -(1 - theta)/theta
        const Ball threshold(selection_threshold);
        arb_sub(weight, threshold, weight, digits);
        arb_div(weight, weight, threshold, digits);
      }
      selections.push_back({mean, range_of(weight), {}, {}});
    }
    const ProbabilityBounds error = bounds_of(heads, spread);
    const ProbabilityBounds selected = bounds_of(selections, spread);
    if (label == 1) {
      bounds = {error, selected};
    } else {
      bounds = {mean_of(bounds.error, error), mean_of(bounds.selected, selected)};
    }
  }
  return bounds;
}

}  // namespace benignity
