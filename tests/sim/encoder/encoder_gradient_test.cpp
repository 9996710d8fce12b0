#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/encoder/descent.ipp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace encoder_gradient {
namespace {

Float50 ten_to(int power) { return pow(Float50(10), power); }

Parameters small(std::int64_t mlp_width, SkipConnection skip, NormPlacement norm) {
  Parameters p;
  p.samples = 3;
  p.tokens = 3;
  p.dimension = 5;
  p.signal_norm = 2;
  p.mlp_width = mlp_width;
  p.skip_connection = skip;
  p.norm = norm;
  p.model = ModelKind::one_layer_encoder;
  return p;
}

struct Problem {
  EncoderParameters<Float50> at;
  EncoderTokens<Float50> tokens;
  std::vector<int> labels;

  [[nodiscard]] Float50 loss() const {
    const EncoderPass<Float50> pass = encode(at, tokens);
    Float50 sum = 0;
    for (Eigen::Index i = 0; i < pass.output.size(); ++i) {
      sum += logistic_loss(Float50(labels[static_cast<std::size_t>(i)] * pass.output(i)));
    }
    return sum / pass.output.size();
  }
};

/// Scales and shifts away from 1 and 0, which would hide what they multiply.
Problem problem_of(const Parameters& p) {
  Problem problem{draw_encoder<Float50>(p, 3, 0), {}, {1, -1, 1}};
  Stream stream({5, Purpose::design, 0, 0, 0});
  for (LayerNorm<Float50>* norm :
       {&problem.at.token_norm, &problem.at.mlp_norm, &problem.at.head_norm}) {
    for (Eigen::Index j = 0; j < p.dimension; ++j) {
      norm->scale(j) += stream.normal() / 4;
      norm->shift(j) += stream.normal() / 4;
    }
  }
  RowMatrix<double> rows(p.samples * p.tokens, p.dimension);
  for (Eigen::Index k = 0; k < rows.size(); ++k) rows.data()[k] = 1 + 2 * stream.normal();
  problem.tokens = encoder_tokens(problem.at.token_norm, p.samples, p.tokens, rows);
  return problem;
}

/// A parameter's entries one after the other, and dL/d of them.
struct Checked {
  std::string name;
  Eigen::Index count;
  std::function<Float50&(Eigen::Index)> entry;
  std::function<Float50(Eigen::Index)> slope;
};

Checked vector(std::string name, Vector<Float50>& of, Eigen::Index count,
               const Vector<Float50>& slopes) {
  return {std::move(name), count, [&of](Eigen::Index k) -> Float50& { return of(k); },
          [&slopes](Eigen::Index k) { return slopes(k); }};
}

Checked matrix(std::string name, FactoredMatrix<Float50>& of, const LowRankGradient<Float50>& g) {
  const Eigen::Index columns = of.columns();
  return {std::move(name), of.rows() * columns,
          [&of, columns](Eigen::Index k) -> Float50& { return of.base(k / columns, k % columns); },
          [&g, columns](Eigen::Index k) {
            Float50 sum = 0;
            for (Eigen::Index i = 0; i < g.left.rows(); ++i) {
              sum += g.left(i, k / columns) * g.right(i, k % columns);
            }
            return sum;
          }};
}

std::vector<Checked> everything(EncoderParameters<Float50>& p, EncoderGradient<Float50>& g) {
  const Eigen::Index d = p.dimension;
  std::vector<Checked> all = {
      vector("class token", p.class_token, d, g.class_token),
      matrix("W_Q", p.query, g.query),
      matrix("W_K", p.key, g.key),
      matrix("W_V", p.value, g.value),
      vector("head", p.head, d, g.head),
      {"head bias", 1, [&p](Eigen::Index) -> Float50& { return p.head_bias; },
       [&g](Eigen::Index) { return g.head_bias; }}};
  const auto norm = [&](const std::string& name, LayerNorm<Float50>& of,
                        const LayerNormGradient<Float50>& slopes) {
    if (of.is_identity()) return;
    all.push_back(vector(name + " scale", of.scale, d, slopes.scale));
    all.push_back(vector(name + " shift", of.shift, d, slopes.shift));
  };
  norm("token norm", p.token_norm, g.token_norm);
  norm("head norm", p.head_norm, g.head_norm);
  if (!p.mlp) return all;
  norm("mlp norm", p.mlp_norm, g.mlp_norm);
  all.push_back(matrix("W_1", p.mlp->hidden, g.hidden));
  all.push_back(matrix("W_2", p.mlp->output, g.output));
  all.push_back(vector("b_1", p.mlp->hidden_bias, p.mlp->hidden.rows(), g.hidden_bias));
  all.push_back(vector("b_2", p.mlp->output_bias, d, g.output_bias));
  return all;
}

TEST_CASE("the gradient of every parameter of the encoder is that of 50-digit differences") {
  const auto mlp_width = GENERATE(0, 3);
  const auto skip = GENERATE(SkipConnection::present, SkipConnection::absent);
  const auto norm = GENERATE(NormPlacement::pre, NormPlacement::none);
  CAPTURE(mlp_width, skip == SkipConnection::present, norm == NormPlacement::pre);
  Problem problem = problem_of(small(mlp_width, skip, norm));
  const EncoderPass<Float50> pass = encode(problem.at, problem.tokens);
  Vector<Float50> slopes(3);
  for (Eigen::Index i = 0; i < 3; ++i) {
    const int label = problem.labels[static_cast<std::size_t>(i)];
    slopes(i) = -label * loss_weight(Float50(label * pass.output(i))) / 3;
  }
  EncoderGradient<Float50> g = gradient(problem.at, problem.tokens, pass, slopes);
  // Central differences: h^2 of truncation, 1e-50/h of rounding.
  const Float50 h = ten_to(-15);
  Float50 largest = 0;
  for (const Checked& each : everything(problem.at, g)) {
    for (Eigen::Index k = 0; k < each.count; ++k) {
      Float50& entry = each.entry(k);
      const Float50 kept = entry;
      entry = kept + h;
      const Float50 above = problem.loss();
      entry = kept - h;
      const Float50 below = problem.loss();
      entry = kept;
      const Float50 difference = (above - below) / (2 * h);
      INFO(each.name << " " << k << ": " << difference << " and " << each.slope(k));
      CHECK(abs(difference - each.slope(k)) < ten_to(-27));
      largest = std::max(largest, Float50(abs(difference)));
    }
  }
  CHECK(largest > ten_to(-2));  // the slopes are not all nothing
}

TEST_CASE("kept factors and folded ones are the same matrix") {
  constexpr Eigen::Index rows = 130;
  constexpr Eigen::Index columns = 600;
  FactoredMatrix<double> matrix(rows, columns, 3);
  RowMatrix<double> plain(rows, columns);
  Stream stream({7, Purpose::design, 0, 0, 0});
  for (Eigen::Index r = 0; r < rows; ++r) {
    for (Eigen::Index c = 0; c < columns; ++c) plain(r, c) = matrix.base(r, c) = stream.normal();
  }
  const auto drawn = [&](Eigen::Index count, Eigen::Index length) {
    Stack<double> stack = Stack<double>::Zero(count, padded(length));
    for (Eigen::Index i = 0; i < count; ++i) {
      for (Eigen::Index j = 0; j < length; ++j) stack(i, j) = stream.normal();
    }
    return stack;
  };
  for (int update = 0; update < 9; ++update) {
    const Stack<double> left = drawn(3, rows);
    const Stack<double> right = drawn(3, columns);
    matrix.add(-0.5, left, right);
    plain -= 0.5 * product(left.leftCols(rows).transpose(), right.leftCols(columns));
    const Stack<double> x = drawn(7, columns);
    const Stack<double> y = drawn(7, rows);
    const RowMatrix<double> wx = product(x.leftCols(columns), plain.transpose());
    const RowMatrix<double> wy = product(y.leftCols(rows), plain);
    CHECK((matrix.times(x).leftCols(rows) - wx).cwiseAbs().maxCoeff() < 1e-11);
    CHECK((matrix.transposed_times(y).leftCols(columns) - wy).cwiseAbs().maxCoeff() < 1e-11);
    CHECK(std::abs(matrix.entry(129, 599) - plain(129, 599)) < 1e-12);
  }
}

TEST_CASE("gelu is x Phi(x), and its slope is its own") {
  CHECK(gelu(0.0) == 0);
  CHECK(gelu(1.0) == Approx(0.8413447460685429).epsilon(1e-15));
  CHECK(gelu(-40.0) == 0);  // and no NaN
  CHECK(gelu(-3.0) == Approx(-0.0040496940948902).epsilon(1e-12));
  const Float50 h = ten_to(-15);
  for (const double x : {-6.0, -1.0, 0.0, 0.3, 5.0}) {
    const Float50 difference = (gelu(Float50(x + h)) - gelu(Float50(x - h))) / (2 * h);
    CHECK(abs(difference - gelu_slope(Float50(x))) < ten_to(-28));
  }
}

}  // namespace
}  // namespace encoder_gradient
}  // namespace benignity::testing
