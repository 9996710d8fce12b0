#include <array>
#include <cmath>
#include <optional>

#include <Eigen/Eigenvalues>

#include "sim/model/matrix.hpp"
#include "sim/random/stream.hpp"
#include "theory/concentration/counts_and_spectra.hpp"
#include "theory/concentration/sub_gamma.hpp"
#include "verify/claims/lemma/concentration.hpp"

namespace benignity {
namespace {

constexpr double bound_tried = 0.05;
constexpr Eigen::Index vector_dimension = 50;
constexpr Eigen::Index weight_dimension = 20;
constexpr double kernel_correlation = 0.5;
constexpr std::int64_t count_samples = 100;
constexpr double count_share = 0.2;
constexpr Eigen::Index spectrum_rows = 4;
constexpr Eigen::Index spectrum_dimension = 100;

Matrix<double> draw_normals(Stream& stream, Eigen::Index rows, Eigen::Index columns) {
  Matrix<double> normals(rows, columns);
  for (double& entry : normals.reshaped()) entry = stream.normal();
  return normals;
}

SimulatedTail tail(const char* law, double bound, std::optional<double> exact) {
  return {law, bound, exact, 0, 0};
}

void tally(SimulatedTail& simulated, bool failed) {
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
      tail("squared_norm, above", bound_tried, squared_norm_upper_probability(d, above)),
      tail("squared_norm, below", bound_tried, squared_norm_lower_probability(d, below)),
      tail("initial_query_norm", initial_query_norm_bound(d, query),
           initial_query_norm_probability(d, query)),
      tail("noise_inner_product", bound_tried, noise_inner_product_probability(d, product)),
      tail("signal_projection", bound_tried, signal_projection_probability(projection))};
  const Vector<double> signal = Vector<double>::LinSpaced(vector_dimension, 1, 3);
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 11, 0});
    const Matrix<double> noise = draw_normals(stream, vector_dimension, 2);
    const double excess = noise.col(0).squaredNorm() / static_cast<double>(d) - 1;
    tally(tails[0], excess >= above);
    tally(tails[1], excess <= -below);
    tally(tails[2], std::abs(excess) >= query);
    tally(tails[3], std::abs(noise.col(0).dot(noise.col(1))) / static_cast<double>(d) >= product);
    tally(tails[4], std::abs(signal.dot(noise.col(0))) >= projection * signal.norm());
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
      tail("initial_kernel, above", bound_tried, initial_kernel_upper_probability(d, r, above)),
      tail("initial_kernel, below", bound_tried, initial_kernel_lower_probability(d, r, below)),
      tail("initial_logit", bound_tried, initial_logit_probability(d, logit))};
  const Vector<double> first = Vector<double>::Constant(d, 1 / std::sqrt(20.0));
  Vector<double> across = first;
  across.head(weight_dimension / 2) *= -1;
  const Vector<double> second = r * first + std::sqrt(1 - r * r) * across;
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 12, 0});
    const Matrix<double> weights = draw_normals(stream, weight_dimension, weight_dimension);
    const Vector<double> query = draw_normals(stream, weight_dimension, 1);
    const Vector<double> image = weights * first;
    const double kernel = image.dot(weights * second) / static_cast<double>(d);
    tally(tails[0], kernel >= r + above);
    tally(tails[1], kernel <= r - below);
    tally(tails[2], std::abs(query.dot(image)) / static_cast<double>(d) >= logit);
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
      tail("group_count, Chernoff", group_count_chernoff_bound(n, count_share, chernoff),
           group_count_upper_probability(n, count_share, chernoff)),
      tail("group_count, Hoeffding", bound_tried,
           group_count_upper_probability(n, count_share, hoeffding))};
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 13, 0});
    std::int64_t count = 0;
    for (std::int64_t sample = 0; sample < n; ++sample) {
      if (stream.uniform() <= count_share) ++count;
    }
    tally(tails[0], count >= chernoff);
    tally(tails[1], count >= hoeffding);
  }
  all.insert(all.end(), tails.begin(), tails.end());
}

void add_spectrum(std::uint64_t seed, std::int64_t draws, std::vector<SimulatedTail>& all) {
  const double deviation =
      gaussian_spectrum_deviation(spectrum_rows, spectrum_dimension, bound_tried);
  SimulatedTail simulated = tail("gaussian_spectrum", bound_tried, std::nullopt);
  for (std::int64_t k = 0; k < draws; ++k) {
    Stream stream({seed, Purpose::design, static_cast<std::uint64_t>(k), 14, 0});
    const Matrix<double> normals = draw_normals(stream, spectrum_rows, spectrum_dimension);
    const Matrix<double> kernel =
        normals * normals.transpose() / static_cast<double>(spectrum_dimension);
    const Vector<double> spectrum =
        Eigen::SelfAdjointEigenSolver<Matrix<double>>(kernel, Eigen::EigenvaluesOnly).eigenvalues();
    tally(simulated, (spectrum.array() - 1).abs().maxCoeff() > deviation);
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
