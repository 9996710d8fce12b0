#include "theory/growth/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "theory/hypothesis.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText comparison_text = {
    "comparison",
    "c_lo tau (1 - e^-d)/d <= G(L_tau) - G(L_0) <= c_hi tau (e^d - 1)/d with d = c_hi/4",
    "(8.18), (8.19)",
    "c_lo h(L) <= L' - L <= c_hi h(L) at every step, 0 <= c_lo <= c_hi, h = 1/G'"};

/// A trajectory from Lambda_0 = log(T-1) + offset by steps of given rates within [c_lo, c_hi].
struct ComparisonPoint {
  std::int64_t tokens;
  double offset;
  std::vector<double> rates;
  double smallest_rate;
  double largest_rate;
};
constexpr std::size_t comparison_point_dimensions = 8;

struct ComparisonBounds {
  using Point = ComparisonPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    using std::log;
    const StepRates<Real> rates{Real(point.smallest_rate), Real(point.largest_rate)};
    const auto steps = static_cast<std::int64_t>(point.rates.size());
    const Real first = log(Real(point.tokens - 1)) + Real(point.offset);
    Real gap = first;
    for (const double rate : point.rates) {
      gap = gap + Real(rate) / growth_function_slope(gap, point.tokens);
    }
    const Real growth = growth_function(gap, point.tokens) - growth_function(first, point.tokens);
    Inequalities<Real> list = {
        {"growth >= lower envelope", growth_lower_envelope(rates, steps), growth},
        {"growth <= upper envelope", growth, growth_upper_envelope(rates, steps)}};
    if (point.offset >= 0) {
      list.push_back({"growth past log(T-1) >= c_lo tau",
                      growth_lower_envelope_past_centre(rates, steps, first, point.tokens),
                      growth});
    }
    return list;
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    std::string text = benignity::describe({{"Lambda_0 - log(T-1)", point.offset},
                                            {"c_lo", point.smallest_rate},
                                            {"c_hi", point.largest_rate}}) +
                       ", T = " + std::to_string(point.tokens) + ", step rates = (";
    for (const double rate : point.rates) {
      text += (text.back() == '(' ? "" : ", ") + round_trip(rate);
    }
    return text + ")";
  }
};

/// One step of rate r from log(T-1) + l with T = 2; for other T the growth is the same (8.18). The
/// difference of G is expanded, so that boxes are not widened by a cancellation.
Inequalities<Enclosure> one_step_of_growth(const std::vector<Enclosure>& v) {
  const Enclosure& offset = v[0];
  const Enclosure& rate = v[1];
  const Enclosure step = rate / growth_function_slope(offset, 2);
  const Enclosure half = step / 2;
  const Enclosure growth = 2 * step + 4 * cosh(offset + half) * sinh(half);
  const StepRates<Enclosure> rates{rate, rate};
  return {{"growth >= lower envelope", growth_lower_envelope(rates, 1), growth},
          {"growth <= upper envelope", growth, growth_upper_envelope(rates, 1)}};
}

ComparisonPoint place_comparison_point(std::span<const double> coordinates) {
  ComparisonPoint point;
  point.tokens = 2 + static_cast<std::int64_t>(31 * coordinates[0]);
  point.offset = signed_log_spaced(coordinates[1], -2, 1.5);
  point.largest_rate = log_spaced(coordinates[2], -3, 1.2);
  point.smallest_rate = point.largest_rate * coordinates[3];
  const std::size_t steps = 1 + static_cast<std::size_t>(4 * coordinates[4]);
  for (std::size_t k = 0; k < steps; ++k) {
    const double rate =
        point.smallest_rate + (point.largest_rate - point.smallest_rate) * coordinates[4 + k % 4];
    point.rates.push_back(std::clamp(rate, point.smallest_rate, point.largest_rate));
  }
  return point;
}

std::vector<ComparisonPoint> adversarial_comparison_points() {
  std::vector<ComparisonPoint> points;
  for (const std::int64_t tokens : {2, 3, 32, 1'000'000}) {
    for (const double offset : {0.0, 1e-9, -1e-9, 1.0, -1.0, 100.0, -100.0}) {
      for (const double largest : {1e-9, 1e-3, 1.0, 100.0}) {
        for (const double smallest : {0.0, largest / 2, largest}) {
          points.push_back({tokens, offset, {largest}, smallest, largest});
          points.push_back({tokens,
                            offset,
                            {largest, std::max(smallest, largest / 2), largest},
                            smallest,
                            largest});
          if (smallest > 0 || tokens == 2) {
            // At rate 0 growth equals its lower envelope: decided as a formula where log(T-1) = 0.
            points.push_back({tokens, offset, {smallest}, smallest, largest});
          }
        }
      }
    }
  }
  for (const double offset : {1e4, -1e4}) {
    points.push_back({2, offset, {1}, 0.5, 1});
    points.push_back({1'000'000, offset, {0.5}, 0.5, 1});
  }
  return points;
}

std::vector<ComparisonPoint> many_token_comparison_points(const CertificationDesign& design) {
  QuasiRandomSequence sequence(comparison_point_dimensions, 0);
  std::vector<ComparisonPoint> points;
  for (std::int64_t k = 1; k <= design.many_token_points; ++k) {
    points.push_back(place_comparison_point(sequence.next()));
    const double share = static_cast<double>(k) / static_cast<double>(design.many_token_points);
    points.back().tokens =
        std::lround(33 * std::pow(static_cast<double>(design.largest_tokens) / 33, share));
  }
  return points;
}

LemmaTrial comparison_trial(const CertificationDesign& design) {
  const ComparisonBounds lemma;
  return {{quasi_random_points("quasi-random, T <= 32", lemma, design.quasi_random_points,
                               comparison_point_dimensions, place_comparison_point),
           listed_points("adversarial", lemma, adversarial_comparison_points()),
           listed_points("many tokens", lemma, many_token_comparison_points(design))},
          {{"one step, every T: |Lambda - log(T-1)| <= 6, 1 <= c <= 8 (equality: c = 0)",
            {{-6, 6}, {1, 8}},
            one_step_of_growth}}};
}

}  // namespace

Lemma comparison_lemma() { return {comparison_text, comparison_trial}; }

}  // namespace benignity
