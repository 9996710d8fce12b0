#include "sim/certified/gram_enclosure.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/certified/gram_arithmetic.ipp"

namespace benignity {
namespace {

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

}  // namespace

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
  for (slong passive = at.active; passive < at.vectors; ++passive) {
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
    if (!at.has_signals()) continue;
    state.relevant.push_back(enclosed(
        widened(at.response.relevant(i), EnclosedResponse::relevant_slope() * at.logit_radius),
        digits));
  }
  if (at.has_signals()) {
    state.lambda_plus = enclosed(widened(at.logits.at(at.active), at.logit_radius), digits);
    state.lambda_minus = enclosed(widened(at.logits.at(at.active + 1), at.logit_radius), digits);
  }
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

Enclosed GramEnclosure::rebuilt_direction_norm2(const ExactDraw& draw) const {
  if (!arithmetic_->rebuilt) {
    throw std::domain_error("rebuilt_direction_norm2: a sampled draw does not hold all of W");
  }
  constexpr int digits = 17;
  return enclosed(arithmetic_->rebuilt->direction_norm2(draw), digits);
}

std::vector<Enclosed> GramEnclosure::test_margins(const ExactDraw& draw) const {
  const long bits = arithmetic_->bits;
  const ExactDraw::Given& given = draw.given.value();
  const slong rank = draw.rows.cols();
  BallVector direction(rank);
  arithmetic_->rebuilt.value().add_direction(draw, direction);
  BallVector head_values(given.test_rows.rows());
  enclose_head_values(draw, given.test_rows, bits, head_values);
  BallVector row(rank);
  Ball logit;
  Ball power;
  std::vector<Enclosed> margins;
  for (std::size_t i = 0; i < given.test_labels.size(); ++i) {
    Ball first;  // a of token 0: softmax knows differences alone
    Ball sum;
    Ball weighted;
    for (slong t = 0; t < draw.tokens; ++t) {
      const slong j = static_cast<slong>(i) * draw.tokens + t;
      row.set(given.test_rows.row(j));
      arb_dot(logit, nullptr, 0, row.at(0), 1, direction.at(0), 1, rank, bits);
      if (t == 0) arb_set(first, logit);
      arb_sub(power, logit, first, bits);
      arb_exp(power, power, bits);
      arb_add(sum, sum, power, bits);
      arb_addmul(weighted, power, head_values.at(j), bits);
    }
    arb_div(weighted, weighted, sum, bits);
    arb_mul_si(weighted, weighted, given.test_labels[i], bits);
    constexpr int digits = 17;
    margins.push_back(enclosed(weighted, digits));
  }
  return margins;
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
