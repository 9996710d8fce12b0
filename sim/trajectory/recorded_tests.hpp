#pragma once

#include <memory>
#include <vector>

#include "sim/data/token_law.hpp"
#include "sim/model/matrix.hpp"
#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

class RecordedReadouts;  // sim/test_law/recorded_readouts.hpp

/// Collects what fresh samples need to know of a run's recorded parameters, and draws them at the
/// end: the same fresh samples for every record. One class for each way an engine knows w = W^T p.

/// From w itself (d numbers): explicit fresh tokens.
class ExplicitTests {
 public:
  explicit ExplicitTests(const RunSettings& settings) : settings_(settings) {}
  void add(const Vector<double>& direction) { directions_.push_back(direction); }
  [[nodiscard]] std::vector<TestStatistics> statistics() const;

 private:
  RunSettings settings_;
  std::vector<Vector<double>> directions_;
};

/// From p and y with w = W0^T p + X^T y. W0 is drawn again, row by row, for all records at once.
class RebuiltTests {
 public:
  explicit RebuiltTests(const RunSettings& settings) : settings_(settings) {}
  /// `along_tokens`: y; its tokens X are the first rows of the set.
  void add(const TrainingSet& set, const Vector<double>& query, const Vector<double>& along_tokens);
  [[nodiscard]] std::vector<TestStatistics> statistics() const;

 private:
  RunSettings settings_;
  std::vector<Vector<double>> queries_;
  std::vector<Vector<double>> directions_;
};

/// From the M logits and <p, p_s>: the joint normal law of all records.
class SampledTests {
 public:
  /// `kernel`: K, M x M, lower triangle valid.
  SampledTests(const RunSettings& settings, const Matrix<double>& kernel);
  ~SampledTests();
  /// `query_products`: <p, p_s> for every recorded time s, the present one last.
  void add(const Vector<double>& logits, const std::vector<double>& query_products);
  [[nodiscard]] std::vector<TestStatistics> statistics() const;

 private:
  RunSettings settings_;
  std::unique_ptr<RecordedReadouts> readouts_;
};

}  // namespace benignity
