#include "theory/mean_field/second_order.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <boost/numeric/odeint/integrate/integrate_adaptive.hpp>
#include <boost/numeric/odeint/stepper/controlled_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>

#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// s/D of the vector u.
template <typename Real>
Real weight_gain(const SecondOrderSystem<Real>& system, const MeanFieldState<Real>& u) {
  using std::sqrt;
  const Real& share = system.weight_share;
  return (share +
          sqrt(share * share + 4 * system.growth * energy_per_sample(system.mean_field, u))) /
         2;
}

/// zeta/sqrt(D) of the vector r.
template <typename Real>
Real query_gain(const SecondOrderSystem<Real>& system, const MeanFieldState<Real>& r) {
  using std::sqrt;
  return sqrt(1 - system.weight_share + system.growth * energy_per_sample(system.mean_field, r));
}

/// sum over types and kinds of weight * multiplicity * a * rate, a the logits with noise part b:
/// (n times) a^T c.
template <typename Real>
Real logits_dot_rate(const MeanFieldSystem<Real>& system, const MeanFieldState<Real>& b,
                     const MeanFieldState<Real>& rate) {
  const auto lambda = signal_logits(system, b);
  const auto drift = signal_logits(system, rate);
  Real sum = (lambda.plus * drift.plus + lambda.minus * drift.minus) / system.kappa;
  for (const SampleType type : sample_types) {
    for (const TokenKind kind : token_kinds) {
      const std::size_t at = state_index(type, kind);
      sum += system.layout.weight[index_of(type)] * system.layout.multiplicity[index_of(kind)] *
             b[at] * rate[at];
    }
  }
  return sum;
}

}  // namespace

template <typename Real>
SecondOrderSystem<Real> second_order_system(const Parameters& parameters) {
  const Real gain = logit_gain<Real>(parameters);
  const Real weight_std = Real(parameters.init_weight_std());
  const Real noise = Real(parameters.noise_std);
  const Real dimension = Real(parameters.dimension);
  // At p0 = 0 the share is 1, and must not round to more: 1 - share stands under a root.
  const Real share = dimension * weight_std * weight_std / gain;
  return {mean_field_system<Real>(parameters), share < 1 ? share : Real(1),
          Real(parameters.samples) / gain / gain / (noise * noise) / dimension};
}

template <typename Real>
Real energy_per_sample(const MeanFieldSystem<Real>& system, const MeanFieldState<Real>& state) {
  return logits_dot_rate(system, state, state);
}

template <typename Real>
MeanFieldState<Real> trained_noise_logits(const SecondOrderSystem<Real>& system,
                                          const SecondOrderState<Real>& state) {
  const Real gain = query_gain(system, state.along_query);
  MeanFieldState<Real> trained;
  for (std::size_t i = 0; i < trained.size(); ++i) {
    trained[i] = state.along_weights[i] + gain * state.along_query[i];
  }
  return trained;
}

template <typename Real>
Real query_norm2_share(const SecondOrderSystem<Real>& system, const SecondOrderState<Real>& state) {
  const Real gain = query_gain(system, state.along_query);
  return weight_gain(system, state.along_weights) - system.weight_share + gain * gain;
}

template <typename Real>
SecondOrderState<Real> second_order_rate(const SecondOrderSystem<Real>& system,
                                         const SecondOrderState<Real>& state) {
  const auto lazy_rate = mean_field_rate(system.mean_field, trained_noise_logits(system, state));
  const MeanFieldState<Real>& u = state.along_weights;
  SecondOrderState<Real> rate;
  const Real query = query_gain(system, state.along_query);
  const Real weights = weight_gain(system, u);
  // (s - D_w)/|u|^2 = 1/s; where W0 = 0 nothing moves u.
  const Real stretch =
      weights > 0 ? Real(system.growth / weights * logits_dot_rate(system.mean_field, u, lazy_rate))
                  : Real(0);
  for (std::size_t i = 0; i < lazy_rate.size(); ++i) {
    rate.along_weights[i] = weights * lazy_rate[i] + stretch * u[i];
    rate.along_query[i] = query * lazy_rate[i];
  }
  return rate;
}

std::vector<SecondOrderState<double>> second_order_states(const SecondOrderSystem<double>& system,
                                                          const std::vector<double>& scaled_times) {
  namespace odeint = boost::numeric::odeint;
  using Unknowns = std::array<double, 32>;
  const auto unpack = [](const Unknowns& x) {
    SecondOrderState<double> state;
    std::copy_n(x.begin(), 16, state.along_weights.begin());
    std::copy_n(x.begin() + 16, 16, state.along_query.begin());
    return state;
  };
  const auto rate = [&](const Unknowns& x, Unknowns& derivative, double log_time) {
    const SecondOrderState<double> slope = second_order_rate(system, unpack(x));
    std::copy_n(slope.along_weights.begin(), 16, derivative.begin());
    std::copy_n(slope.along_query.begin(), 16, derivative.begin() + 16);
    for (double& entry : derivative) entry *= std::exp(log_time);  // dtheta/dlog(1 + theta)
  };
  constexpr double tolerance = 1e-9;
  const auto stepper =
      odeint::make_controlled<odeint::runge_kutta_dopri5<Unknowns>>(tolerance, tolerance);
  std::vector<SecondOrderState<double>> states;
  Unknowns unknowns{};
  double reached = 0;
  for (const double time : scaled_times) {
    const double target = std::log1p(time);
    if (!(target >= reached)) {
      throw std::invalid_argument("second_order_states: times must be >= 0 and not decrease");
    }
    constexpr double first_step = 1e-3;
    if (target > reached) {
      odeint::integrate_adaptive(stepper, rate, unknowns, reached, target,
                                 std::min(first_step, target - reached));
    }
    reached = target;
    states.push_back(unpack(unknowns));
  }
  return states;
}

template SecondOrderSystem<double> second_order_system<double>(const Parameters&);
template double energy_per_sample(const MeanFieldSystem<double>&, const MeanFieldState<double>&);
template MeanFieldState<double> trained_noise_logits(const SecondOrderSystem<double>&,
                                                     const SecondOrderState<double>&);
template double query_norm2_share(const SecondOrderSystem<double>&,
                                  const SecondOrderState<double>&);
template SecondOrderState<double> second_order_rate(const SecondOrderSystem<double>&,
                                                    const SecondOrderState<double>&);

}  // namespace benignity
