#include "sim/measure/class_gram.hpp"

#include <utility>

namespace benignity {

ClassGram::ClassGram(const Matrix<double>& kernel, std::vector<std::int64_t> classes,
                     std::int64_t class_count)
    : kernel_(&kernel),
      tokens_(kernel.rows() / static_cast<Eigen::Index>(classes.size())),
      classes_(std::move(classes)),
      members_(static_cast<std::size_t>(class_count)) {
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    members_[static_cast<std::size_t>(classes_[i])].push_back(static_cast<std::int64_t>(i));
  }
}

ClassGram ClassGram::of(const std::vector<std::int64_t>& samples) const {
  ClassGram some = *this;
  for (auto& members : some.members_) members.clear();
  for (const std::int64_t sample : samples) {
    const auto class_number = static_cast<std::size_t>(classes_[static_cast<std::size_t>(sample)]);
    some.members_[class_number].push_back(sample);
  }
  return some;
}

double ClassGram::mean_product(std::int64_t k, std::int64_t t, std::int64_t l,
                               std::int64_t u) const {
  double sum = 0;
  double pairs = 0;
  for (const std::int64_t i : members(k)) {
    for (const std::int64_t j : members(l)) {
      if (i == j) continue;
      sum += entry(i, t, j, u);
      pairs += 1;
    }
  }
  return sum / pairs;
}

double ClassGram::noise_trace() const {
  double sum = 0;
  for (std::int64_t k = 0; k < class_count(); ++k) {
    for (std::int64_t t = 0; t < tokens_; ++t) {
      double squares = 0;
      for (const std::int64_t i : members(k)) squares += entry(i, t, i, t);
      sum += squares / static_cast<double>(members(k).size()) - mean_product(k, t, k, t);
    }
  }
  return sum / static_cast<double>(class_count() * tokens_);
}

double ClassGram::squared_noise_trace() const {
  double sum = 0;
  for (std::int64_t k = 0; k < class_count(); ++k) {
    const auto n = static_cast<double>(members(k).size());
    for (std::int64_t t = 0; t < tokens_; ++t) {
      // Over different samples i, j, l, m: <x_i,x_j>^2 - 2 <x_i,x_j><x_j,x_l> + <x_i,x_j><x_l,x_m>,
      // from sums over pairs, of rows, and of squares.
      double all = 0;
      double of_rows = 0;
      double of_squares = 0;
      for (const std::int64_t i : members(k)) {
        double row = 0;
        for (const std::int64_t j : members(k)) {
          if (i == j) continue;
          const double product = entry(i, t, j, t);
          row += product;
          of_squares += product * product;
        }
        all += row;
        of_rows += row * row;
      }
      const double pairs = of_squares / (n * (n - 1));
      const double triples = (of_rows - of_squares) / (n * (n - 1) * (n - 2));
      const double fours =
          (all * all + 2 * of_squares - 4 * of_rows) / (n * (n - 1) * (n - 2) * (n - 3));
      sum += pairs - 2 * triples + fours;
    }
  }
  return sum / static_cast<double>(class_count() * tokens_);
}

}  // namespace benignity
