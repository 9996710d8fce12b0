#pragma once

#include <string>
#include <utility>
#include <vector>

#include "verify/certification/exponential_fraction.hpp"
#include "verify/interval/enclosure.hpp"

namespace benignity {

/// The statement lesser <= greater at one point, both sides evaluated in Real.
template <typename Real>
struct Inequality {
  const char* name;  ///< what it says, "s_1 >= lower bound"
  Real lesser;
  Real greater;
};
template <typename Real>
using Inequalities = std::vector<Inequality<Real>>;

/// A lemma at one point, as the certifier takes it: both evaluations hold the same inequalities in
/// the same order.
class LemmaAtPoint {
 public:
  LemmaAtPoint() = default;
  LemmaAtPoint(const LemmaAtPoint&) = delete;
  LemmaAtPoint& operator=(const LemmaAtPoint&) = delete;
  virtual ~LemmaAtPoint() = default;

  /// At the working precision.
  [[nodiscard]] virtual Inequalities<Enclosure> in_intervals() const = 0;
  /// To decide exact equality.
  [[nodiscard]] virtual Inequalities<ExponentialFraction> in_formulas() const = 0;
  /// The point in round-trip form.
  [[nodiscard]] virtual std::string describe() const = 0;
};

/// A lemma is written once for every scalar,
///   `using Point = ...;`
///   `template <typename Real> Inequalities<Real> inequalities(const Point&) const;`
///   `std::string describe(const Point&) const;`
/// and this forgets which lemma it is, so that the certifier is compiled once.
template <typename Lemma>
class AtPoint final : public LemmaAtPoint {
 public:
  using Point = typename Lemma::Point;
  AtPoint(const Lemma& lemma, Point point) : lemma_(lemma), point_(std::move(point)) {}

  [[nodiscard]] Inequalities<Enclosure> in_intervals() const override {
    return lemma_.template inequalities<Enclosure>(point_);
  }
  [[nodiscard]] Inequalities<ExponentialFraction> in_formulas() const override {
    return lemma_.template inequalities<ExponentialFraction>(point_);
  }
  [[nodiscard]] std::string describe() const override { return lemma_.describe(point_); }

 private:
  const Lemma& lemma_;
  Point point_;
};

}  // namespace benignity
