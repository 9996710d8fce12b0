#include "theory/mean_field/own_coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "theory/elementary.hpp"

namespace benignity {
namespace {

double dot(const double* x, const double* y, std::size_t count) {
  double sum = 0;
  for (std::size_t j = 0; j < count; ++j) sum += x[j] * y[j];
  return sum;
}

/// x + h (w1 k1 + w2 k2 + w3 k3 + w4 k4), rates of weight 0 left out.
struct Stage {
  double weight;
  const std::vector<double>* rate;
};
std::vector<double> moved(std::vector<double> x, double h, std::initializer_list<Stage> stages) {
  for (const Stage& stage : stages) {
    const double weight = h * stage.weight;
    for (std::size_t j = 0; j < x.size(); ++j) x[j] += weight * (*stage.rate)[j];
  }
  return x;
}

void require(bool fits, const char* what, std::size_t is, std::size_t must) {
  if (fits) return;
  throw std::invalid_argument(std::string("OwnCoordinatesPath: ") + what + " has length " +
                              std::to_string(is) + ", but must have " + std::to_string(must));
}

}  // namespace

OwnCoordinatesPath::OwnCoordinatesPath(OwnCoordinates system, double tolerance)
    : system_(std::move(system)),
      tolerance_(tolerance),
      count_(static_cast<std::size_t>(system_.samples * system_.tokens)) {
  if (!(tolerance >= 1e-12 && tolerance <= 1e-2)) {
    throw std::invalid_argument("OwnCoordinatesPath: tolerance is " + std::to_string(tolerance) +
                                ", but must be between 1e-12 and 1e-2");
  }
  const TokenKernel& kernel = system_.kernel;
  const auto require_size = [](const char* what, std::size_t is, std::size_t must) {
    require(is == must, what, is, must);
  };
  require_size("labels", system_.labels.size(), static_cast<std::size_t>(system_.samples));
  require_size("head_values", system_.head_values.size(), count_);
  require(system_.absent.empty() || system_.absent.size() == count_, "absent",
          system_.absent.size(), count_);
  if (kernel.whole.empty()) {
    require_size("across2", kernel.across2.size(), count_);
    require_size("along", kernel.along.size(), count_ * static_cast<std::size_t>(kernel.rank));
  } else {
    require_size("whole", kernel.whole.size(), count_ * count_);
  }
  softmax_.resize(count_);
  coefficients_.resize(count_);
  margins_.resize(system_.labels.size());
  const bool has_query = system_.query_gain > 0 && system_.kernel_motion == KernelMotion::grows;
  state_.assign(has_query ? 2 * count_ : count_, 0.0);
  rate_ = rate(state_);
  require_finite(rate_);
  // A thousandth of the fastest logit's unit; the controller takes over.
  LargestError fastest;
  for (const double drift : product(trained(rate_).data())) fastest.see(drift);
  constexpr double first_change = 1e-3;
  next_length_ = fastest.value() > 0 ? first_change / fastest.value() : 1;
}

std::vector<double> OwnCoordinatesPath::product(const double* beta) const {
  const TokenKernel& kernel = system_.kernel;
  std::vector<double> logits(count_);
  if (!kernel.whole.empty()) {
    for (std::size_t j = 0; j < count_; ++j) {
      logits[j] = dot(&kernel.whole[j * count_], beta, count_);
    }
    return logits;
  }
  const auto rank = static_cast<std::size_t>(kernel.rank);
  std::vector<double> direction(rank);
  for (std::size_t j = 0; j < count_; ++j) {
    for (std::size_t k = 0; k < rank; ++k) direction[k] += beta[j] * kernel.along[j * rank + k];
  }
  for (std::size_t j = 0; j < count_; ++j) {
    logits[j] = kernel.across2[j] * beta[j] + dot(&kernel.along[j * rank], direction.data(), rank);
  }
  return logits;
}

/// beta of w = u + zeta r; (13.4)
std::vector<double> OwnCoordinatesPath::trained(const State& state) const {
  std::vector<double> beta(state.begin(), state.begin() + static_cast<std::ptrdiff_t>(count_));
  if (state.size() == count_) return beta;
  const double* r = state.data() + count_;
  const double zeta = std::sqrt(system_.query_gain + dot(r, product(r).data(), count_));
  for (std::size_t j = 0; j < count_; ++j) beta[j] += zeta * r[j];
  return beta;
}

/// Softmax, margins and c of these logits, (3.1) with (3.4).
void OwnCoordinatesPath::attend(const std::vector<double>& logits) {
  const auto tokens = static_cast<std::size_t>(system_.tokens);
  for (std::size_t i = 0; i < margins_.size(); ++i) {
    const std::size_t first = i * tokens;
    const auto is_there = [&](std::size_t j) {
      return system_.absent.empty() || system_.absent[j] == 0;
    };
    std::size_t pivot = first;
    for (std::size_t j = first; j < first + tokens; ++j) {
      if (is_there(j) && (!is_there(pivot) || logits[j] > logits[pivot])) pivot = j;
    }
    double total = 0;
    for (std::size_t j = first; j < first + tokens; ++j) {
      softmax_[j] = is_there(j) ? std::exp(logits[j] - logits[pivot]) : 0;
      total += softmax_[j];
    }
    const std::vector<double>& value = system_.head_values;
    double beyond_pivot = 0;  // f - gamma_pivot
    for (std::size_t j = first; j < first + tokens; ++j) {
      softmax_[j] /= total;
      if (is_there(j)) beyond_pivot += softmax_[j] * (value[j] - value[pivot]);
    }
    const int label = system_.labels[i];
    margins_[i] = label * (value[pivot] + beyond_pivot);
    const double slope = label / (1 + std::exp(margins_[i])) / static_cast<double>(margins_.size());
    for (std::size_t j = first; j < first + tokens; ++j) {
      coefficients_[j] =
          is_there(j) ? slope * softmax_[j] * ((value[j] - value[pivot]) - beyond_pivot) : 0;
    }
  }
}

OwnCoordinatesPath::State OwnCoordinatesPath::rate(const State& state) {
  const std::vector<double> of_weights = product(state.data());
  if (system_.kernel_motion == KernelMotion::frozen) {
    std::vector<double> logits = of_weights;
    attend(logits);
    const double gain = system_.weight_gain + system_.query_gain;
    return moved(State(count_, 0.0), gain, {{1, &coefficients_}});
  }
  const bool has_query = state.size() > count_;
  std::vector<double> logits = of_weights;
  double zeta = 0;
  if (has_query) {
    const double* r = state.data() + count_;
    const std::vector<double> of_query = product(r);
    zeta = std::sqrt(system_.query_gain + dot(r, of_query.data(), count_));
    for (std::size_t j = 0; j < count_; ++j) logits[j] += zeta * of_query[j];
  }
  attend(logits);
  const double length2 = dot(state.data(), of_weights.data(), count_);
  const double start = system_.weight_gain;
  const double gain = (start + std::sqrt(start * start + 4 * length2)) / 2;
  const double growth = gain > 0 ? dot(coefficients_.data(), of_weights.data(), count_) / gain : 0;
  State rate(state.size());
  for (std::size_t j = 0; j < count_; ++j) {
    rate[j] = gain * coefficients_[j] + growth * state[j];
    if (has_query) rate[count_ + j] = zeta * coefficients_[j];
  }
  return rate;
}

void OwnCoordinatesPath::require_finite(const State& rate) const {
  double sum = 0;
  for (const double entry : rate) sum += entry;
  if (std::isfinite(sum)) return;
  throw std::domain_error("OwnCoordinatesPath: the solution leaves the range of double at time " +
                          std::to_string(time_));
}

void OwnCoordinatesPath::step(double latest) {
  for (;;) {
    const bool is_last = next_length_ >= latest - time_;
    const double h = is_last ? latest - time_ : next_length_;
    const State second = rate(moved(state_, h, {{1.0 / 2, &rate_}}));
    const State third = rate(moved(state_, h, {{3.0 / 4, &second}}));
    State end = moved(state_, h, {{2.0 / 9, &rate_}, {1.0 / 3, &second}, {4.0 / 9, &third}});
    State behind = rate(end);
    require_finite(behind);
    const State error =
        moved(State(end.size(), 0.0), h,
              {{-5.0 / 72, &rate_}, {1.0 / 12, &second}, {1.0 / 9, &third}, {-1.0 / 8, &behind}});
    const std::vector<double> at_end = product(trained(end).data());
    const std::vector<double> beside = product(trained(moved(end, 1, {{1, &error}})).data());
    LargestError worst;
    for (std::size_t j = 0; j < count_; ++j) {
      worst.see((beside[j] - at_end[j]) / (tolerance_ * (1 + std::abs(at_end[j]))));
    }
    // The error of a step goes with the cube of its length.
    const double factor = 0.9 / std::cbrt(std::max(worst.value(), 1e-3));
    if (!(worst.value() <= 1)) {
      next_length_ = h * std::max(factor, 0.2);
      continue;
    }
    time_ = is_last ? latest : time_ + h;
    if (!is_last || factor < 1) next_length_ = h * std::min(factor, 5.0);
    state_ = std::move(end);
    rate_ = std::move(behind);
    return;
  }
}

double OwnCoordinatesPath::loss() const {
  double sum = 0;
  for (const double margin : margins_) {
    sum += std::log1p(std::exp(-std::abs(margin))) + std::max(-margin, 0.0);
  }
  return sum / static_cast<double>(margins_.size());
}

std::vector<double> OwnCoordinatesPath::logits() const { return product(trained(state_).data()); }

std::vector<double> OwnCoordinatesPath::direction() const {
  const std::vector<double> beta = trained(state_);
  const auto rank = static_cast<std::size_t>(system_.kernel.rank);
  std::vector<double> direction(rank);
  for (std::size_t j = 0; j < count_ && rank > 0; ++j) {
    for (std::size_t k = 0; k < rank; ++k) {
      direction[k] += beta[j] * system_.kernel.along[j * rank + k];
    }
  }
  return direction;
}

}  // namespace benignity
