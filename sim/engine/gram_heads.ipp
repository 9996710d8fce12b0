#pragma once

#include <utility>

#include "sim/engine/column_gram.ipp"
#include "sim/engine/gram_heads.hpp"
#include "sim/model/products.hpp"
#include "sim/model/state_archive.hpp"

namespace benignity {

/// share_j <- sum_i B_ij share_i: of what was there at the start.
template <class Real>
void apply_rule_at_rest(const LinearRule<Real>& rule, std::vector<Real>& shares) {
  apply_rule(rule, Real(0), shares);
}

/// [q, a^T; a, H] of the first `tokens` columns, lower triangle.
template <class Real>
Matrix<Real> start_of(const Matrix<Real>& products, const Vector<Real>& images,
                      const Real& query_norm2, Eigen::Index tokens) {
  Matrix<Real> start(tokens + 1, tokens + 1);
  start(0, 0) = query_norm2;
  start.col(0).tail(tokens) = images.head(tokens);
  start.row(0).tail(tokens) = images.head(tokens).transpose();
  const Matrix<Real> block = products.topLeftCorner(tokens, tokens);
  start.bottomRightCorner(tokens, tokens) = block.template selfadjointView<Eigen::Lower>();
  return start;
}

template <class Real>
RebuiltColumns<Real>::RebuiltColumns(Matrix<Real> start, Eigen::Index blocks)
    : start_(std::move(start)),
      query_(static_cast<std::size_t>(blocks), Vector<Real>::Zero(start_.rows())),
      weights_(static_cast<std::size_t>(blocks),
               Matrix<Real>::Zero(start_.rows(), start_.rows() - 1)) {
  query_.front()(0) = 1;
}

template <class Real>
void RebuiltColumns<Real>::step(const HeadRules<Real>& rules, const Real& weight_share,
                                const Vector<Real>& c, const Vector<Real>& k) {
  Vector<Real> query_gradient = product(weights_.front(), k);
  query_gradient.tail(c.size()) += c * weight_share;
  apply_rule_to_outer(rules.weights, query_.front(), c, weights_);
  apply_rule(rules.query, query_gradient, query_);
}

template <class Real>
Vector<Real> RebuiltColumns<Real>::along_tokens() const {
  const Vector<Real> seen = product(start_, query_.front());
  return product(weights_.front().transpose(), seen);
}

template <class Real>
GramHead<Real>::GramHead(const Matrix<Real>& products, const Vector<Real>& images,
                         const Real& query_norm2, HeadRules<Real> rules,
                         std::optional<Eigen::Index> rebuilt_tokens)
    : rules_(std::move(rules)),
      columns_(products, images, query_norm2, rules_.query, rules_.weights),
      weight_share_(static_cast<std::size_t>(rules_.weights.blocks()), Real(0)) {
  weight_share_.front() = 1;
  if (rebuilt_tokens) {
    rebuilt_.emplace(start_of(products, images, query_norm2, *rebuilt_tokens),
                     rules_.weights.blocks());
  }
}

template <class Real>
void GramHead<Real>::step(const Vector<Real>& c, const Vector<Real>& seen) {
  if (rebuilt_) rebuilt_->step(rules_, weight_share_.front(), c, seen.head(c.size()));
  columns_.step(c, seen);
  apply_rule_at_rest(rules_.weights, weight_share_);
}

template <class Real>
RebuiltDirection<Real> GramHead<Real>::direction() const {
  return {rebuilt_->query() * weight_share_.front(), rebuilt_->along_tokens()};
}

template <class Real>
std::vector<Real> GramHead<Real>::record() {
  columns_.remember();
  recorded_shares_.push_back(weight_share_.front());
  std::vector<Real> products = columns_.query_products();
  for (std::size_t s = 0; s < products.size(); ++s) {
    products[s] *= weight_share_.front() * recorded_shares_[s];
  }
  return products;
}

template <class Real>
void GramHead<Real>::keep(StateArchive& archive) {
  columns_.keep(archive);
  archive(weight_share_);
  if (rebuilt_) rebuilt_->keep(archive);
}

template <class Real>
GramKeyQueryHead<Real>::GramKeyQueryHead(Matrix<Real> keys, const Matrix<Real>& query_products,
                                         const Vector<Real>& images, const Real& query_norm2,
                                         HeadRules<Real> rules, Eigen::Index tokens)
    : rules_(std::move(rules)),
      columns_(query_products, images, query_norm2, rules_.query, rules_.weights) {
  const auto blocks = static_cast<std::size_t>(rules_.weights.blocks());
  keys_.assign(blocks, Matrix<Real>::Zero(keys.rows(), keys.cols()));
  key_tokens_.assign(blocks, Matrix<Real>::Zero(keys.rows(), tokens));
  key_share_.assign(blocks, Real(0));
  key_share_.front() = 1;
  keys_.front() = std::move(keys);
  logits_ = product(keys_.front().transpose(), columns_.images());
}

template <class Real>
void GramKeyQueryHead<Real>::step(const Vector<Real>& c, const Vector<Real>& seen) {
  const Vector<Real> u = columns_.images();
  const Vector<Real> y = product(keys_.front().leftCols(c.size()), c);
  columns_.step(y, y);
  apply_rule_to_outer(rules_.weights, u, seen, keys_);
  apply_rule_to_outer(rules_.weights, u, c, key_tokens_);
  apply_rule_at_rest(rules_.weights, key_share_);
  logits_ = product(keys_.front().transpose(), columns_.images());
}

template <class Real>
RebuiltDirection<Real> GramKeyQueryHead<Real>::direction() const {
  const Vector<Real>& u = columns_.images();
  return {u * key_share_.front(), product(key_tokens_.front().transpose(), u)};
}

template <class Real>
void GramKeyQueryHead<Real>::keep(StateArchive& archive) {
  columns_.keep(archive);
  archive(keys_, key_tokens_, key_share_, logits_);
}

template <class Real>
std::vector<Real> GramKeyQueryHead<Real>::record() {
  recorded_.push_back(columns_.images() * key_share_.front());
  std::vector<Real> products;
  for (const Vector<Real>& earlier : recorded_) products.push_back(earlier.dot(recorded_.back()));
  return products;
}

}  // namespace benignity
