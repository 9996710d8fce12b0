#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "sim/data/arrays/data_set.hpp"
#include "sim/engine/heads_descent.hpp"
#include "sim/model/head_parameters.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// A run on given tokens at tau = 0.
struct GivenStart {
  std::shared_ptr<const LabelledTokens> samples;  ///< labels: those that train
  Matrix<double> head;                            ///< nu, d x K
  const RowMatrix<double>* weights = nullptr;     ///< W; null: drawn
  const Vector<double>* query = nullptr;          ///< p; null: drawn
  std::optional<std::int64_t> query_token;        ///< z_i = x_{i,q} in place of p
  std::uint64_t seed = 0;
  std::uint64_t replicate = 0;
};

/// A model on given tokens as it trains, with what it is in R^d.
class GivenModel {
 public:
  GivenModel() = default;
  GivenModel(const GivenModel&) = delete;
  GivenModel& operator=(const GivenModel&) = delete;
  virtual ~GivenModel() = default;

  [[nodiscard]] virtual HeadsDescent<double>& descent() = 0;
  [[nodiscard]] virtual const HeadsDescent<double>& descent() const = 0;
  /// w with a = X w: one column, or one for each of these samples where the query is their token.
  [[nodiscard]] virtual Matrix<double> directions(std::size_t head,
                                                  const LabelledTokens& samples) const = 0;
  [[nodiscard]] virtual HeadParameters parameters(std::size_t head) const = 0;
  [[nodiscard]] virtual Matrix<double> linear_head() const = 0;  ///< nu, d x K
};

/// Explicit parameters: every model and optimiser.
[[nodiscard]] std::unique_ptr<GivenModel> dense_model(const Parameters& parameters,
                                                      const GivenStart& start);
/// Gram space: W and p, or W with a query token; no key and query matrices, no AdamW.
[[nodiscard]] std::unique_ptr<GivenModel> gram_model(const Parameters& parameters,
                                                     const GivenStart& start);

/// The queries of these samples, n x d: token q of each.
[[nodiscard]] RowMatrix<double> query_tokens(const LabelledTokens& samples, std::int64_t token);

}  // namespace benignity
