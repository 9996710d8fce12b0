#pragma once

#include <memory>
#include <vector>

#include "sim/model/matrix.hpp"
#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

class HeadsReadouts;  // sim/test_law/heads_readouts.hpp

/// recorded_tests.hpp for a model of the family: collects its directions (heads, then the outputs
/// of the linear heads) at the recorded times, and draws the same fresh samples for all at the end.

/// From the directions themselves, d numbers each.
class ExplicitHeadsTests {
 public:
  explicit ExplicitHeadsTests(const RunSettings& settings) : settings_(settings) {}
  void add(const std::vector<Vector<double>>& directions);
  [[nodiscard]] std::vector<TestStatistics> statistics() const;

 private:
  RunSettings settings_;
  std::size_t times_ = 0;
  std::vector<Vector<double>> directions_;
};

/// From w_h = W_h(0)^T v + (what lies along the tokens): W(0), or W_K(0), is drawn again, row by
/// row, for all records at once.
class RebuiltHeadsTests {
 public:
  /// `rows`: the tokens and probes, M x d.
  RebuiltHeadsTests(const RunSettings& settings, RowMatrix<double> rows);

  [[nodiscard]] auto tokens() const {
    return rows_.topRows(settings_.parameters.samples * settings_.parameters.tokens);
  }
  /// nu of a linear head at tau = 0, d x K.
  [[nodiscard]] Matrix<double> initial_head(std::size_t linear_head) const;

  void add_before(std::size_t head, const Vector<double>& before);
  /// The directions but for W_h(0)^T v; after add_before of every head.
  void add(const std::vector<Vector<double>>& along_tokens);
  [[nodiscard]] std::vector<TestStatistics> statistics() const;

 private:
  RunSettings settings_;
  RowMatrix<double> rows_;
  std::vector<std::vector<Vector<double>>> before_;  // head, time
  std::vector<std::vector<Vector<double>>> along_;   // time, direction
};

/// From the products with the M vectors: the joint normal law of all records.
class SampledHeadsTests {
 public:
  SampledHeadsTests(const RunSettings& settings, const Matrix<double>& kernel);
  ~SampledHeadsTests();
  void add(const Matrix<double>& products, const std::vector<std::vector<double>>& before);
  [[nodiscard]] std::vector<TestStatistics> statistics() const;

 private:
  RunSettings settings_;
  std::unique_ptr<HeadsReadouts> readouts_;
};

}  // namespace benignity
