#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/random/stream.hpp"
#include "theory/concentration/counts_and_spectra.hpp"
#include "theory/concentration/sub_gamma.hpp"
#include "verify/claims/lemma/concentration.hpp"

namespace benignity {
namespace {

constexpr double bound_tried = 0.05;
constexpr std::size_t vector_dimension = 50;
constexpr std::size_t weight_dimension = 20;
constexpr double kernel_correlation = 0.5;
constexpr std::int64_t count_samples = 100;
constexpr double count_share = 0.2;
constexpr std::size_t spectrum_rows = 4;
constexpr std::size_t spectrum_dimension = 100;

// Plain loops over small vectors: a matrix library costs more to compile than these cost to run.
using Draw = std::vector<double>;

Draw draw_normals(Stream& stream, std::size_t count) {
  Draw normals(count);
  for (double& entry : normals) entry = stream.normal();
  return normals;
}

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// W x of a square W, one column after the other in memory.
Draw image_of(const Draw& weights, std::span<const double> x) {
  Draw image(x.size());
  for (std::size_t column = 0; column < x.size(); ++column) {
    for (std::size_t row = 0; row < x.size(); ++row) {
      image[row] += weights[column * x.size() + row] * x[column];
    }
  }
  return image;
}

SimulatedTail law_tail(const char* law, double bound, std::optional<double> exact) {
  return {law, bound, exact, 0, 0};
}

void tally_draw(SimulatedTail& simulated, bool failed) {
  ++simulated.draws;
  if (failed) ++simulated.failures;
}

/// Norms and inner products of explicit noise vectors.
void add_vectors(std::uint64_t seed, std::int64_t draws, std::vector<SimulatedTail>& all) {
  constexpr std::int64_t d = vector_dimension;
  const double above = squared_norm_upper_deviation(d, bound_tried);
  const double below = squared_norm_lower_deviation(d, bound_tried);
  const double query = initial_query_norm_deviation(d, bound_tried);
  const double product = noise_inner_product_deviation(d, bound_tried);
  const double projection = signal_projection_deviation(bound_tried);
  std::array tails = {
      law_tail("squared_norm, above", bound_tried, squared_norm_upper_probability(d, above)),
      law_tail("squared_norm, below", bound_tried, squared_norm_lower_probability(d, below)),
      law_tail("initial_query_norm", initial_query_norm_bound(d, query),
               initial_query_norm_probability(d, query)),
      law_tail("noise_inner_product", bound_tried, noise_inner_product_probability(d, product)),
      law_tail("signal_projection", bound_tried, signal_projection_probability(projection))};
  Draw signal(vector_dimension);
  for (std::size_t k = 0; k < vector_dimension; ++k) {
    signal[k] = 1 + 2 * static_cast<double>(k) / static_cast<double>(vector_dimension - 1);
  }
  const double signal_norm = std::sqrt(dot(signal, signal));
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 11, 0});
    const Draw noise = draw_normals(stream, vector_dimension);
    const Draw other = draw_normals(stream, vector_dimension);
    const double excess = dot(noise, noise) / static_cast<double>(d) - 1;
    tally_draw(tails[0], excess >= above);
    tally_draw(tails[1], excess <= -below);
    tally_draw(tails[2], std::abs(excess) >= query);
    tally_draw(tails[3], std::abs(dot(noise, other)) / static_cast<double>(d) >= product);
    tally_draw(tails[4], std::abs(dot(signal, noise)) >= projection * signal_norm);
  }
  all.insert(all.end(), tails.begin(), tails.end());
}

/// The initial kernel and logit of an explicit W0 and p0, sigma_w = sigma_p = 1.
void add_weights(std::uint64_t seed, std::int64_t draws, std::vector<SimulatedTail>& all) {
  constexpr std::int64_t d = weight_dimension;
  constexpr double r = kernel_correlation;
  const double above = initial_kernel_upper_deviation(d, r, bound_tried);
  const double below = initial_kernel_lower_deviation(d, r, bound_tried);
  const double logit = initial_logit_deviation(d, bound_tried);
  std::array tails = {
      law_tail("initial_kernel, above", bound_tried, initial_kernel_upper_probability(d, r, above)),
      law_tail("initial_kernel, below", bound_tried, initial_kernel_lower_probability(d, r, below)),
      law_tail("initial_logit", bound_tried, initial_logit_probability(d, logit))};
  const Draw first(weight_dimension, 1 / std::sqrt(static_cast<double>(d)));
  // A unit vector at right angles to `first`, so that <first, second> is the correlation.
  Draw second = first;
  for (std::size_t k = 0; k < weight_dimension; ++k) {
    const double across = k < weight_dimension / 2 ? -first[k] : first[k];
    second[k] = r * first[k] + std::sqrt(1 - r * r) * across;
  }
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 12, 0});
    const Draw weights = draw_normals(stream, weight_dimension * weight_dimension);
    const Draw query = draw_normals(stream, weight_dimension);
    const Draw image = image_of(weights, first);
    const double kernel = dot(image, image_of(weights, second)) / static_cast<double>(d);
    tally_draw(tails[0], kernel >= r + above);
    tally_draw(tails[1], kernel <= r - below);
    tally_draw(tails[2], std::abs(dot(query, image)) / static_cast<double>(d) >= logit);
  }
  all.insert(all.end(), tails.begin(), tails.end());
}

/// Noisy samples among `count_samples` independent labels.
void add_counts(std::uint64_t seed, std::int64_t draws, std::vector<SimulatedTail>& all) {
  constexpr std::int64_t n = count_samples;
  const auto size = static_cast<double>(n);
  std::int64_t chernoff = static_cast<std::int64_t>(std::ceil(size * count_share));
  while (group_count_chernoff_bound(n, count_share, chernoff) > bound_tried) ++chernoff;
  const double deviation = group_count_hoeffding_deviation(n, bound_tried);
  const auto hoeffding = static_cast<std::int64_t>(std::ceil(size * (count_share + deviation)));
  std::array tails = {
      law_tail("group_count, Chernoff", group_count_chernoff_bound(n, count_share, chernoff),
               group_count_upper_probability(n, count_share, chernoff)),
      law_tail("group_count, Hoeffding", bound_tried,
               group_count_upper_probability(n, count_share, hoeffding))};
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 13, 0});
    std::int64_t count = 0;
    for (std::int64_t sample = 0; sample < n; ++sample) {
      if (stream.uniform() <= count_share) ++count;
    }
    tally_draw(tails[0], count >= chernoff);
    tally_draw(tails[1], count >= hoeffding);
  }
  all.insert(all.end(), tails.begin(), tails.end());
}

using SmallMatrix = std::array<std::array<double, spectrum_rows>, spectrum_rows>;

/// Whether sign (matrix - shift 1) is positive definite: Cholesky's pivots all are.
bool is_definite(SmallMatrix matrix, double shift, int sign) {
  for (std::size_t k = 0; k < spectrum_rows; ++k) {
    for (double& entry : matrix[k]) entry *= sign;
    matrix[k][k] -= sign * shift;
  }
  for (std::size_t k = 0; k < spectrum_rows; ++k) {
    if (!(matrix[k][k] > 0)) return false;
    for (std::size_t i = k + 1; i < spectrum_rows; ++i) {
      const double factor = matrix[i][k] / matrix[k][k];
      for (std::size_t j = k + 1; j < spectrum_rows; ++j) matrix[i][j] -= factor * matrix[k][j];
    }
  }
  return true;
}

void add_spectrum(std::uint64_t seed, std::int64_t draws, std::vector<SimulatedTail>& all) {
  const double deviation = gaussian_spectrum_deviation(
      std::int64_t{spectrum_rows}, std::int64_t{spectrum_dimension}, bound_tried);
  SimulatedTail simulated = law_tail("gaussian_spectrum", bound_tried, std::nullopt);
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 14, 0});
    SmallMatrix kernel{};
    for (std::size_t column = 0; column < spectrum_dimension; ++column) {
      const Draw normals = draw_normals(stream, spectrum_rows);
      for (std::size_t i = 0; i < spectrum_rows; ++i) {
        for (std::size_t j = 0; j < spectrum_rows; ++j) {
          kernel[i][j] += normals[i] * normals[j] / static_cast<double>(spectrum_dimension);
        }
      }
    }
    // Every eigenvalue lies within `deviation` of 1 exactly where both differences are definite.
    tally_draw(simulated,
               !(is_definite(kernel, 1 + deviation, -1) && is_definite(kernel, 1 - deviation, 1)));
  }
  all.push_back(simulated);
}

}  // namespace

std::vector<SimulatedTail> simulated_tails(std::uint64_t seed, std::int64_t draws) {
  std::vector<SimulatedTail> all;
  add_vectors(seed, draws, all);
  add_weights(seed, draws, all);
  add_counts(seed, draws, all);
  add_spectrum(seed, draws, all);
  return all;
}

}  // namespace benignity
