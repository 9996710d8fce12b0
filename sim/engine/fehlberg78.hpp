#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace benignity {

/// Numerators over denominators of Fehlberg's 7(8) pair: E. Fehlberg, "Classical fifth-, sixth-,
/// seventh-, and eighth-order Runge-Kutta formulas with stepsize control", NASA TR R-287 (1968),
/// Table X; Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, Table II.6.4.
namespace fehlberg78 {
struct Weight {
  int numerator = 0;
  int denominator = 1;
};
inline constexpr std::size_t stages = 13;
/// Row s: the weights of stages 0 to s in the argument of stage s + 1; the last row gives the
/// result, of order 8.
inline constexpr std::array<std::array<Weight, stages>, stages> rows = {{
    {{{2, 27}}},
    {{{1, 36}, {1, 12}}},
    {{{1, 24}, {}, {1, 8}}},
    {{{5, 12}, {}, {-25, 16}, {25, 16}}},
    {{{1, 20}, {}, {}, {1, 4}, {1, 5}}},
    {{{-25, 108}, {}, {}, {125, 108}, {-65, 27}, {125, 54}}},
    {{{31, 300}, {}, {}, {}, {61, 225}, {-2, 9}, {13, 900}}},
    {{{2, 1}, {}, {}, {-53, 6}, {704, 45}, {-107, 9}, {67, 90}, {3, 1}}},
    {{{-91, 108}, {}, {}, {23, 108}, {-976, 135}, {311, 54}, {-19, 60}, {17, 6}, {-1, 12}}},
    {{{2383, 4100},
      {},
      {},
      {-341, 164},
      {4496, 1025},
      {-301, 82},
      {2133, 4100},
      {45, 82},
      {45, 164},
      {18, 41}}},
    {{{3, 205}, {}, {}, {}, {}, {-6, 41}, {-3, 205}, {-3, 41}, {3, 41}, {6, 41}}},
    {{{-1777, 4100},
      {},
      {},
      {-341, 164},
      {4496, 1025},
      {-289, 82},
      {2193, 4100},
      {51, 82},
      {33, 164},
      {12, 41},
      {},
      {1, 1}}},
    {{{},
      {},
      {},
      {},
      {},
      {34, 105},
      {9, 35},
      {9, 35},
      {9, 280},
      {9, 280},
      {},
      {41, 840},
      {41, 840}}},
}};
/// Order 8 minus order 7.
inline constexpr std::array<Weight, stages> error = {
    {{-41, 840}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {-41, 840}, {41, 840}, {41, 840}}};
}  // namespace fehlberg78

/// One step of the pair on y' = f(y), every number of the state by itself. Twelve evaluations, the
/// thirteenth being the caller's f at the start.
template <class Real>
class Fehlberg78 {
 public:
  using State = std::vector<Real>;

  /// end = y(length) from y(0) = start; rate(y, f) evaluates f.
  template <class Rate>
  void step(const Rate& rate, const State& start, const State& start_rate, const Real& length,
            State& end) {
    for (std::size_t s = 0; s + 1 < fehlberg78::stages; ++s) {
      combine(&start, fehlberg78::rows[s], start_rate, length, argument_);
      rate(argument_, rates_[s]);
    }
    combine(&start, fehlberg78::rows.back(), start_rate, length, end);
  }

  /// The estimated error of the last step, which started at start_rate and had this length.
  void error(const State& start_rate, const Real& length, State& result) const {
    combine(nullptr, fehlberg78::error, start_rate, length, result);
  }

 private:
  /// result = (origin or 0) + length sum_s weight_s f_s, added up in the order of the stages.
  void combine(const State* origin,
               const std::array<fehlberg78::Weight, fehlberg78::stages>& weights,
               const State& start_rate, const Real& length, State& result) const {
    result.resize(start_rate.size());
    // In pieces that stay in the nearest cache while all stages are added to them.
    constexpr std::size_t piece = 1024;
    for (std::size_t first = 0; first < result.size(); first += piece) {
      const std::size_t last = std::min(first + piece, result.size());
      for (std::size_t i = first; i < last; ++i) result[i] = origin ? (*origin)[i] : Real(0);
      for (std::size_t s = 0; s < fehlberg78::stages; ++s) {
        if (weights[s].numerator == 0) continue;
        const Real factor = Real(weights[s].numerator) / Real(weights[s].denominator) * length;
        const State& stage = s == 0 ? start_rate : rates_[s - 1];
        for (std::size_t i = first; i < last; ++i) result[i] += factor * stage[i];
      }
    }
  }

  std::array<State, fehlberg78::stages - 1> rates_;
  State argument_;
};

}  // namespace benignity
