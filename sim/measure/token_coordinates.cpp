#include "sim/measure/token_coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/measure/class_means.hpp"
#include "sim/measure/gram_matrix.hpp"
#include "sim/model/products.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace token_coordinates {
namespace {

/// Of a logit, each step: well below what the mean field leaves out.
constexpr double tolerance = 1e-5;
constexpr std::int64_t most_steps = 20'000;

std::vector<double> entries_of(const RowMatrix<double>& matrix) {
  return {matrix.data(), matrix.data() + matrix.size()};
}

TokenKernel kernel_of(const RowMatrix<double>& rows, const RowMatrix<double>* basis,
                      const Checkpoint& checkpoint) {
  TokenKernel kernel;
  if (basis == nullptr) {
    kernel.whole = entries_of(gram_matrix(rows, checkpoint));
    return kernel;
  }
  const RowMatrix<double> along = product(rows, basis->transpose());
  kernel.rank = along.cols();
  kernel.along = entries_of(along);
  for (Eigen::Index j = 0; j < rows.rows(); ++j) {
    const double across2 = rows.row(j).squaredNorm() - along.row(j).squaredNorm();
    kernel.across2.push_back(std::max(across2, 0.0));
  }
  return kernel;
}

/// Shares and mean softmax of the clean or of the noisy samples.
struct Group {
  double samples = 0;
  double fitted = 0;
  std::vector<double> softmax = {};

  void add(double margin, const double* of_sample, std::int64_t tokens) {
    softmax.resize(static_cast<std::size_t>(tokens));
    samples += 1;
    fitted += margin > 0 ? 1 : 0;
    for (std::size_t t = 0; t < softmax.size(); ++t) softmax[t] += of_sample[t];
  }
  [[nodiscard]] std::optional<double> share() const {
    return samples > 0 ? std::optional(fitted / samples) : std::nullopt;
  }
  [[nodiscard]] std::vector<double> mean_softmax() const {
    std::vector<double> mean = softmax;
    for (double& value : mean) value /= samples;
    return mean;
  }
};

}  // namespace
}  // namespace token_coordinates

RowMatrix<double> kept_basis(KeptKernel kept, const LabelledTokens& samples, std::int64_t classes,
                             std::int64_t signal_place) {
  const ClassMembers members = class_members(samples, classes);
  if (kept == KeptKernel::class_means) {
    return orthonormal_basis(means_at(samples, members, signal_place));
  }
  RowMatrix<double> means(classes * samples.tokens, samples.rows.cols());
  for (std::int64_t t = 0; t < samples.tokens; ++t) {
    means.middleRows(classes * t, classes) = means_at(samples, members, t);
  }
  return orthonormal_basis(means);
}

OwnCoordinates own_coordinates(const LabelledTokens& training, const Matrix<double>& head,
                               const RowMatrix<double>* basis, const Parameters& parameters,
                               const Checkpoint& checkpoint) {
  const MeanFieldEquivalent equivalent = mean_field_equivalent(parameters);
  const Parameters& plain = equivalent.plain;
  const auto dimension = static_cast<double>(plain.dimension);
  OwnCoordinates system;
  system.samples = training.samples;
  system.tokens = training.tokens;
  system.kernel = token_coordinates::kernel_of(training.rows, basis, checkpoint);
  // Summed heads that are alike are one whose head values add up.
  const double heads = plain.head_norm() / parameters.head_norm();
  const Vector<double> values = product(training.rows, head.col(0));
  for (const double value : values) system.head_values.push_back(heads * value);
  system.absent = training.absent;
  system.labels = training.labels;
  system.weight_gain = plain.init_weight_std() * plain.init_weight_std() * dimension;
  system.query_gain = plain.init_query_std * plain.init_query_std * dimension;
  system.kernel_motion = equivalent.kernel;
  return system;
}

OwnCoordinatesRun run_own_coordinates(const OwnCoordinates& system, const Labels& labels,
                                      const Parameters& parameters, const Checkpoint& checkpoint) {
  const double step_size = mean_field_equivalent(parameters).plain.step_size;
  OwnCoordinatesPath path(system, token_coordinates::tolerance);
  const auto least = [&] {
    return *std::min_element(path.margins().begin(), path.margins().end());
  };
  OwnCoordinatesRun run;
  double before = least();
  bool was_unfitted = before <= 0;
  const double end = step_size * parameters.steps;
  for (std::int64_t k = 0; path.time() < end && k < token_coordinates::most_steps; ++k) {
    checkpoint();
    const double start = path.time();
    path.step(end);
    const double behind = least();
    if (!run.fit && was_unfitted && behind > 0) {
      const double share = before < 0 ? before / (before - behind) : 0;
      run.fit = (start + share * (path.time() - start)) / step_size;
    }
    was_unfitted = was_unfitted || behind <= 0;
    before = behind;
  }
  run.step = path.time() < end ? path.time() / step_size : parameters.steps;
  run.train_loss = path.loss();
  token_coordinates::Group clean;
  token_coordinates::Group noisy;
  for (std::size_t i = 0; i < path.margins().size(); ++i) {
    (labels.is_noisy(i) ? noisy : clean)
        .add(path.margins()[i], &path.softmax()[i * static_cast<std::size_t>(system.tokens)],
             system.tokens);
  }
  run.clean_fitted = clean.share();
  run.noisy_fitted = noisy.share();
  run.clean_softmax = clean.mean_softmax();
  run.noisy_softmax = noisy.mean_softmax();
  return run;
}

}  // namespace benignity
