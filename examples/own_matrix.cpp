// A hundred exact steps on a matrix of my own: 4 samples of 3 tokens in R^5, W = I and p = 0 at the
// start, all seen through inner products (theory/README.md section 4).
#include <cmath>
#include <cstdio>

#include <benignity/sim/engine/gram.hpp>

int main() {
  using namespace benignity;
  constexpr std::int64_t samples = 4;
  constexpr std::int64_t tokens = 3;
  const Eigen::MatrixXd x =
      Eigen::MatrixXd::NullaryExpr(samples * tokens, 5, [](Eigen::Index row, Eigen::Index column) {
        return std::sin(1.0 + 7 * static_cast<double>(row) +
                        3 * static_cast<double>(column * column));
      });

  AttentionProblem<double> problem;
  problem.samples = samples;
  problem.tokens = tokens;
  problem.labels.observed = {1, -1, 1, -1};
  problem.labels.truth = problem.labels.observed;
  problem.head_values = x.col(0);  // the linear head is e_1

  GramState<double> start;
  start.kernel = x * x.transpose();
  start.weighted_kernel = start.kernel;  // W = I
  start.logits = Vector<double>::Zero(x.rows());
  GramDescent<double> descent(problem, start);
  for (int step = 0; step < 100; ++step) descent.step(0.1);

  std::printf("mean loss %.6f, |p|^2 %.6f, margins", mean_loss(descent.response()),
              descent.query_norm2());
  for (const double margin : descent.response().margin) std::printf(" %.4f", margin);
  std::printf("\n");
}
