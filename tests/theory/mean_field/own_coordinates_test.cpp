#include "theory/mean_field/own_coordinates.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "theory/mean_field/second_order.hpp"
#include "theory/time_scales.hpp"

namespace own_coordinates_test {
namespace {

using namespace benignity;

Parameters small_setting() {
  Parameters parameters;
  parameters.samples = 10;
  parameters.tokens = 5;
  parameters.dimension = 1000;
  parameters.signal_norm = 20;
  return parameters;
}

/// Which unknown of the types' mean field each token is.
struct TypedTokens {
  OwnCoordinates system;
  std::vector<std::size_t> unknown;  ///< state_index of each token
};

/// Tokens that have exactly the coordinates of their types.
TypedTokens typed_tokens(const Parameters& p) {
  const auto layout = mean_field_layout<double>(p);
  const double g = p.head_norm() * p.signal_norm / std::sqrt(2.0);
  const auto d = static_cast<double>(p.dimension);
  TypedTokens typed;
  typed.system.samples = p.samples;
  typed.system.tokens = p.tokens;
  typed.system.kernel.rank = 2;
  typed.system.weight_gain = p.init_weight_std() * p.init_weight_std() * d;
  typed.system.query_gain = p.init_query_std * p.init_query_std * d;
  const auto counts = fixed_type_counts(p);
  for (const SampleType type : sample_types) {
    for (std::int64_t i = 0; i < counts[index_of(type)]; ++i) {
      typed.system.labels.push_back(observed_label(type));
      for (const TokenKind kind : token_kinds) {
        for (int copy = 0; copy < layout.multiplicity[index_of(kind)]; ++copy) {
          const auto m = signal_coefficients(layout, type, kind);
          typed.unknown.push_back(state_index(type, kind));
          typed.system.head_values.push_back(g * (m.plus - m.minus));
          typed.system.kernel.along.push_back(m.plus * p.signal_norm);
          typed.system.kernel.along.push_back(m.minus * p.signal_norm);
          typed.system.kernel.across2.push_back(p.noise_std * p.noise_std * d);
        }
      }
    }
  }
  return typed;
}

TokenKernel written_out(const TokenKernel& kernel) {
  const std::size_t count = kernel.across2.size();
  const auto rank = static_cast<std::size_t>(kernel.rank);
  TokenKernel whole;
  for (std::size_t j = 0; j < count; ++j) {
    for (std::size_t k = 0; k < count; ++k) {
      double entry = j == k ? kernel.across2[j] : 0;
      for (std::size_t r = 0; r < rank; ++r) {
        entry += kernel.along[j * rank + r] * kernel.along[k * rank + r];
      }
      whole.whole.push_back(entry);
    }
  }
  return whole;
}

void advance(OwnCoordinatesPath& path, double time) {
  while (path.time() < time) path.step(time);
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = a.size() == b.size() ? 0 : std::numeric_limits<double>::infinity();
  for (std::size_t j = 0; j < a.size(); ++j) largest = std::max(largest, std::abs(a[j] - b[j]));
  return largest;
}

/// Largest difference of a logit from the types' mean field (7b.8) at theta = 1, 10, 100.
double departure_from_types(const Parameters& p, const TypedTokens& typed) {
  const auto types = second_order_system<double>(p);
  const std::vector<double> thetas = {1, 10, 100};
  const auto states = second_order_states(types, thetas);
  OwnCoordinatesPath path(typed.system, 1e-8);
  const double time_unit = std::exp(log_steps_per_scaled_time(p)) * p.step_size;
  double largest = 0;
  for (std::size_t at = 0; at < thetas.size(); ++at) {
    advance(path, thetas[at] * time_unit);
    const auto b = trained_noise_logits(types, states[at]);
    const auto lambda = signal_logits(types.mean_field, b);
    const std::vector<double> logits = path.logits();
    for (std::size_t j = 0; j < logits.size(); ++j) {
      const SampleType type = sample_types[typed.unknown[j] / 4];
      const TokenKind kind = token_kinds[typed.unknown[j] % 4];
      const auto m = signal_coefficients(types.mean_field.layout, type, kind);
      const double expected = m.plus * lambda.plus + m.minus * lambda.minus + b[typed.unknown[j]];
      largest = std::max(largest, std::abs(logits[j] - expected));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("Tokens with the coordinates of their types follow the types' mean field") {
  Parameters parameters = small_setting();
  CHECK(departure_from_types(parameters, typed_tokens(parameters)) < 1e-5);
  parameters.init_query_std = parameters.init_weight_std();  // |p_0| as large as W's gain
  const TypedTokens typed = typed_tokens(parameters);
  CHECK(departure_from_types(parameters, typed) < 1e-5);
  TypedTokens longer = typed;  // what the comparison sees of 1% more noise
  for (double& length2 : longer.system.kernel.across2) length2 *= 1.01;
  CHECK(departure_from_types(parameters, longer) > 1e-3);
}

TEST_CASE("A kernel that is written out moves tokens as its coordinates do") {
  OwnCoordinates system = typed_tokens(small_setting()).system;
  for (const KernelMotion motion : {KernelMotion::grows, KernelMotion::frozen}) {
    system.kernel_motion = motion;
    OwnCoordinates whole = system;
    whole.kernel = written_out(system.kernel);
    OwnCoordinatesPath path(system, 1e-9);
    OwnCoordinatesPath other(whole, 1e-9);
    advance(path, 0.5);
    advance(other, 0.5);
    CHECK(largest_difference(path.logits(), other.logits()) < 1e-9);
    CHECK(path.loss() == Approx(other.loss()).epsilon(1e-10));
    CHECK(path.loss() < 0.9 * OwnCoordinatesPath(system, 1e-9).loss());
    // A fresh token at the place of mu_+ has the logit lambda_+.
    CHECK(path.direction()[0] * 20 > 0.1);
    CHECK(other.direction().empty());
  }
}

TEST_CASE("A gain that stands still is that of a frozen kernel alone") {
  OwnCoordinates system = typed_tokens(small_setting()).system;
  OwnCoordinates frozen = system;
  frozen.kernel_motion = KernelMotion::frozen;
  const auto departure = [&](double gain) {
    system.weight_gain = gain;
    frozen.weight_gain = gain;
    OwnCoordinatesPath path(system, 1e-9);
    OwnCoordinatesPath other(frozen, 1e-9);
    advance(path, 0.3 / gain);
    advance(other, 0.3 / gain);
    return largest_difference(path.logits(), other.logits());
  };
  CHECK(departure(0.33) > 0.01);
  CHECK(departure(100) < 1e-3);
}

TEST_CASE("An absent token is no token") {
  const OwnCoordinates whole = typed_tokens(small_setting()).system;
  OwnCoordinates masked = whole;
  OwnCoordinates without = whole;
  masked.absent.assign(whole.head_values.size(), 0);
  without.tokens = 4;
  without.head_values.clear();
  without.kernel.along.clear();
  without.kernel.across2.clear();
  for (std::size_t j = 0; j < whole.head_values.size(); ++j) {
    if (j % 5 == 4) {
      masked.absent[j] = 1;
      continue;
    }
    without.head_values.push_back(whole.head_values[j]);
    without.kernel.along.push_back(whole.kernel.along[2 * j]);
    without.kernel.along.push_back(whole.kernel.along[2 * j + 1]);
    without.kernel.across2.push_back(whole.kernel.across2[j]);
  }
  OwnCoordinatesPath path(masked, 1e-9);
  OwnCoordinatesPath other(without, 1e-9);
  advance(path, 0.5);
  advance(other, 0.5);
  CHECK(largest_difference(path.margins(), other.margins()) < 1e-9);
  CHECK(path.softmax()[4] == 0);
  OwnCoordinatesPath full(whole, 1e-9);
  advance(full, 0.5);
  CHECK(largest_difference(path.margins(), full.margins()) > 1e-3);
}

TEST_CASE("Systems that do not fit are refused") {
  const OwnCoordinates system = typed_tokens(small_setting()).system;
  CHECK_THROWS_AS(OwnCoordinatesPath(system, 0), std::invalid_argument);
  CHECK_THROWS_AS(OwnCoordinatesPath(system, std::nan("")), std::invalid_argument);
  const auto refused = [&](auto change) {
    OwnCoordinates changed = system;
    change(changed);
    CHECK_THROWS_AS(OwnCoordinatesPath(changed, 1e-6), std::invalid_argument);
  };
  refused([](OwnCoordinates& s) { s.labels.pop_back(); });
  refused([](OwnCoordinates& s) { s.head_values.pop_back(); });
  refused([](OwnCoordinates& s) { s.kernel.along.pop_back(); });
  refused([](OwnCoordinates& s) { s.kernel.across2.pop_back(); });
  refused([](OwnCoordinates& s) { s.absent = {0}; });
  refused([](OwnCoordinates& s) { s.kernel.whole = {1}; });
  OwnCoordinates beyond = system;
  beyond.head_values[3] = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(OwnCoordinatesPath(beyond, 1e-6), std::domain_error);
}

}  // namespace own_coordinates_test
