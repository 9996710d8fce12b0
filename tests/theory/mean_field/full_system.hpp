#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// The mean field written down a second time, without types, kinds, scaled time or conservation
/// laws: n samples of T tokens, every b and both lambda integrated on their own in the time
/// t = alpha tau of theory/README.md (7.1), (7.2), by classical Runge-Kutta. Shares no code with
/// theory/mean_field.
class FullSystem {
 public:
  struct Sample {
    int true_label;
    int observed_label;
  };

  FullSystem(const Parameters& parameters, std::vector<Sample> samples)
      : parameters_(parameters), samples_(std::move(samples)) {
    const auto tokens = static_cast<std::size_t>(parameters.tokens);
    unknowns_.assign(samples_.size() * tokens + 2, 0);
    for (const Sample& sample : samples_) {
      for (std::size_t t = 0; t < tokens; ++t) {
        const auto index = static_cast<std::int64_t>(t);
        double plus = 0, minus = 0;
        double& own = sample.true_label == 1 ? plus : minus;
        double& other = sample.true_label == 1 ? minus : plus;
        if (index == 0) {
          own = 1;
        } else if (index <= parameters.confusing_tokens) {
          other = parameters.weak_signal;
        } else if (index <= parameters.confusing_tokens + parameters.aligned_tokens()) {
          own = parameters.weak_signal;
        }
        plus_.push_back(plus);
        minus_.push_back(minus);
      }
    }
  }

  void advance(double time, int steps) {
    const double h = time / steps;
    for (int step = 0; step < steps; ++step) {
      const auto k1 = rate(unknowns_);
      const auto k2 = rate(moved(k1, h / 2));
      const auto k3 = rate(moved(k2, h / 2));
      const auto k4 = rate(moved(k3, h));
      for (std::size_t i = 0; i < unknowns_.size(); ++i) {
        unknowns_[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
    }
  }

  [[nodiscard]] double noise_logit(std::size_t sample, std::size_t token) const {
    return unknowns_[sample * static_cast<std::size_t>(parameters_.tokens) + token];
  }
  [[nodiscard]] double lambda_plus() const { return unknowns_[unknowns_.size() - 2]; }
  [[nodiscard]] double lambda_minus() const { return unknowns_.back(); }

 private:
  [[nodiscard]] std::vector<double> moved(const std::vector<double>& rate, double h) const {
    auto result = unknowns_;
    for (std::size_t i = 0; i < result.size(); ++i) {
      result[i] += h * rate[i];
    }
    return result;
  }

  [[nodiscard]] std::vector<double> rate(const std::vector<double>& at) const {
    const Parameters& p = parameters_;
    const auto tokens = static_cast<std::size_t>(p.tokens);
    const auto n = static_cast<double>(samples_.size());
    const auto d = static_cast<double>(p.dimension);
    const double weight_variance = std::pow(p.init_weight_std(), 2) + std::pow(p.init_query_std, 2);
    const double scale = d * weight_variance;
    const double g = p.head_norm() * p.signal_norm / std::sqrt(2.0);
    std::vector<double> result(at.size(), 0);
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      std::vector<double> weight(tokens);
      double total = 0;
      double value = 0;
      for (std::size_t t = 0; t < tokens; ++t) {
        const std::size_t j = i * tokens + t;
        weight[t] = std::exp(plus_[j] * at[at.size() - 2] + minus_[j] * at.back() + at[j]);
        total += weight[t];
        value += weight[t] * (plus_[j] - minus_[j]) * g;
      }
      value /= total;
      const double label = samples_[i].observed_label;
      for (std::size_t t = 0; t < tokens; ++t) {
        const std::size_t j = i * tokens + t;
        const double c = label / (1 + std::exp(label * value)) * weight[t] / total *
                         ((plus_[j] - minus_[j]) * g - value) / n;
        result[j] = scale * p.noise_std * p.noise_std * d * c;
        result[at.size() - 2] += scale * p.signal_norm * p.signal_norm * plus_[j] * c;
        result[at.size() - 1] += scale * p.signal_norm * p.signal_norm * minus_[j] * c;
      }
    }
    return result;
  }

  Parameters parameters_;
  std::vector<Sample> samples_;
  std::vector<double> plus_, minus_;
  std::vector<double> unknowns_;  // b, then lambda_+ and lambda_-
};

}  // namespace benignity
