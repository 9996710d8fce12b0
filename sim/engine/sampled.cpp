#include "sim/engine/sampled.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "sim/data/bartlett.hpp"
#include "sim/data/class_law.hpp"
#include "sim/data/probes.hpp"
#include "sim/engine/heads_start.hpp"
#include "sim/lanes/trapezoid.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

void require_sampleable(const Parameters& parameters) {
  const std::int64_t least = least_sampled_dimension(parameters);
  if (parameters.dimension < least) {
    throw InvalidInput("dimension", std::to_string(parameters.dimension),
                       "at least samples * tokens + " +
                           std::to_string(least - parameters.samples * parameters.tokens) + " = " +
                           std::to_string(least) +
                           " with engines sampled and flow (engine gram has no such limit)");
  }
  if (parameters.init_weight_law == InitWeightLaw::uniform) {
    throw InvalidInput("init_weight_law", "uniform",
                       "gaussian with engines sampled and flow (engines gram and dense take both)");
  }
}

/// Rows of the coordinates along mu_k/|mu|, a column each, C of (5.1): tokens, then the probes.
Matrix<double> signal_plane(const Parameters& parameters, const Labels& labels,
                            const Probes& probes, std::uint64_t seed, std::uint64_t replicate) {
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  Matrix<double> plane = Matrix<double>::Zero(token_count + probes.count(), probes.signals);
  for (std::int64_t sample = 0; sample < parameters.samples; ++sample) {
    const std::int64_t truth =
        class_of_label(parameters, labels.truth[static_cast<std::size_t>(sample)]);
    for (std::int64_t token = 0; token < parameters.tokens; ++token) {
      Stream stream({seed, Purpose::token_signal_plane, replicate,
                     static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(token)});
      const ClassPart part = class_part(parameters, truth, token);
      const double noise_std = token_noise_std(parameters, token);
      const std::int64_t row = sample * parameters.tokens + token;
      for (std::int64_t k = 0; k < probes.signals; ++k) {
        const double signal = k == part.class_number ? part.weight * parameters.signal_norm : 0;
        plane(row, k) = signal + noise_std * stream.normal();
      }
    }
  }
  for (std::int64_t k = 0; k < probes.signals; ++k) {
    plane(token_count + k, k) = parameters.signal_norm;
  }
  return plane;
}

/// The probes that are not signals: a Gaussian vector in R^d is one more row of the plane and of
/// Bartlett's triangle; a unit vector orthogonal to the signals has no part in the plane.
void draw_probes(const Parameters& parameters, const Probes& probes, std::uint64_t seed,
                 std::uint64_t replicate, Eigen::Index first, Matrix<double>& rows) {
  for (std::int64_t e = 0; e < probes.directions + probes.queries; ++e) {
    const bool is_query = e >= probes.directions;
    const std::int64_t number = is_query ? e - probes.directions : e;
    auto row = rows.row(first + e);
    if (is_query || parameters.init_head == InitHead::random) {
      Stream stream({seed, is_query ? Purpose::initial_query : Purpose::head_direction, replicate,
                     static_cast<std::uint32_t>(number), 0});
      for (double& entry : row.head(probes.signals)) entry = stream.normal();
    }
    if (is_query) {
      row *= parameters.init_query_std;
    } else {
      row.normalize();
    }
  }
}

/// L of K = L L^T: [C | sigma_eps B] over the tokens, [|mu| e_k | 0], and the other probes.
Trapezoid draw_factor(const Parameters& parameters, const Labels& labels, std::uint64_t seed,
                      std::uint64_t replicate) {
  const Probes probes = probes_of(parameters);
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  const std::int64_t others = probes.count() - probes.signals;
  const Eigen::Index size = token_count + probes.count();
  const Matrix<double> triangle = draw_bartlett(
      token_count + others, static_cast<double>(parameters.dimension - probes.signals),
      {seed, Purpose::token_bartlett, replicate, 0, 0});
  Trapezoid factor(size, size, probes.signals);
  factor.entries.topLeftCorner(size, probes.signals) =
      signal_plane(parameters, labels, probes, seed, replicate);
  for (Eigen::Index j = 0; j < token_count; ++j) {
    factor.entries.row(j).segment(probes.signals, token_count) =
        token_noise_std(parameters, j % parameters.tokens) * triangle.row(j).head(token_count);
  }
  factor.entries.block(token_count + probes.signals, probes.signals, others, token_count + others) =
      triangle.bottomRows(others);
  draw_probes(parameters, probes, seed, replicate, token_count + probes.signals, factor.entries);
  return factor;
}

/// What one head's W and p0 are to the M vectors.
struct DrawnWeights {
  Vector<double> direction;  // z
  Matrix<double> triangle;   // B'
  double query_norm2 = 0;
};

DrawnWeights draw_weights(const Parameters& parameters, Eigen::Index size, std::uint64_t seed,
                          std::uint64_t replicate, std::uint32_t head) {
  const auto dimension = static_cast<double>(parameters.dimension);
  DrawnWeights drawn;
  drawn.direction.resize(size);
  Stream({seed, Purpose::weight_direction, replicate, head, 0})
      .normals({drawn.direction.data(), static_cast<std::size_t>(size)});
  // Along the rows W(0) is a Gaussian matrix G with d rows. z = G^T p(0)/|p(0)| takes one of them,
  // in whatever direction; what is left of G^T G is independent of z and has d - 1 degrees.
  drawn.triangle =
      draw_bartlett(size, dimension - 1, {seed, Purpose::weight_bartlett, replicate, 0, 2 * head});
  if (parameters.init_query_std > 0) {
    drawn.query_norm2 =
        parameters.init_query_std * parameters.init_query_std *
        Stream({seed, Purpose::initial_query_norm, replicate, head, 0}).chi_squared(dimension);
  }
  return drawn;
}

/// W of one head seen by the M vectors and p0: Z^T Z = R R^T with R = sigma_w L [z | B'].
GramHeadStart<double> draw_weights_head(const Parameters& parameters, const Trapezoid& factor,
                                        const DrawnWeights& drawn) {
  const Eigen::Index size = factor.size;
  // L z first, then the columns of L B'.
  Trapezoid weighted_factor(size, size + 1, factor.reach + 1);
  weighted_factor.entries.col(0) = factor.entries * drawn.direction;
  multiply_by_triangle(factor, drawn.triangle, 1, weighted_factor);
  weighted_factor.entries *= parameters.init_weight_std();
  GramHeadStart<double> start;
  start.products = times_own_transpose(weighted_factor);
  start.query_norm2 = drawn.query_norm2;
  start.images = std::sqrt(start.query_norm2) * weighted_factor.entries.col(0).head(size);
  return start;
}

/// W = I: Z = X^T, and p0 is one of the vectors, or 0.
GramHeadStart<double> identity_head(const Parameters& parameters, const Matrix<double>& kernel,
                                    Eigen::Index head) {
  GramHeadStart<double> start{kernel, Vector<double>::Zero(kernel.rows()), 0, {}};
  if (parameters.init_query_std > 0) {
    const Eigen::Index query = kernel.rows() - parameters.heads + head;
    start.images.head(query) = kernel.row(query).head(query).transpose();
    start.images.tail(kernel.rows() - query) = kernel.col(query).tail(kernel.rows() - query);
    start.query_norm2 = kernel(query, query);
  }
  return start;
}

/// W_K X^T = sigma_w G L^T with G Gaussian; [p0, W_Q^T] are r + 1 Gaussian vectors of R^d.
GramHeadStart<double> draw_key_query_head(const Parameters& parameters, const Trapezoid& factor,
                                          std::uint64_t seed, std::uint64_t replicate,
                                          std::uint32_t head) {
  const Eigen::Index rank = parameters.key_dimension();
  const double weight_std = parameters.init_weight_std();
  GramHeadStart<double> start;
  Matrix<double> normals(factor.entries.cols(), rank);
  for (Eigen::Index r = 0; r < rank; ++r) {
    Stream({seed, Purpose::initial_key, replicate, static_cast<std::uint32_t>(r), head})
        .normals({normals.col(r).data(), static_cast<std::size_t>(normals.rows())});
  }
  start.keys =
      weight_std * product(normals.transpose(), factor.entries.topRows(factor.size).transpose());
  Matrix<double> vectors =
      draw_bartlett(rank + 1, static_cast<double>(parameters.dimension),
                    {seed, Purpose::initial_query_matrix, replicate, 0, 2 * head});
  vectors.row(0) *= parameters.init_query_std;
  vectors.bottomRows(rank) *= weight_std;
  start.products = product(vectors.bottomRows(rank), vectors.bottomRows(rank).transpose());
  start.images = product(vectors.bottomRows(rank), vectors.row(0).transpose());
  start.query_norm2 = vectors.row(0).squaredNorm();
  return start;
}

/// D S D^T for D as in with_differences, a sample against a sample at a time. Lower triangles.
Matrix<double> between_differences(const AttentionProblem<double>& problem,
                                   const Matrix<double>& lower) {
  const Eigen::Index tokens = problem.tokens;
  const Eigen::Index rows = tokens - 1;
  const Eigen::Index passive = lower.rows() - problem.samples * tokens;
  const Eigen::Index size = problem.samples * rows + passive;
  Matrix<double> result = Matrix<double>::Zero(size, size);
  Matrix<double> square(tokens, tokens);
  const auto fill = [&](Eigen::Index i, Eigen::Index j) {
    for (Eigen::Index s = 1; s < tokens; ++s) {
      for (Eigen::Index t = 1; t < tokens; ++t) {
        result(i * rows + t - 1, j * rows + s - 1) =
            (square(t, s) - square(0, s)) - (square(t, 0) - square(0, 0));
      }
    }
  };
  for (Eigen::Index j = 0; j < problem.samples; ++j) {
    square = lower.block(j * tokens, j * tokens, tokens, tokens).selfadjointView<Eigen::Lower>();
    fill(j, j);
    for (Eigen::Index i = j + 1; i < problem.samples; ++i) {
      square = lower.block(i * tokens, j * tokens, tokens, tokens);
      fill(i, j);
    }
    result.block(size - passive, j * rows, passive, rows) =
        lower.block(lower.rows() - passive, j * tokens + 1, passive, rows).colwise() -
        lower.col(j * tokens).tail(passive);
  }
  result.bottomRightCorner(passive, passive) = lower.bottomRightCorner(passive, passive);
  return result;
}

}  // namespace

SampledFactors sample_factors(const Parameters& parameters, std::uint64_t seed,
                              std::uint64_t replicate) {
  require_sampleable(parameters);
  Labels labels = draw_labels(parameters, seed, replicate);
  Trapezoid rows = draw_factor(parameters, labels, seed, replicate);
  DrawnWeights weights = draw_weights(parameters, rows.size, seed, replicate, 0);
  return {std::move(labels), std::move(rows), std::move(weights.direction),
          std::move(weights.triangle), weights.query_norm2};
}

std::int64_t least_sampled_dimension(const Parameters& parameters) {
  const std::int64_t others = probes_of(parameters).count() - 2;
  std::int64_t least = parameters.samples * parameters.tokens + others + 3;
  if (parameters.parameterization == Parameterization::key_query) {
    least += parameters.key_dimension();  // the rows of W_K across the span, and those of W_Q
  }
  return least;
}

GramStart<double> sample_gram_start(const Parameters& parameters, std::uint64_t seed,
                                    std::uint64_t replicate) {
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  const SampledFactors factors = sample_factors(parameters, seed, replicate);
  const Trapezoid& factor = factors.rows;
  GramStart<double> start;
  const auto plane = factor.entries.topLeftCorner(token_count, 2);
  const Vector<double> head_values =
      (parameters.head_norm() / std::sqrt(2.0)) * (plane.col(0) - plane.col(1));
  start.problem = {parameters.samples, parameters.tokens, factors.labels, head_values};
  start.state.kernel = times_own_transpose(factor);
  GramHeadStart<double> head = draw_weights_head(
      parameters, factor, {factors.direction, factors.triangle, factors.query_norm2});
  start.state.weighted_kernel = std::move(head.products);
  start.state.query_norm2 = head.query_norm2;
  start.state.logits = std::move(head.images);
  return start;
}

HeadsStart<double> sample_heads_start(const Parameters& parameters, std::uint64_t seed,
                                      std::uint64_t replicate) {
  require_sampleable(parameters);
  HeadsStart<double> start;
  start.labels = draw_labels(parameters, seed, replicate);
  const Trapezoid factor = draw_factor(parameters, start.labels, seed, replicate);
  start.kernel = times_own_transpose(factor);
  for (std::int64_t h = 0; h < parameters.heads; ++h) {
    const auto head = static_cast<std::uint32_t>(h);
    if (parameters.parameterization == Parameterization::key_query) {
      start.heads.push_back(draw_key_query_head(parameters, factor, seed, replicate, head));
    } else if (parameters.init_weight_law == InitWeightLaw::identity) {
      start.heads.push_back(identity_head(parameters, start.kernel, h));
    } else {
      start.heads.push_back(draw_weights_head(
          parameters, factor, draw_weights(parameters, factor.size, seed, replicate, head)));
    }
  }
  return start;
}

GramStart<double> with_differences(const GramStart<double>& start) {
  const Eigen::Index tokens = start.problem.tokens;
  GramStart<double> result{start.problem,
                           {between_differences(start.problem, start.state.kernel),
                            between_differences(start.problem, start.state.weighted_kernel),
                            {},
                            start.state.query_norm2}};
  result.problem.left_out = 1;
  Vector<double>& logits = result.state.logits;
  logits.resize(result.state.kernel.rows());
  for (Eigen::Index i = 0; i < start.problem.samples; ++i) {
    logits.segment(i * (tokens - 1), tokens - 1) =
        start.state.logits.segment(i * tokens + 1, tokens - 1).array() -
        start.state.logits(i * tokens);
  }
  const Eigen::Index passive = logits.size() - result.problem.logit_count();
  logits.tail(passive) = start.state.logits.tail(passive);
  return result;
}

}  // namespace benignity
