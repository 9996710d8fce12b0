#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/assumptions/visibility.hpp"
#include "theory/concentration/counts_and_spectra.hpp"
#include "theory/concentration/sub_gamma.hpp"
#include "theory/invalid_input.hpp"
#include "verify/claims/lemma/concentration.hpp"

namespace benignity {
namespace {

/// The last makes an exponent that is wrong by 1% a larger error than a Gaussian tail's prefactor.
constexpr std::array bounds_tried = {0.9, 0.5, 0.1, 1e-2, 1e-4, 1e-8, 1e-16, 1e-32, 1e-240};
constexpr std::array<std::int64_t, 7> vector_dimensions = {
    1, 2, 10, 100, 2000, 1'000'000, 10'000'000'000};
constexpr std::array<std::int64_t, 4> kernel_dimensions = {2, 100, 2000, 10'000'000'000};
constexpr double least_probability = 1e-250;

/// Keeps the tails that are large enough to be exact.
class TailList {
 public:
  void add(const std::string& law, const std::string& at, double bound, double exact) {
    if (exact >= least_probability && bound < 1) tails_.push_back({law, at, bound, exact});
  }
  [[nodiscard]] std::vector<BoundedTail> take() { return std::move(tails_); }

 private:
  std::vector<BoundedTail> tails_;
};

std::string law_place(std::int64_t dimension, double deviation) {
  return "d = " + std::to_string(dimension) + ", deviation " + shortest_decimal(deviation);
}

void add_norms_and_products(TailList& tails) {
  for (const std::int64_t d : vector_dimensions) {
    for (const double p : bounds_tried) {
      const double above = squared_norm_upper_deviation(d, p);
      tails.add("squared_norm, above", law_place(d, above), squared_norm_upper_bound(d, above),
                squared_norm_upper_probability(d, above));
      const double below = squared_norm_lower_deviation(d, p);
      tails.add("squared_norm, below", law_place(d, below), squared_norm_lower_bound(d, below),
                squared_norm_lower_probability(d, below));
      const double query = initial_query_norm_deviation(d, p);
      tails.add("initial_query_norm", law_place(d, query), initial_query_norm_bound(d, query),
                initial_query_norm_probability(d, query));
      const double product = noise_inner_product_deviation(d, p);
      tails.add("noise_inner_product", law_place(d, product), noise_inner_product_bound(d, product),
                noise_inner_product_probability(d, product));
      const double logit = initial_logit_deviation(d, p);
      tails.add("initial_logit", law_place(d, logit), initial_logit_bound(d, logit),
                initial_logit_probability(d, logit));
    }
  }
}

void add_kernels(TailList& tails) {
  for (const std::int64_t d : kernel_dimensions) {
    for (const double correlation : {-0.8, 0.0, 0.5, 0.8, 1.0}) {
      for (const double p : bounds_tried) {
        const double above = initial_kernel_upper_deviation(d, correlation, p);
        const std::string at =
            law_place(d, above) + ", correlation " + shortest_decimal(correlation);
        tails.add("initial_kernel, above", at, initial_kernel_upper_bound(d, correlation, above),
                  initial_kernel_upper_probability(d, correlation, above));
        const double below = initial_kernel_lower_deviation(d, correlation, p);
        tails.add("initial_kernel, below", at, initial_kernel_lower_bound(d, correlation, below),
                  initial_kernel_lower_probability(d, correlation, below));
      }
    }
  }
}

void add_projections_and_counts(TailList& tails) {
  for (double y = 0.01; y < 33; y *= 1.1) {
    tails.add("signal_projection", "deviation " + shortest_decimal(y), signal_projection_bound(y),
              signal_projection_probability(y));
  }
  for (const std::int64_t n : {10, 20, 100, 2000, 1'000'000}) {
    for (const double share : {0.5, 0.2, 0.1}) {
      const double mean = static_cast<double>(n) * share;
      for (std::int64_t k = 0; k <= n; k += n < 200 ? 1 : n / 1999) {
        const auto count = static_cast<double>(k);
        const double chernoff = group_count_chernoff_bound(n, share, k);
        if (chernoff < least_probability) continue;
        const std::string at = "n = " + std::to_string(n) + ", p = " + shortest_decimal(share) +
                               ", count " + std::to_string(k);
        const double exact = count >= mean ? group_count_upper_probability(n, share, k)
                                           : group_count_lower_probability(n, share, k);
        tails.add("group_count, Chernoff", at, chernoff, exact);
        tails.add("group_count, Hoeffding", at,
                  group_count_hoeffding_bound(n, std::abs(count - mean) / static_cast<double>(n)),
                  exact);
      }
    }
  }
}

}  // namespace

std::vector<BoundedTail> bounded_tails() {
  TailList tails;
  add_norms_and_products(tails);
  add_kernels(tails);
  add_projections_and_counts(tails);
  return tails.take();
}

std::vector<OperatingPoint> operating_points() {
  std::vector<OperatingPoint> points;
  for (const std::int64_t vectors : {8, 80, 160, 1600, 16'000}) {
    for (const double delta : {1.0 / 16, 0.05}) {
      const auto m = static_cast<double>(vectors);
      const double logarithm = std::log(m / delta);
      const double share = delta / 8;
      const auto spectral =
          static_cast<std::int64_t>(spectral_near_orthogonality_constant * m * logarithm) + 1;
      points.push_back({"gaussian_spectrum in (9.2), kernel within 1/10",
                        gaussian_spectrum_bound(vectors + 2, spectral, 0.1), share});
      points.push_back({"initial_query_norm in (9.2), |p0|^2 within 1/10",
                        initial_query_norm_bound(spectral, 0.1), share});
      const double root = entrywise_near_orthogonality_constant * m * std::sqrt(logarithm);
      const auto entrywise = static_cast<std::int64_t>(root * root) + 1;
      const double failure = std::exp(-2 * logarithm);
      points.push_back({"noise_inner_product and squared_norm in (9.3), union over pairs",
                        m * (m - 1) / 2 *
                                noise_inner_product_bound(entrywise, noise_inner_product_deviation(
                                                                         entrywise, 2 * failure)) +
                            m * initial_query_norm_bound(
                                    entrywise, squared_norm_upper_deviation(entrywise, failure)),
                        share});
      const double visible = 0.071 * visible_signal_constant * std::sqrt(logarithm);
      points.push_back({"signal_projection in (9.4), union over three directions",
                        3 * m * signal_projection_bound(visible), share});
      const double logit = std::sqrt(3.6 * logarithm);
      points.push_back({"signal_projection in (9.14), union over initial logits",
                        2 * m * signal_projection_bound(logit), share});
      const double excess = std::sqrt(std::log(16 / delta) / (2 * m));
      points.push_back({"group_count in (9.9), noisy share of two classes",
                        2 * group_count_hoeffding_bound(vectors, excess), share});
      const double noisy_share = std::min(1.0, std::log(32 / delta) / m);
      points.push_back({"group_count in (9.8), no group of four empty",
                        4 * group_count_chernoff_bound(vectors, noisy_share, 0), share});
    }
  }
  return points;
}

}  // namespace benignity
