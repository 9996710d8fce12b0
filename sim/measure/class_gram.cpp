#include "sim/measure/class_gram.hpp"

#include <utility>

namespace benignity {

namespace {

/// Of a place: as many different samples meet in tr S, and in tr S^2.
constexpr std::size_t least_for_trace = 2;
constexpr std::size_t least_for_squared_trace = 4;

}  // namespace

ClassGram::ClassGram(const Matrix<double>& kernel, std::vector<std::int64_t> classes,
                     std::int64_t class_count, std::vector<std::uint8_t> absent)
    : kernel_(&kernel),
      tokens_(kernel.rows() / static_cast<Eigen::Index>(classes.size())),
      classes_(std::move(classes)),
      absent_(std::move(absent)),
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

std::vector<std::int64_t> ClassGram::present(std::int64_t class_number, std::int64_t t) const {
  if (absent_.empty()) return members(class_number);
  std::vector<std::int64_t> there;
  for (const std::int64_t i : members(class_number)) {
    if (absent_[static_cast<std::size_t>(i * tokens_ + t)] == 0) there.push_back(i);
  }
  return there;
}

double ClassGram::mean_product(std::int64_t k, std::int64_t t, std::int64_t l,
                               std::int64_t u) const {
  double sum = 0;
  double pairs = 0;
  const std::vector<std::int64_t> others = present(l, u);
  for (const std::int64_t i : present(k, t)) {
    for (const std::int64_t j : others) {
      if (i == j) continue;
      sum += entry(i, t, j, u);
      pairs += 1;
    }
  }
  return sum / pairs;
}

double ClassGram::noise_trace() const {
  double sum = 0;
  double count = 0;
  for (std::int64_t k = 0; k < class_count(); ++k) {
    for (std::int64_t t = 0; t < tokens_; ++t) {
      const std::vector<std::int64_t> there = present(k, t);
      if (there.size() < least_for_trace) continue;
      double squares = 0;
      for (const std::int64_t i : there) squares += entry(i, t, i, t);
      sum += squares / static_cast<double>(there.size()) - mean_product(k, t, k, t);
      count += 1;
    }
  }
  return sum / count;
}

double ClassGram::squared_noise_trace() const {
  double sum = 0;
  double count = 0;
  for (std::int64_t k = 0; k < class_count(); ++k) {
    for (std::int64_t t = 0; t < tokens_; ++t) {
      const std::vector<std::int64_t> there = present(k, t);
      if (there.size() < least_for_squared_trace) continue;
      const auto n = static_cast<double>(there.size());
      // Over different samples i, j, l, m: <x_i,x_j>^2 - 2 <x_i,x_j><x_j,x_l> + <x_i,x_j><x_l,x_m>,
      // from sums over pairs, of rows, and of squares.
      double all = 0;
      double of_rows = 0;
      double of_squares = 0;
      for (const std::int64_t i : there) {
        double row = 0;
        for (const std::int64_t j : there) {
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
      count += 1;
    }
  }
  return sum / count;
}

}  // namespace benignity
