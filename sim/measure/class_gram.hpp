#pragma once

#include <cstdint>
#include <vector>

#include "sim/measure/class_means.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// The Gram matrix K of some samples' tokens, K_{(i,t),(j,u)} = <x_{i,t}, x_{j,u}>, with the class
/// of each sample: everything that is measured is a function of it. Sums run over different
/// samples, so that each figure below is unbiased (a U-statistic) whatever the law of the tokens.
class ClassGram {
 public:
  /// `kernel`: nT x nT, all of it; `classes`: n, 0..C-1, each with at least 4 samples; `absent`:
  /// nT, 1 where a sample has no token, or empty: sums then run over the tokens that are there.
  ClassGram(const Matrix<double>& kernel, std::vector<std::int64_t> classes,
            std::int64_t class_count, std::vector<std::uint8_t> absent = {});

  /// The same figures of some of the samples.
  [[nodiscard]] ClassGram of(const std::vector<std::int64_t>& samples) const;

  [[nodiscard]] std::int64_t class_count() const {
    return static_cast<std::int64_t>(members_.size());
  }
  [[nodiscard]] std::int64_t tokens() const { return tokens_; }
  [[nodiscard]] const std::vector<std::int64_t>& members(std::int64_t class_number) const {
    return members_[static_cast<std::size_t>(class_number)];
  }
  [[nodiscard]] const ClassMembers& members() const { return members_; }
  /// The members of a class that have a token at place t.
  [[nodiscard]] std::vector<std::int64_t> present(std::int64_t class_number, std::int64_t t) const;

  /// <mu_{k,t}, mu_{l,u}> of the mean tokens of class k at place t and class l at place u; NaN
  /// where no two samples have them.
  [[nodiscard]] double mean_product(std::int64_t k, std::int64_t t, std::int64_t l,
                                    std::int64_t u) const;
  /// tr S and tr S^2 of the covariance S of a token around its mean, as means over the classes and
  /// places with two and with four tokens; the second is that of Chen, Zhang & Zhong 2010, not the
  /// plug-in, which tends to (tr S)^2/n.
  [[nodiscard]] double noise_trace() const;
  [[nodiscard]] double squared_noise_trace() const;

 private:
  [[nodiscard]] double entry(std::int64_t i, std::int64_t t, std::int64_t j, std::int64_t u) const {
    return (*kernel_)(i * tokens_ + t, j * tokens_ + u);
  }

  const Matrix<double>* kernel_;
  std::int64_t tokens_;
  std::vector<std::int64_t> classes_;  // of every sample of the kernel
  std::vector<std::uint8_t> absent_;   // nT, or empty
  ClassMembers members_;               // samples of each class
};

}  // namespace benignity
