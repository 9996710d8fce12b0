#pragma once

#include <functional>
#include <string>
#include <utility>

#include "verify/certification/lemma_trial.hpp"

namespace benignity::test {

/// Which side of "lesser <= greater" is the bound: a lower one the lesser.
enum class Bound { lower, upper };

/// What is wrong with a bound, in intervals and in formulas.
struct Error {
  std::function<Enclosure(const Enclosure&)> in_intervals;
  std::function<ExponentialFraction(const ExponentialFraction&)> in_formulas;
};
/// The same formula for both scalars: `change` takes either.
template <typename Change>
[[nodiscard]] Error error(Change change) {
  return {change, change};
}
/// The bound times percent/100, the least error that a lemma must not survive.
[[nodiscard]] inline Error times_percent(int percent) {
  return error([percent](const auto& bound) { return bound * percent / 100; });
}

template <typename Real, typename Change>
[[nodiscard]] Inequalities<Real> with_wrong_side(Inequalities<Real> list, const std::string& name,
                                                 Bound bound, const Change& change) {
  for (Inequality<Real>& inequality : list) {
    if (name == inequality.name) {
      Real& side = bound == Bound::lower ? inequality.lesser : inequality.greater;
      side = change(side);
    }
  }
  return list;
}

/// The trial with one bound made wrong: the same points and domains, the same code, one constant
/// off.
[[nodiscard]] inline LemmaTrial with_wrong_bound(LemmaTrial trial, const std::string& inequality,
                                                 Bound bound, const Error& wrong) {
  class Wrong final : public LemmaAtPoint {
   public:
    Wrong(const LemmaAtPoint& right, const std::string& name, Bound bound, const Error& wrong)
        : right_(right), name_(name), bound_(bound), wrong_(wrong) {}
    [[nodiscard]] Inequalities<Enclosure> in_intervals() const override {
      return with_wrong_side(right_.in_intervals(), name_, bound_, wrong_.in_intervals);
    }
    [[nodiscard]] Inequalities<ExponentialFraction> in_formulas() const override {
      return with_wrong_side(right_.in_formulas(), name_, bound_, wrong_.in_formulas);
    }
    [[nodiscard]] std::string describe() const override { return right_.describe(); }

   private:
    const LemmaAtPoint& right_;
    const std::string& name_;
    Bound bound_;
    const Error& wrong_;
  };
  for (PointTrial& points : trial.points) {
    points.visit = [visit = points.visit, inequality, bound, wrong](
                       std::int64_t first, std::int64_t last, const PointTrial::Visitor& visitor) {
      visit(first, last,
            [&](const LemmaAtPoint& right) { visitor(Wrong(right, inequality, bound, wrong)); });
    };
  }
  for (DomainTrial& domain : trial.domains) {
    domain.statement = [statement = domain.statement, inequality, bound,
                        wrong](const std::vector<Enclosure>& box) {
      return with_wrong_side(statement(box), inequality, bound, wrong.in_intervals);
    };
  }
  return trial;
}

}  // namespace benignity::test
