#include "sim/data/probes.hpp"

#include <cmath>

#include "sim/data/initial_parameters.hpp"
#include "sim/random/stream.hpp"

namespace benignity {

std::int64_t output_count(const TokenLaw& law) { return law.classes == 2 ? 1 : law.classes; }

std::int64_t linear_head_count(const Parameters& parameters) {
  return parameters.linear_heads == LinearHeads::shared ? 1 : parameters.heads;
}

Probes probes_of(const Parameters& parameters) {
  Probes probes;
  probes.signals = parameters.classes;
  const bool beside_the_signal =
      parameters.init_head == InitHead::random ||
      (parameters.init_head == InitHead::signal && parameters.head_alignment < 1);
  if (beside_the_signal) {
    probes.directions = linear_head_count(parameters) * output_count(parameters);
  }
  if (parameters.init_weight_law == InitWeightLaw::identity && parameters.init_query_std > 0) {
    probes.queries = parameters.heads;
  }
  return probes;
}

Matrix<double> head_on_probes(const Parameters& parameters, std::int64_t head) {
  const Probes probes = probes_of(parameters);
  const std::int64_t outputs = output_count(parameters);
  Matrix<double> combination = Matrix<double>::Zero(probes.count(), outputs);
  if (parameters.init_head == InitHead::zero) return combination;
  const double norm = parameters.head_norm();
  const bool random = parameters.init_head == InitHead::random;
  const double cosine = random ? 0 : parameters.head_alignment;
  if (probes.directions > 0) {
    const double sine = std::sqrt((1 - cosine) * (1 + cosine));
    for (std::int64_t k = 0; k < outputs; ++k) {
      combination(probes.signals + head * outputs + k, k) = sine * norm;
    }
  }
  if (random) return combination;
  if (parameters.classes == 2) {
    combination(0, 0) = cosine * norm / (std::sqrt(2.0) * parameters.signal_norm);
    combination(1, 0) = -combination(0, 0);
    return combination;
  }
  for (std::int64_t k = 0; k < outputs; ++k) {
    combination(k, k) = cosine * norm / parameters.signal_norm;
  }
  return combination;
}

RowMatrix<double> with_probes(const Parameters& parameters,
                              const RowMatrix<double>& tokens_and_signals, std::uint64_t seed,
                              std::uint64_t replicate) {
  const Probes probes = probes_of(parameters);
  const Eigen::Index dimension = tokens_and_signals.cols();
  Eigen::Index next = tokens_and_signals.rows();
  RowMatrix<double> rows(next + probes.directions + probes.queries, dimension);
  rows.topRows(next) = tokens_and_signals;
  for (std::int64_t u = 0; u < probes.directions; ++u, ++next) {
    Stream stream({seed, Purpose::head_direction, replicate, static_cast<std::uint32_t>(u), 0});
    auto row = rows.row(next);
    stream.normals({row.data(), static_cast<std::size_t>(dimension)});
    if (parameters.init_head == InitHead::signal) row.head(probes.signals).setZero();
    row.normalize();
  }
  for (std::int64_t h = 0; h < probes.queries; ++h, ++next) {
    rows.row(next) = draw_query(parameters, seed, replicate, static_cast<std::uint32_t>(h));
  }
  return rows;
}

}  // namespace benignity
