#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/test_law/test_tally.hpp"
#include "theory/setting/token_law.hpp"

namespace benignity {

struct FreshSampleDesign;  // sim/test_law/fresh_samples.hpp

/// Some fresh samples of a design at R times, laid out for the vector kernels: samples side by
/// side, as many as fill whole vectors; those beyond the design are never counted, whatever they
/// hold. Nothing is allocated after construction.
class FreshBatch {
 public:
  FreshBatch(const TokenLaw& law, const FreshSampleDesign& design, Eigen::Index times);

  /// Takes the next samples, and draws their labels; false where the design has no more.
  [[nodiscard]] bool next();

  [[nodiscard]] std::uint32_t first() const { return static_cast<std::uint32_t>(first_); }
  [[nodiscard]] Eigen::Index size() const { return labels_.size(); }  ///< with those not counted
  [[nodiscard]] Eigen::Index counted() const { return counted_; }     ///< those of the design
  [[nodiscard]] Eigen::Index times() const { return times_; }         ///< R, in whole squares
  [[nodiscard]] double label(Eigen::Index sample) const { return labels_(sample); }

  /// Head values of token t: `size` numbers. Logits without their signal part of token t at time r:
  /// `size` numbers; the next time's follow.
  [[nodiscard]] double* head_values(Eigen::Index t) { return &head_values_(t * size()); }
  [[nodiscard]] double* logits(Eigen::Index t, Eigen::Index r) {
    return &logits_(t * token_stride_ + r * size());
  }

  /// Adds the response at each time to its tally. Column r of `plus` (T x R): what a sample with Y*
  /// = 1 has for logits beside the above at time r; `minus` with Y* = -1.
  void respond(const Matrix<double>& plus, const Matrix<double>& minus,
               std::vector<TestTally>& tallies);

 private:
  const FreshSampleDesign& design_;
  Eigen::Index tokens_;
  Eigen::Index times_;
  Eigen::Index token_stride_;
  std::int64_t first_ = 0;
  std::int64_t counted_ = 0;
  Vector<double> labels_;
  Vector<double> head_values_;
  Vector<double> logits_;
  Vector<double> margin_;
  Vector<double> relevant_;
  Vector<double> loss_;
};

}  // namespace benignity
