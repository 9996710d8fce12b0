#pragma once

#include <array>
#include <string>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <mpfr.h>

#include "sim/certified/exact_draw.hpp"
#include "sim/engine/gram.hpp"
#include "sim/model/products.hpp"
#include "theory/scalar.hpp"

namespace benignity {

/// n = 4, T = 4 at the start of the paper's law, small enough for 50 digits at every step.
inline RunSettings small_proof(std::int64_t steps = 100) {
  RunSettings settings;
  settings.parameters.samples = 4;
  settings.parameters.tokens = 4;
  settings.parameters.dimension = 400;
  settings.parameters.step_size = 0.02;
  settings.parameters.label_noise = 0.25;
  settings.parameters.steps = static_cast<double>(steps);
  settings.test_samples = 1;
  return settings;
}

/// The engine at 50 digits from the doubles of the draw: its own rounding is all that it is off by.
inline GramDescent<Float50> at_50_digits(const ExactDraw& draw) {
  const Matrix<Float50> rows = draw.rows.cast<Float50>();
  const Matrix<Float50> weights = draw.weights.cast<Float50>() * Float50(draw.weight_scale);
  const Vector<Float50> query = draw.query.cast<Float50>();
  const Matrix<Float50> images = product(weights, rows.transpose());
  AttentionProblem<Float50> problem{draw.samples(), draw.tokens, draw.labels, {}};
  if (draw.given) {
    problem.head_values = product(rows, draw.given->linear_head.cast<Float50>().eval());
  } else {
    problem.head_values = (rows.col(0) - rows.col(1)).head(draw.samples() * draw.tokens) *
                          Float50(Float50(draw.head_norm) / sqrt(Float50(2)));
  }
  return {problem,
          {product(rows, rows.transpose()), product(images.transpose(), images),
           product(images.transpose(), query), query.squaredNorm()}};
}

inline std::vector<std::string> decimals(const Vector<Float50>& values) {
  std::vector<std::string> texts;
  for (const Float50& value : values) {
    std::array<char, 96> text{};
    mpfr_snprintf(text.data(), text.size(), "%.55Re", value.backend().data());
    texts.emplace_back(text.data());
  }
  return texts;
}

}  // namespace benignity
