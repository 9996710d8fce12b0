#include "sim/engine/sampled.hpp"

#include <cmath>
#include <string>

#include "sim/data/bartlett.hpp"
#include "sim/data/token_law.hpp"
#include "sim/lanes/trapezoid.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

void require_sampleable(const Parameters& parameters) {
  const std::int64_t least = parameters.samples * parameters.tokens + 3;
  if (parameters.dimension < least) {
    throw InvalidInput("dimension", std::to_string(parameters.dimension),
                       "at least samples * tokens + 3 = " + std::to_string(least) +
                           " with engines sampled and flow (engine gram has no such limit)");
  }
  if (parameters.init_weight_law != InitWeightLaw::gaussian) {
    throw InvalidInput("init_weight_law", "uniform",
                       "gaussian with engines sampled and flow (engines gram and dense take both)");
  }
}

/// C of (5.1): coordinates along mu_+1/|mu| and mu_-1/|mu|, (nT + 2) x 2.
Matrix<double> signal_plane(const Parameters& parameters, const Labels& labels, std::uint64_t seed,
                            std::uint64_t replicate) {
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  Matrix<double> plane = Matrix<double>::Zero(token_count + 2, 2);
  for (std::int64_t sample = 0; sample < parameters.samples; ++sample) {
    for (std::int64_t token = 0; token < parameters.tokens; ++token) {
      Stream stream({seed, Purpose::token_signal_plane, replicate,
                     static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(token)});
      const SignalPart signal =
          signal_part(parameters, labels.truth[static_cast<std::size_t>(sample)], token);
      const std::int64_t row = sample * parameters.tokens + token;
      plane(row, 0) = signal.plus * parameters.signal_norm + parameters.noise_std * stream.normal();
      plane(row, 1) =
          signal.minus * parameters.signal_norm + parameters.noise_std * stream.normal();
    }
  }
  plane(token_count, 0) = parameters.signal_norm;
  plane(token_count + 1, 1) = parameters.signal_norm;
  return plane;
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

GramStart<double> sample_gram_start(const Parameters& parameters, std::uint64_t seed,
                                    std::uint64_t replicate) {
  require_sampleable(parameters);
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  const Eigen::Index size = token_count + 2;
  const auto dimension = static_cast<double>(parameters.dimension);

  GramStart<double> start;
  const Labels labels = draw_labels(parameters, seed, replicate);
  const Matrix<double> plane = signal_plane(parameters, labels, seed, replicate);
  const Vector<double> head_values =
      (parameters.head_norm() / std::sqrt(2.0)) * (plane.col(0) - plane.col(1)).head(token_count);
  start.problem = {parameters.samples, parameters.tokens, labels, head_values};

  // Two of the d coordinates of the tokens' noise are in the signal plane, drawn above; the other d
  // - 2 give a Wishart matrix of as many degrees of freedom.
  Trapezoid factor(size, size, 2);
  factor.entries.topLeftCorner(size, 2) = plane;
  factor.entries.block(0, 2, token_count, token_count) =
      parameters.noise_std *
      draw_bartlett(token_count, dimension - 2, {seed, Purpose::token_bartlett, replicate, 0, 0});
  start.state.kernel = times_own_transpose(factor);

  // Along the rows W(0) is a Gaussian matrix G with d rows. z = G^T p(0)/|p(0)| takes one of them,
  // in whatever direction; what is left of G^T G is independent of z and has d - 1 degrees.
  Vector<double> direction(size);
  Stream({seed, Purpose::weight_direction, replicate, 0, 0})
      .normals({direction.data(), static_cast<std::size_t>(size)});
  const Matrix<double> weight_factor =
      draw_bartlett(size, dimension - 1, {seed, Purpose::weight_bartlett, replicate, 0, 0});

  // R = sigma_w L [z | B']: L z first, then the columns of L B'.
  Trapezoid weighted_factor(size, size + 1, 3);
  weighted_factor.entries.col(0) = factor.entries * direction;
  multiply_by_triangle(factor, weight_factor, 1, weighted_factor);
  weighted_factor.entries *= parameters.init_weight_std();
  start.state.weighted_kernel = times_own_transpose(weighted_factor);

  double query_norm2 = 0;
  if (parameters.init_query_std > 0) {
    query_norm2 =
        parameters.init_query_std * parameters.init_query_std *
        Stream({seed, Purpose::initial_query_norm, replicate, 0, 0}).chi_squared(dimension);
  }
  start.state.query_norm2 = query_norm2;
  start.state.logits = std::sqrt(query_norm2) * weighted_factor.entries.col(0).head(size);
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
