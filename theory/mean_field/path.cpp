#include "theory/mean_field/path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <Eigen/LU>

#include "theory/elementary.hpp"

namespace benignity {
namespace {

using PathVector = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, 16, 1>;
using PathMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, 16, 16>;

/// RODAS of Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.7 and their
/// program rodas.f (method 1), in the form that needs no product with the Jacobian: stage i solves
/// (1/(gamma h) - J) g_i = f(y + sum_j a_ij g_j) + sum_j (c_ij/h) g_j. The coefficients of the time
/// derivative are left out, the system is autonomous; those of dense output too, see `after`.
namespace rodas {
constexpr double gamma = 0.25;
constexpr double a21 = 0.1544000000000000e+01;
constexpr double a31 = 0.9466785280815826e+00, a32 = 0.2557011698983284e+00;
constexpr double a41 = 0.3314825187068521e+01, a42 = 0.2896124015972201e+01,
                 a43 = 0.9986419139977817e+00;
constexpr double a51 = 0.1221224509226641e+01, a52 = 0.6019134481288629e+01,
                 a53 = 0.1253708332932087e+02, a54 = -0.6878860361058950e+00;
constexpr double c21 = -0.5668800000000000e+01;
constexpr double c31 = -0.2430093356833875e+01, c32 = -0.2063599157091915e+00;
constexpr double c41 = -0.1073529058151375e+00, c42 = -0.9594562251023355e+01,
                 c43 = -0.2047028614809616e+02;
constexpr double c51 = 0.7496443313967647e+01, c52 = -0.1024680431464352e+02,
                 c53 = -0.3399990352819905e+02, c54 = 0.1170890893206160e+02;
constexpr double c61 = 0.8083246795921522e+01, c62 = -0.7981132988064893e+01,
                 c63 = -0.3152159432874371e+02, c64 = 0.1631930543123136e+02,
                 c65 = -0.6058818238834054e+01;
}  // namespace rodas

std::vector<std::size_t> present_unknowns(const MeanFieldLayout<double>& layout) {
  std::vector<std::size_t> present;
  for (const SampleType type : sample_types) {
    for (const TokenKind kind : token_kinds) {
      if (layout.holds(type) && layout.holds(kind)) {
        present.push_back(state_index(type, kind));
      }
    }
  }
  return present;
}

/// Derivative of one type's rate by its own logits, kinds absent from the layout giving 0.
std::array<std::array<double, 4>, 4> logit_jacobian(const SampleAttention<double>& attention,
                                                    const MeanFieldLayout<double>& layout) {
  std::array<std::array<double, 4>, 4> block;
  for (std::size_t t = 0; t < 4; ++t) {
    for (std::size_t u = 0; u < 4; ++u) {
      const double own = t == u ? attention.advantage[t] : 0;
      const double shared =
          attention.advantage[t] + attention.advantage[u] +
          (1 - attention.loss_weight) * attention.advantage[t] * attention.advantage[u];
      block[t][u] = attention.loss_weight * attention.softmax[t] *
                    (own - layout.multiplicity[u] * attention.softmax[u] * shared);
    }
  }
  return block;
}

}  // namespace

MeanFieldJacobian mean_field_jacobian(const MeanFieldSystem<double>& system,
                                      const MeanFieldState<double>& state) {
  const auto& layout = system.layout;
  const auto logits = signal_logits(system, state);
  // Full index space first: own-logit blocks, then lambda's rank-two part.
  MeanFieldJacobian jacobian{present_unknowns(layout), {}};
  const std::size_t size = jacobian.present.size();
  jacobian.entries.reserve(size * size);
  std::array<std::array<std::array<double, 4>, 4>, 4> blocks{};
  MeanFieldState<double> along_plus{}, along_minus{};  // d(rate)/d(lambda_+-)
  MeanFieldState<double> plus_share{}, minus_share{};  // d(lambda_+-)/d(state)
  for (const SampleType type : sample_types) {
    if (!layout.holds(type)) {
      continue;
    }
    blocks[index_of(type)] = logit_jacobian(sample_attention(system, state, logits, type), layout);
    for (const TokenKind column : token_kinds) {
      const auto m = signal_coefficients(layout, type, column);
      const double share =
          system.kappa * layout.weight[index_of(type)] * layout.multiplicity[index_of(column)];
      plus_share[state_index(type, column)] = share * m.plus;
      minus_share[state_index(type, column)] = share * m.minus;
      for (const TokenKind row : token_kinds) {
        const double entry = blocks[index_of(type)][index_of(row)][index_of(column)];
        along_plus[state_index(type, row)] += entry * m.plus;
        along_minus[state_index(type, row)] += entry * m.minus;
      }
    }
  }
  for (const std::size_t c : jacobian.present) {
    for (const std::size_t r : jacobian.present) {
      const double own = r / 4 == c / 4 ? blocks[r / 4][r % 4][c % 4] : 0;
      jacobian.entries.push_back(own + along_plus[r] * plus_share[c] +
                                 along_minus[r] * minus_share[c]);
    }
  }
  return jacobian;
}

MeanFieldPath::MeanFieldPath(const MeanFieldSystem<double>& system, double tolerance)
    : system_(system), tolerance_(tolerance) {
  if (!(tolerance >= 1e-13 && tolerance <= 1e-2)) {
    throw std::invalid_argument("MeanFieldPath: tolerance is " + std::to_string(tolerance) +
                                ", but must be between 1e-13 and 1e-2");
  }
  look_around();
  // The signal logits are counted beside the tokens' own: at large kappa they move first, up to
  // kappa times as fast.
  const auto drift = signal_logits(system_, rate_);
  LargestError fastest;
  fastest.see(drift.plus);
  fastest.see(drift.minus);
  for (const double rate : rate_) fastest.see(rate);
  constexpr double first_change = 1e-3;  // of the fastest logit; the controller takes over
  next_length_ = fastest.value() > 0 ? first_change / fastest.value()
                                     : std::numeric_limits<double>::infinity();
}

void MeanFieldPath::look_around() {
  rate_ = mean_field_rate(system_, state_);
  LargestError rate;
  for (const double entry : rate_) rate.see(entry);
  if (!std::isfinite(rate.value())) {
    throw std::domain_error("MeanFieldPath: the rate at theta = " + std::to_string(time_) +
                            " is not finite: kappa or g is beyond what double can integrate");
  }
  jacobian_ = mean_field_jacobian(system_, state_);
}

MeanFieldPath::Trial MeanFieldPath::attempt(double length) const {
  const auto& present = jacobian_.present;
  const auto size = static_cast<Eigen::Index>(present.size());
  // Multiplied through by the length, so that nothing leaves the range of double at theta = e^200.
  PathMatrix shifted =
      -length * Eigen::Map<const Eigen::MatrixXd>(jacobian_.entries.data(), size, size);
  shifted.diagonal().array() += 1 / rodas::gamma;
  const Eigen::PartialPivLU<PathMatrix> factors(shifted);
  const auto scaled = [&](const MeanFieldState<double>& rate) {
    PathVector result(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      result(i) = length * rate[present[static_cast<std::size_t>(i)]];
    }
    return result;
  };
  const auto moved = [&](const PathVector& change) {
    MeanFieldState<double> result = state_;
    for (Eigen::Index i = 0; i < size; ++i) {
      result[present[static_cast<std::size_t>(i)]] += change(i);
    }
    return result;
  };
  const auto rate_after = [&](const PathVector& change) {
    return scaled(mean_field_rate(system_, moved(change)));
  };
  const PathVector g1 = factors.solve(scaled(rate_));
  PathVector change = rodas::a21 * g1;
  const PathVector g2 = factors.solve(rate_after(change) + rodas::c21 * g1);
  change = rodas::a31 * g1 + rodas::a32 * g2;
  const PathVector g3 = factors.solve(rate_after(change) + rodas::c31 * g1 + rodas::c32 * g2);
  change = rodas::a41 * g1 + rodas::a42 * g2 + rodas::a43 * g3;
  const PathVector g4 =
      factors.solve(rate_after(change) + rodas::c41 * g1 + rodas::c42 * g2 + rodas::c43 * g3);
  change = rodas::a51 * g1 + rodas::a52 * g2 + rodas::a53 * g3 + rodas::a54 * g4;
  const PathVector g5 = factors.solve(rate_after(change) + rodas::c51 * g1 + rodas::c52 * g2 +
                                      rodas::c53 * g3 + rodas::c54 * g4);
  change += g5;
  const PathVector g6 = factors.solve(rate_after(change) + rodas::c61 * g1 + rodas::c62 * g2 +
                                      rodas::c63 * g3 + rodas::c64 * g4 + rodas::c65 * g5);
  change += g6;
  // The embedded solution of order 3 is the one without g6: the last stage is its difference.
  Trial trial{moved(change), {}};
  for (Eigen::Index i = 0; i < size; ++i) {
    trial.error[present[static_cast<std::size_t>(i)]] = g6(i);
  }
  return trial;
}

double MeanFieldPath::relative_error(const Trial& trial) const {
  LargestError worst;  // a trial of NaN must be refused, not accepted with error 0
  LargestError largest;
  for (std::size_t i = 0; i < trial.end.size(); ++i) {
    const double size = std::abs(trial.end[i]);
    largest.see(size);
    worst.see(std::abs(trial.error[i]) / (tolerance_ * (1 + size)));
  }
  // The signal logits are asked for separately: they enter every token's softmax, and at large
  // kappa an error that the entries may have is kappa times as large in them. As sums of entries of
  // both signs they cannot be more accurate than those are rounded, whatever the tolerance: without
  // that floor no step would be short enough where they cancel.
  const auto logits = signal_logits(system_, trial.end);
  const auto error = signal_logits(system_, trial.error);
  const double rounding =
      16 * std::numeric_limits<double>::epsilon() * system_.kappa * largest.value();
  const auto against = [&](double wrong, double value) {
    return std::abs(wrong) / std::max(rounding, tolerance_ * (1 + std::abs(value)));
  };
  worst.see(against(error.plus, logits.plus));
  worst.see(against(error.minus, logits.minus));
  return std::isfinite(worst.value()) ? worst.value() : std::numeric_limits<double>::infinity();
}

MeanFieldStep MeanFieldPath::propose(double longest) {
  if (!std::isfinite(next_length_)) {
    return {next_length_, state_};
  }
  double length = std::min(next_length_, longest);
  while (true) {
    const Trial trial = attempt(length);
    const double error = relative_error(trial);
    // The estimate is of order 4 in the length.
    const double factor = std::clamp(0.9 * std::pow(error, -0.25), 0.2, 5.0);
    const bool shortest = length < std::numeric_limits<double>::min();
    // A length below the normal doubles cannot be halved in earnest: its end is taken as it is, so
    // that the path goes on, unless it is no state at all.
    if (error <= 1 || (shortest && std::isfinite(error))) {
      next_length_ = length * factor;
      return {length, trial.end};
    }
    if (shortest) {
      throw std::domain_error("MeanFieldPath: no step from theta = " + std::to_string(time_) +
                              " ends in a finite state");
    }
    length *= std::min(factor, 0.9);
  }
}

MeanFieldState<double> MeanFieldPath::after(double length) const {
  return length > 0 ? attempt(length).end : state_;
}

void MeanFieldPath::accept(const MeanFieldStep& step) {
  time_ += step.length;
  state_ = step.end;
  look_around();
}

}  // namespace benignity
