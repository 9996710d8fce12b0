#pragma once

#include <cmath>
#include <vector>

#include <Eigen/Core>

#include "theory/mean_field/layout.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// H explicit heads (W_h, p_h) on data for which the mean field's limits hold exactly: tokens
/// mu_+-1 parts along e_0, e_1 and noise sigma_eps sqrt(d) along an axis of its own each, so that K
/// is signal part + sigma_eps^2 d I; W_0 an isometry times sigma_w sqrt(d) (or the identity) and
/// W_0^T p_0 = 0 on the data. Steps of gradient descent or of the heavy ball, from their definition
/// alone: shares no formula with theory/mean_field but the counts of samples and tokens.
class ExplicitFamily {
 public:
  explicit ExplicitFamily(const Parameters& parameters) : p_(parameters) {
    const auto counts = fixed_type_counts(p_);
    const double head = p_.head_norm() * p_.signal_norm / std::sqrt(2.0);
    const auto size = p_.samples * p_.tokens;
    tokens_ = Eigen::MatrixXd::Zero(size, size + 2);
    values_ = Eigen::VectorXd::Zero(size);
    const double noise = p_.noise_std * std::sqrt(static_cast<double>(p_.dimension));
    Eigen::Index row = 0;
    for (const SampleType type : sample_types) {
      for (std::int64_t copy = 0; copy < counts[index_of(type)]; ++copy) {
        truths_.push_back(true_label(type));
        labels_.push_back(observed_label(type));
        for (std::int64_t t = 0; t < p_.tokens; ++t, ++row) {
          const bool confusing = t > 0 && t <= p_.confusing_tokens;
          const bool aligned = t > p_.confusing_tokens && t <= p_.confusing_tokens + 1;
          const double strength = t == 0 ? 1 : confusing || aligned ? p_.weak_signal : 0;
          const int side = confusing ? -true_label(type) : true_label(type);
          tokens_(row, side > 0 ? 0 : 1) = strength * p_.signal_norm;
          tokens_(row, 2 + row) = noise;
          values_(row) = strength * side * head;
        }
      }
    }
    const auto width = size + 2;
    const bool identity = p_.init_weight_law == InitWeightLaw::identity;
    const double root = std::sqrt(static_cast<double>(p_.dimension));
    Head start;
    start.weights = Eigen::MatrixXd::Zero(width + 1, width);
    start.weights.topRows(width).setIdentity();
    if (!identity) start.weights *= p_.init_weight_std() * root;
    start.query = Eigen::VectorXd::Zero(width + 1);
    start.query(width) = p_.init_query_std * root;
    start.weight_velocity = Eigen::MatrixXd::Zero(width + 1, width);
    start.query_velocity = Eigen::VectorXd::Zero(width + 1);
    heads_.assign(static_cast<std::size_t>(p_.heads), start);
    respond();
  }

  void step() {
    for (Head& head : heads_) {
      const Eigen::VectorXd drive = tokens_.transpose() * head.coefficients;
      const Eigen::MatrixXd weight_gradient = head.query * drive.transpose();
      const Eigen::VectorXd query_gradient = head.weights * drive;
      head.weight_velocity = p_.momentum * head.weight_velocity + weight_gradient;
      head.query_velocity = p_.momentum * head.query_velocity + query_gradient;
      if (p_.trained.weights) head.weights += p_.step_size * head.weight_velocity;
      if (p_.trained.query) head.query += p_.step_size * head.query_velocity;
    }
    respond();
  }

  /// Of the first head.
  [[nodiscard]] double least_lambda() const {
    const Eigen::VectorXd w = heads_[0].weights.transpose() * heads_[0].query;
    return p_.signal_norm * std::min(w(0), w(1));
  }
  [[nodiscard]] double query_norm2() const { return heads_[0].query.squaredNorm(); }
  [[nodiscard]] double least_relevant(bool noisy) const {
    double least = 1;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      if ((truths_[i] != labels_[i]) != noisy) continue;
      least = std::min(least, heads_[0].softmax(static_cast<Eigen::Index>(i) * p_.tokens));
    }
    return least;
  }
  [[nodiscard]] double least_margin() const {
    double least = margins_.front();
    for (const double margin : margins_) least = std::min(least, margin);
    return least;
  }

 private:
  struct Head {
    Eigen::MatrixXd weights, weight_velocity;
    Eigen::VectorXd query, query_velocity, softmax, coefficients;
  };

  void respond() {
    std::vector<std::vector<double>> outputs;
    for (Head& head : heads_) {
      const Eigen::VectorXd logits = tokens_ * (head.weights.transpose() * head.query);
      head.softmax = logits.array().exp();
      outputs.emplace_back();
      for (std::size_t i = 0; i < labels_.size(); ++i) {
        auto s = head.softmax.segment(static_cast<Eigen::Index>(i) * p_.tokens, p_.tokens);
        s /= s.sum();
        outputs.back().push_back(
            s.dot(values_.segment(static_cast<Eigen::Index>(i) * p_.tokens, p_.tokens)));
      }
      head.coefficients.resize(values_.size());
    }
    const double share =
        p_.head_output == HeadOutput::mean ? 1.0 / static_cast<double>(p_.heads) : 1;
    margins_.assign(labels_.size(), 0);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      for (const auto& output : outputs) margins_[i] += share * labels_[i] * output[i];
      const double weight =
          share * labels_[i] / (1 + std::exp(margins_[i])) / static_cast<double>(labels_.size());
      for (std::size_t h = 0; h < heads_.size(); ++h) {
        for (std::int64_t t = 0; t < p_.tokens; ++t) {
          const Eigen::Index j = static_cast<Eigen::Index>(i) * p_.tokens + t;
          heads_[h].coefficients(j) = weight * heads_[h].softmax(j) * (values_(j) - outputs[h][i]);
        }
      }
    }
  }

  Parameters p_;
  Eigen::MatrixXd tokens_;
  Eigen::VectorXd values_;
  std::vector<int> truths_, labels_;
  std::vector<double> margins_;
  std::vector<Head> heads_;
};

}  // namespace benignity
