#include "theory/query_only/class_signal.hpp"

#include <cmath>
#include <cstdint>
#include <random>

#include <catch2/catch.hpp>

#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// Coefficients by their definition, and what they add to the logit of mu_+1 by the definition of a
/// step: noise of the size (9.4) allows, head values and products with mu_+1 of their own.
struct Drawn {
  CumulatedSelection cumulated;
  double moved = 0;
};

Drawn draw(const Parameters& parameters, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return std::generate_canonical<double, 53>(random) * 2 - 1; };
  const double gap = head_gap<double>(parameters);
  const double rho = parameters.weak_signal;
  const double logarithm =
      std::log(static_cast<double>(parameters.samples * parameters.tokens) / 0.05);
  const double along = 1.959 * parameters.noise_std * std::sqrt(logarithm) / parameters.signal_norm;
  const double squared = parameters.signal_norm * parameters.signal_norm;
  Drawn drawn;
  for (std::int64_t i = 0; i < parameters.samples; ++i) {
    const int truth = i % 2 == 0 ? 1 : -1;
    const bool is_clean = i % 3 != 0;
    const int label = is_clean ? truth : -truth;
    std::vector<double> weight, value, product;
    double total = 0;
    for (std::int64_t t = 0; t < parameters.tokens; ++t) {
      const double share = t == 0 ? 1 : (t == 1 ? -rho : (t == 2 ? rho : 0));
      weight.push_back(std::exp(2 * uniform()));
      total += weight.back();
      value.push_back(gap * (truth * share + std::sqrt(2.0) * along * uniform()));
      product.push_back(squared * ((truth * share > 0 ? std::abs(share) : 0) + along * uniform()));
    }
    double output = 0;
    for (std::size_t t = 0; t < weight.size(); ++t) {
      weight[t] /= total;
      output += weight[t] * value[t];
    }
    const double loss_weight = 1 / (1 + std::exp(label * output));
    for (std::size_t t = 0; t < weight.size(); ++t) {
      const double c = loss_weight * label * weight[t] * (value[t] - output) /
                       static_cast<double>(parameters.samples);
      drawn.moved += parameters.step_size * product[t] * c;
    }
    drawn.cumulated.add(truth, is_clean, label * output, weight[0]);
  }
  return drawn;
}

TEST_CASE(
    "a step moves the class signal as the clean less the noisy samples say, within the rest") {
  for (const double rho : {0.0, 0.1}) {
    for (const double norm : {20.0, 2000.0}) {
      Parameters parameters;
      parameters.signal_norm = norm;
      parameters.weak_signal = rho;
      double tightest = 1e300;
      for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Drawn drawn = draw(parameters, seed);
        const ClassSignal signal = class_signal(parameters, drawn.cumulated, 0);
        CHECK(std::abs(drawn.moved - signal.value) <= signal.rest);
        tightest = std::min(tightest, signal.rest / std::abs(signal.value));
      }
      if (rho == 0 && norm == 2000) CHECK(tightest < 0.05);
    }
  }
}

TEST_CASE("the ratio of both classes decides, one class alone nothing") {
  CumulatedSelection cumulated;
  cumulated.add(1, true, 0, 0.5);
  cumulated.add(1, false, 0, 0.1);
  cumulated.add(-1, true, 0, 0.1);
  cumulated.add(-1, false, 0, 0.5);
  CHECK(!cumulated.clean_outweighs());
  CHECK(!cumulated.noisy_outweighs());
  cumulated.add(-1, true, 0, 0.5);
  CHECK(cumulated.clean_outweighs());
  CHECK(cumulated.unselected == Approx((3 * 0.25 + 2 * 0.81) / 2).epsilon(1e-14));
}

}  // namespace
}  // namespace benignity
