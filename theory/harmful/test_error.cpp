#include "theory/harmful/test_error.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "theory/harmful/head_noise.hpp"
#include "theory/quasi_random.hpp"

namespace benignity {
namespace {

/// Standard normals of a fixed low-discrepancy sequence. Beyond the sequence's dimension a sample
/// takes several of its points.
class QuasiRandomNormals {
 public:
  explicit QuasiRandomNormals(std::int64_t dimensions)
      : points_(static_cast<std::size_t>(std::min(dimensions, largest_dimension)), 0) {}

  [[nodiscard]] double next() {
    if (point_.empty()) point_ = points_.next();
    // The middle of one of 2^52 cells.
    const double cell = std::ldexp(std::floor(std::ldexp(point_.front(), 52)) + 0.5, -52);
    point_ = point_.subspan(1);
    return -normal_quantile(cell);
  }

 private:
  static constexpr std::int64_t largest_dimension = 3000;
  QuasiRandomSequence points_;
  std::span<const double> point_;  // what is left of the present one
};

/// One fresh sample of class `truth` without its noise.
struct NoiselessSample {
  std::vector<double> logits;
  std::vector<double> head_values;  ///< Y* gamma_t / g: 1, -rho, rho or 0
};

NoiselessSample noiseless_sample(const Parameters& parameters, const AttentionReadout& readout,
                                 int truth) {
  const double own = truth == 1 ? readout.lambda_plus : readout.lambda_minus;
  const double other = truth == 1 ? readout.lambda_minus : readout.lambda_plus;
  const double rho = parameters.weak_signal;
  NoiselessSample sample{{own}, {1}};
  const auto add = [&](std::int64_t count, double logit, double head_value) {
    sample.logits.insert(sample.logits.end(), static_cast<std::size_t>(count), logit);
    sample.head_values.insert(sample.head_values.end(), static_cast<std::size_t>(count),
                              head_value);
  };
  add(parameters.confusing_tokens, rho * other, -rho);
  add(parameters.aligned_tokens(), rho * own, rho);
  add(parameters.irrelevant_tokens(), 0, 0);
  return sample;
}

/// What the logits' noise is: its scale, and what it says of the head's noise.
struct LogitNoise {
  double scale;   ///< sigma_eps |w|
  double cosine;  ///< of the angle between nu and w
};

LogitNoise logit_noise(const Parameters& parameters, const AttentionReadout& readout) {
  const double norm = std::sqrt(std::max(readout.direction_norm2, 0.0));
  if (!(norm > 0)) return {0, 0};
  const double along = (readout.lambda_plus - readout.lambda_minus) /
                       (std::sqrt(2.0) * parameters.signal_norm * norm);
  return {parameters.noise_std * norm, std::clamp(along, -1.0, 1.0)};
}

/// H where the head has no noise: finite, so that a mean of exactly 0 errs by 1/2.
constexpr double noiseless_resolution = 1e100;

/// The error given the logits' noise z.
double conditional_error(const NoiselessSample& sample, int truth, double resolution,
                         const LogitNoise& noise, const std::vector<double>& z) {
  double largest = -INFINITY;
  for (std::size_t t = 0; t < z.size(); ++t) {
    largest = std::max(largest, sample.logits[t] + noise.scale * z[t]);
  }
  double mean = 0;
  double squares = 0;
  for (std::size_t t = 0; t < z.size(); ++t) {
    const double weight = std::exp(sample.logits[t] + noise.scale * z[t] - largest);
    mean += weight * (resolution * sample.head_values[t] + truth * noise.cosine * z[t]);
    squares += weight * weight;
  }
  return normal_tail(mean / std::sqrt((1 - noise.cosine * noise.cosine) * squares));
}

}  // namespace

double test_error(const Parameters& parameters, const AttentionReadout& readout, FreshNoise noise) {
  const double resolution =
      noise == FreshNoise::logits_only ? noiseless_resolution : head_signal_to_noise(parameters);
  const LogitNoise heard =
      noise == FreshNoise::head_only ? LogitNoise{0, 0} : logit_noise(parameters, readout);
  constexpr std::int64_t point_count = 4096;
  constexpr std::int64_t coordinate_count = std::int64_t{1} << 22;
  const std::int64_t points =
      heard.scale > 0
          ? std::clamp<std::int64_t>(coordinate_count / parameters.tokens, 1, point_count)
          : 1;
  const NoiselessSample of_plus = noiseless_sample(parameters, readout, 1);
  const NoiselessSample of_minus = noiseless_sample(parameters, readout, -1);
  QuasiRandomNormals normals(parameters.tokens);
  std::vector<double> z(static_cast<std::size_t>(parameters.tokens), 0.0);
  double sum = 0;
  for (std::int64_t point = 0; point < points; ++point) {
    if (heard.scale > 0) std::generate(z.begin(), z.end(), [&] { return normals.next(); });
    sum += conditional_error(of_plus, 1, resolution, heard, z) +
           conditional_error(of_minus, -1, resolution, heard, z);
  }
  return sum / static_cast<double>(2 * points);
}

}  // namespace benignity
