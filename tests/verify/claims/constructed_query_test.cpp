#include "verify/claims/theorem/constructed_query.hpp"

#include <catch2/catch.hpp>

#include "sim/data/token_law.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

Parameters small_setting() {
  Parameters parameters;
  parameters.samples = 6;
  parameters.tokens = 4;
  parameters.dimension = 50;
  parameters.signal_norm = 3;
  return parameters;
}

TEST_CASE("the constructed query's logits are those of explicit tokens and its explicit sum",
          "[existence]") {
  const Parameters parameters = small_setting();
  const TrainingSet set = draw_training_set(parameters, 7, 0);
  const double scale = 0.37;
  Vector<double> query = (set.rows.row(24) + set.rows.row(25)).transpose();
  for (std::int64_t i = 0; i < 6; ++i) {
    const auto sample = static_cast<std::size_t>(i);
    const int truth = set.labels.truth[sample];
    const bool noisy = set.labels.is_noisy(sample);
    const auto signal = set.rows.row((truth == 1) != noisy ? 24 : 25).transpose();
    query += scale * (set.rows.row(4 * i + (noisy ? 1 : 0)).transpose() -
                      (noisy ? parameters.weak_signal : 1.0) * signal);
  }
  const Matrix<double> kernel = set.rows * set.rows.transpose();
  const ConstructedQuery constructed = constructed_query(parameters, set.labels, kernel, scale);
  CHECK((constructed.logits - set.rows * query).cwiseAbs().maxCoeff() <= 1e-11);
  CHECK(constructed.readout.direction_norm2 == Approx(query.squaredNorm()).epsilon(1e-13));
  CHECK(constructed.readout.lambda_plus == Approx(3 * query(0)).epsilon(1e-12));
  CHECK(constructed.readout.lambda_minus == Approx(3 * query(1)).epsilon(1e-12));
}

TEST_CASE("the constructed query reads the lower triangle of the kernel only", "[existence]") {
  const Parameters parameters = small_setting();
  const GramStart<double> start = sample_gram_start(parameters, 3, 0);
  Matrix<double> lower = start.state.kernel;
  lower.triangularView<Eigen::StrictlyUpper>().setConstant(1e9);
  const Labels& labels = start.problem.labels;
  CHECK(constructed_query(parameters, labels, lower, 2).logits ==
        constructed_query(parameters, labels, start.state.kernel, 2).logits);
}

TEST_CASE("without confusing tokens there is no constructed query", "[existence]") {
  Parameters parameters = small_setting();
  parameters.confusing_tokens = 0;
  const GramStart<double> start = sample_gram_start(parameters, 3, 0);
  CHECK_THROWS_AS(constructed_query(parameters, start.problem.labels, start.state.kernel, 1),
                  InvalidInput);
}

}  // namespace
}  // namespace benignity
