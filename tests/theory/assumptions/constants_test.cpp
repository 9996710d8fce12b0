#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/assumptions/training.hpp"
#include "theory/assumptions/visibility.hpp"
#include "theory/concentration/counts_and_spectra.hpp"
#include "theory/concentration/sub_gamma.hpp"

// The proofs of theory/README.md section 9 once more, in numbers: at its constant each margin keeps
// the perturbation it names to 1/10, at half of it to 1/5, by the laws of section 8b.

namespace benignity {
namespace {

struct Size {
  std::int64_t tokens;  // m = nT
  double capped;        // delta*

  double logarithm() const { return std::log(static_cast<double>(tokens) / capped); }
};

std::vector<Size> sizes() {
  std::vector<Size> all;
  for (const std::int64_t tokens : {2LL, 3LL, 8LL, 80LL, 160LL, 1280LL, 1'000'000LL}) {
    for (const double capped : {1.0 / 16, 0.05, 1e-3, 1e-9, 1e-60}) {
      all.push_back({tokens, capped});
    }
  }
  return all;
}

TEST_CASE("the spectral constant keeps H, the noise Gram matrix and q within 1/10") {
  for (const Size& size : sizes()) {
    for (const double share : {1.0, 0.5}) {
      const double ratio = share * spectral_near_orthogonality_constant;
      const auto dimension = static_cast<std::int64_t>(
          std::ceil(ratio * static_cast<double>(size.tokens) * size.logarithm()));
      INFO("m = " << size.tokens << ", delta* = " << size.capped << ", share = " << share);
      CHECK(gaussian_spectrum_deviation(size.tokens + 2, dimension, size.capped / 8) <=
            0.1 / share);
      CHECK(initial_query_norm_deviation(dimension, size.capped / 8) <= 0.1 / share);
    }
  }
}

TEST_CASE("the entrywise constant keeps the row sums within 1/10") {
  for (const Size& size : sizes()) {
    for (const double share : {1.0, 0.5}) {
      const double m = static_cast<double>(size.tokens);
      const double root = share * entrywise_near_orthogonality_constant * m;
      const auto dimension = static_cast<std::int64_t>(std::ceil(root * root * size.logarithm()));
      const double probability = size.capped / (12 * m * m);  // (m^2 + m) of it is <= delta*/8
      INFO("m = " << size.tokens << ", delta* = " << size.capped << ", share = " << share);
      CHECK((m - 1) * noise_inner_product_deviation(dimension, 2 * probability) +
                squared_norm_upper_deviation(dimension, probability) <=
            0.1 / share);
    }
  }
}

TEST_CASE("the signal constants keep signal projections and head values within 1/10") {
  for (const Size& size : sizes()) {
    const double m = static_cast<double>(size.tokens);
    const double deviation = signal_projection_deviation(size.capped / (24 * m));
    const double relative = deviation / (visible_signal_constant * std::sqrt(size.logarithm()));
    INFO("m = " << size.tokens << ", delta* = " << size.capped);
    CHECK(relative <= 0.071);
    CHECK(std::sqrt(2.0) * relative <= 0.1);
  }
  CHECK(visible_weak_token_constant == visible_signal_constant);
}

TEST_CASE("the initial-logit constant keeps initial gaps within 1/10") {
  for (const Size& size : sizes()) {
    const double m = static_cast<double>(size.tokens);
    const double deviation = signal_projection_deviation(size.capped / (16 * m));
    const double unit = 1 / (small_initial_logits_constant * std::sqrt(size.logarithm()));
    INFO("m = " << size.tokens << ", delta* = " << size.capped);
    CHECK(2 * std::sqrt(1.1 * 1.142) * deviation * unit <= 0.1);
  }
}

TEST_CASE("the test-logit constant keeps fresh gaps within 1/10 of the signal's") {
  for (const Size& size : sizes()) {
    const double m = static_cast<double>(size.tokens);
    const double deviation = signal_projection_deviation(size.capped / (16 * m));
    const double unit = 1 / (quiet_test_logits_constant * std::sqrt(size.logarithm()));
    INFO("m = " << size.tokens << ", delta* = " << size.capped);
    CHECK(2 * std::sqrt(2.22) * deviation * unit <= 0.1);
  }
}

}  // namespace
}  // namespace benignity
