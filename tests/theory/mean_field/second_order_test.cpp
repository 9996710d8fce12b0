#include "theory/mean_field/second_order.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include <Eigen/Core>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/theory/mean_field/random_system.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// The Gram equations (6.1) on every token of one sample of each type (n = 4) with K = signal part
/// + sigma_eps^2 d I and H = sigma_w^2 d K, by fixed-step Runge-Kutta in gradient-descent time.
class FullEquations {
 public:
  explicit FullEquations(const Parameters& parameters) : parameters_(parameters) {
    const auto layout = mean_field_layout<double>(parameters);
    const double signal = parameters.signal_norm * parameters.signal_norm;
    const double head = parameters.head_norm() * parameters.signal_norm / std::sqrt(2.0);
    for (const SampleType type : sample_types) {
      for (const TokenKind kind : token_kinds) {
        for (int copy = 0; copy < layout.multiplicity[index_of(kind)]; ++copy) {
          tokens_.push_back({type, kind, signal_coefficients(layout, type, kind)});
        }
      }
    }
    const auto size = static_cast<Eigen::Index>(tokens_.size());
    kernel_.resize(size, size);
    head_.resize(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      const auto& a = tokens_[static_cast<std::size_t>(i)].m;
      head_(i) = head * (a.plus - a.minus);
      for (Eigen::Index j = 0; j < size; ++j) {
        const auto& b = tokens_[static_cast<std::size_t>(j)].m;
        kernel_(i, j) = signal * (a.plus * b.plus + a.minus * b.minus);
      }
      kernel_(i, i) +=
          parameters.noise_std * parameters.noise_std * static_cast<double>(parameters.dimension);
    }
    const auto d = static_cast<double>(parameters.dimension);
    logits = Eigen::VectorXd::Zero(size);
    query_norm2 = parameters.init_query_std * parameters.init_query_std * d;
    weighted_ = parameters.init_weight_std() * parameters.init_weight_std() * d * kernel_;
  }

  void run(double time, int steps) {
    const double h = time / steps;
    for (int i = 0; i < steps; ++i) {
      const Rate k1 = rate(logits, weighted_, query_norm2);
      const Rate k2 = after(k1, h / 2);
      const Rate k3 = after(k2, h / 2);
      const Rate k4 = after(k3, h);
      logits += h / 6 * (k1.logits + 2 * k2.logits + 2 * k3.logits + k4.logits);
      weighted_ += h / 6 * (k1.weighted + 2 * k2.weighted + 2 * k3.weighted + k4.weighted);
      query_norm2 += h / 6 * (k1.query + 2 * k2.query + 2 * k3.query + k4.query);
    }
  }

  /// The logit of the first token of that type and kind.
  [[nodiscard]] double logit(SampleType type, TokenKind kind) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].type == type && tokens_[i].kind == kind) {
        return logits(static_cast<Eigen::Index>(i));
      }
    }
    return std::nan("");
  }

  Eigen::VectorXd logits;
  double query_norm2;

 private:
  struct Token {
    SampleType type;
    TokenKind kind;
    SignalCoefficients<double> m;
  };
  struct Rate {
    Eigen::VectorXd logits;
    Eigen::MatrixXd weighted;
    double query;
  };

  [[nodiscard]] Rate after(const Rate& k, double h) const {
    return rate(logits + h * k.logits, weighted_ + h * k.weighted, query_norm2 + h * k.query);
  }

  [[nodiscard]] Rate rate(const Eigen::VectorXd& a, const Eigen::MatrixXd& weighted,
                          double q) const {
    Eigen::VectorXd c(a.size());
    const Eigen::Index length = parameters_.tokens;
    for (Eigen::Index first = 0; first < a.size(); first += length) {
      const int label = observed_label(tokens_[static_cast<std::size_t>(first)].type);
      Eigen::ArrayXd s = a.segment(first, length).array().exp();
      s /= s.sum();
      const Eigen::ArrayXd gamma = head_.segment(first, length).array();
      const double f = (s * gamma).sum();
      c.segment(first, length) = label / (4 * (1 + std::exp(label * f))) * s * (gamma - f);
    }
    const Eigen::VectorXd k = kernel_ * c;
    return {weighted * c + q * k, a * k.transpose() + k * a.transpose(), 2 * a.dot(c)};
  }

  Parameters parameters_;
  std::vector<Token> tokens_;
  Eigen::MatrixXd kernel_;
  Eigen::MatrixXd weighted_;
  Eigen::VectorXd head_;
};

/// One sample of each type, far from lazy.
Parameters four_samples(double query_std) {
  Parameters parameters;
  parameters.samples = 4;
  parameters.label_noise = 0.5;
  parameters.tokens = 5;
  parameters.dimension = 50;
  parameters.signal_norm = 8;
  parameters.chosen_init_weight_std = 0.06;
  parameters.init_query_std = query_std;
  return parameters;
}

TEST_CASE("it solves the equations of H and q on every token, whatever share p0 has") {
  for (const double query_std : {0.0, 0.05, 0.3}) {
    const Parameters parameters = four_samples(query_std);
    FullEquations full(parameters);
    const double time = 3;
    full.run(time, 3000);
    const auto system = second_order_system<double>(parameters);
    const double scaled =
        time / parameters.step_size * std::exp(-log_steps_per_scaled_time(parameters));
    const auto state = second_order_states(system, {scaled}).front();
    const auto b = trained_noise_logits(system, state);
    const auto lambda = signal_logits(system.mean_field, b);
    INFO("sigma_p = " << query_std);
    CHECK(full.query_norm2 > 1.03 * parameters.init_query_std * parameters.init_query_std * 50);
    CHECK(query_norm2_share(system, state) * logit_gain<double>(parameters) ==
          Approx(full.query_norm2).epsilon(1e-6));
    for (const SampleType type : sample_types) {
      for (const TokenKind kind : token_kinds) {
        const auto m = signal_coefficients(system.mean_field.layout, type, kind);
        CHECK(m.plus * lambda.plus + m.minus * lambda.minus + b[state_index(type, kind)] ==
              Approx(full.logit(type, kind)).epsilon(1e-6).margin(1e-7));
      }
    }
  }
}

TEST_CASE("without growth it is the lazy mean field at every split of D") {
  CHECK(rc::check([] {
    const MeanFieldSystem<double> lazy = random_system();
    const SecondOrderSystem<double> system{lazy, *rc::gen::inRange(0, 11) / 10.0, 0};
    const auto b = random_state(lazy, 5);
    SecondOrderState<double> state;
    const double share = system.weight_share;
    for (std::size_t i = 0; i < b.size(); ++i) {
      state.along_weights[i] = share * b[i];
      state.along_query[i] = std::sqrt(1 - share) * b[i];
    }
    const auto rate = second_order_rate(system, state);
    const auto expected = mean_field_rate(lazy, b);
    for (std::size_t i = 0; i < b.size(); ++i) {
      const double moved = rate.along_weights[i] + std::sqrt(1 - share) * rate.along_query[i];
      RC_ASSERT(std::abs(moved - expected[i]) <= 1e-12);
    }
    RC_ASSERT(std::abs(query_norm2_share(system, state) - (1 - share)) <= 1e-12);
  }));
}

TEST_CASE("the query grows as training goes on") {
  const Parameters paper;
  const auto system = second_order_system<double>(paper);
  const auto early = second_order_states(system, {0.01, 0.5, 5});
  double previous = 0;
  for (const auto& state : early) {
    const double q = query_norm2_share(system, state);
    CHECK(q > previous);
    previous = q;
  }
}

TEST_CASE("times may repeat or be zero but not decrease") {
  const auto system = second_order_system<double>(Parameters{});
  const auto states = second_order_states(system, {0, 1, 1});
  CHECK(states[0].along_weights == MeanFieldState<double>{});
  CHECK(states[1].along_weights == states[2].along_weights);
  CHECK_THROWS_AS(second_order_states(system, {1, 0.5}), std::invalid_argument);
  CHECK_THROWS_AS(second_order_states(system, {-1}), std::invalid_argument);
}

}  // namespace
}  // namespace benignity
