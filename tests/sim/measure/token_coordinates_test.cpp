#include "sim/measure/token_coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <Eigen/Cholesky>
#include <catch2/catch.hpp>

#include "sim/measure/class_means.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "sim/trajectory/run.hpp"
#include "sim/trajectory/run_state.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"

namespace token_coordinates_test {
namespace {

using namespace benignity;

constexpr std::int64_t samples = 10;
constexpr std::int64_t tokens = 3;
constexpr std::int64_t records = 20;

/// A run on Gaussian tokens whose class means have unequal norms and an angle of 60 degrees, on
/// W = I; the first sample's label is wrong. The means are those of the law, exactly.
struct GivenRun {
  RunSettings settings;
  Matrix<double> head;
  RowMatrix<double> means;
  Labels labels;
};

/// Vectors of as few dimensions as there are, with the inner products of these.
RowMatrix<double> fewest_dimensions(const RowMatrix<double>& rows) {
  const Matrix<double> kernel = product(rows, rows.transpose());
  return Eigen::LLT<Matrix<double>>(kernel).matrixL();
}

/// The noise is drawn in `drawn_dimension`; on W = I a run knows inner products alone.
GivenRun given_run(std::int64_t drawn_dimension, double noise_std, double step_size, double steps) {
  constexpr Eigen::Index count = samples * tokens;
  RowMatrix<double> rows(count + 2, drawn_dimension);
  rows.bottomRows(2).setZero();
  rows(count, 0) = 3;
  rows(count + 1, 0) = 2;
  rows(count + 1, 1) = 2 * std::sqrt(3.0);
  GivenRun run;
  for (std::int64_t i = 0; i < samples; ++i) {
    const Eigen::Index odd = i % 2;
    for (std::int64_t t = 0; t < tokens; ++t) {
      auto row = rows.row(i * tokens + t);
      Stream({11, Purpose::train_noise, 0, static_cast<std::uint32_t>(i),
              static_cast<std::uint32_t>(t)})
          .normals({row.data(), static_cast<std::size_t>(drawn_dimension)});
      row *= noise_std * (t == 2 ? 1.5 : 1);  // a louder place
      if (t == 0) row += rows.row(count + odd);
      if (t == 1) row += 0.3 * rows.row(count + 1 - odd);
    }
    run.labels.truth.push_back(odd == 0 ? 1 : -1);
  }
  rows = fewest_dimensions(rows);
  run.means = rows.bottomRows(2);
  auto set = std::make_shared<DataSet>();
  set->folder = "drawn";
  set->training.samples = samples;
  set->training.tokens = tokens;
  set->training.rows = rows.topRows(count);
  run.labels.observed = run.labels.truth;
  run.labels.observed[0] = -1;
  set->training.labels = run.labels.observed;
  run.head = 0.3 * (run.means.row(0) - run.means.row(1)).transpose();
  set->head = run.head;
  Parameters& p = run.settings.parameters;
  p.samples = samples;
  p.tokens = tokens;
  p.dimension = count + 2;
  p.label_noise = 0;
  p.init_weight_law = InitWeightLaw::identity;
  p.step_size = step_size;
  p.steps = steps;
  run.settings.engine = Engine::gram;
  run.settings.chosen_record_every = std::llround(steps / records);
  run.settings.data = set;
  return run;
}

/// At each record after the first.
std::vector<double> exact_softmax(const GivenRun& run) {
  NamedArray attention;
  RunState state;
  state.attention = &attention;
  (void)simulate(run.settings, {}, state);
  return {attention.numbers.begin() + samples * tokens, attention.numbers.end()};
}

OwnCoordinates system_of(const GivenRun& run, const RowMatrix<double>* basis) {
  return own_coordinates(run.settings.data->training, run.head, basis, run.settings.parameters);
}

/// Largest difference of a softmax probability at any record.
double departure(const GivenRun& run, const OwnCoordinates& system) {
  OwnCoordinatesPath path(system, 1e-7);
  const Parameters& p = run.settings.parameters;
  const std::vector<double> exact = exact_softmax(run);
  REQUIRE(exact.size() == records * samples * tokens);
  double largest = 0;
  auto next = exact.begin();
  for (int k = 1; k <= records; ++k) {
    const double time = p.step_size * p.steps * k / records;
    while (path.time() < time) path.step(time);
    for (const double probability : path.softmax()) {
      largest = std::max(largest, std::abs(*next++ - probability));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("A run on given tokens is its mean field's at a large dimension, each sample by its own",
          "[slow]") {
  // tr S = 16, kappa = 6: the noise of a token is as loud at any d.
  const GivenRun run = given_run(200'000, 4 / std::sqrt(200'000.0), 0.02, 3000);
  const RowMatrix<double> basis = orthonormal_basis(run.means);
  CHECK(basis.rows() == 2);
  const OwnCoordinates system = system_of(run, &basis);
  CHECK(departure(run, system) < 0.02);
  // It is no small matter that is predicted, nor one for all tokens alike.
  OwnCoordinates untouched = system;
  untouched.kernel.along.assign(untouched.kernel.along.size(), 0.0);
  CHECK(departure(run, untouched) > 0.1);
  OwnCoordinates alike = system;
  double mean = 0;
  for (const double length2 : system.kernel.across2) mean += length2 / (samples * tokens);
  alike.kernel.across2.assign(alike.kernel.across2.size(), mean);
  CHECK(departure(run, alike) > 0.05);
}

TEST_CASE("With the whole of K nothing is left out but the step size") {
  const auto departure_at = [](double step_size) {
    const GivenRun run = given_run(40, 0.6, step_size, 10 / step_size);
    return departure(run, system_of(run, nullptr));
  };
  const double coarse = departure_at(0.02);
  const double fine = departure_at(0.01);
  CHECK(fine < 0.01);
  CHECK(fine < 0.6 * coarse);
  const GivenRun run = given_run(40, 0.6, 0.01, 1000);
  const RowMatrix<double> basis = orthonormal_basis(run.means);
  CHECK(departure(run, system_of(run, &basis)) > 0.03);
}

TEST_CASE("What the mean field says of a run is told by sample kinds and places") {
  GivenRun run = given_run(20'000, 4 / std::sqrt(20'000.0), 0.02, 3000);
  const RowMatrix<double> basis = orthonormal_basis(run.means);
  const OwnCoordinatesRun found =
      run_own_coordinates(system_of(run, &basis), run.labels, run.settings.parameters);
  const Trajectory exact = simulate(run.settings);
  CHECK(found.step == 3000);
  CHECK(found.noisy_fitted == 1.0);
  CHECK(found.clean_fitted == 1.0);
  REQUIRE(found.fit);
  CHECK(*found.fit == Approx(exact.stopping_times.fit_all.value()).epsilon(0.05));
  CHECK(found.train_loss == Approx(exact.final().train_loss).epsilon(0.05));
  REQUIRE(found.clean_softmax.size() == 3);
  CHECK(found.clean_softmax[0] > 0.6);
  CHECK(found.noisy_softmax[0] < 0.3);
  CHECK(found.noisy_softmax[0] + found.noisy_softmax[1] + found.noisy_softmax[2] == Approx(1));
}

TEST_CASE("Class means are taken over the tokens that are there, and spans lose what repeats") {
  LabelledTokens set;
  set.samples = 3;
  set.tokens = 2;
  set.rows.resize(6, 2);
  set.rows << 1, 2, 30, 40, 5, 6, 7, 8, 9, 10, 11, 12;
  set.labels = {1, 1, -1};
  set.absent = {0, 1, 0, 0, 0, 1};
  const ClassMembers members = class_members(set, 2);
  CHECK(members == ClassMembers{{0, 1}, {2}});
  CHECK(means_at(set, members, 0) == (RowMatrix<double>(2, 2) << 3, 4, 9, 10).finished());
  CHECK(means_at(set, members, 1) == (RowMatrix<double>(2, 2) << 7, 8, 0, 0).finished());
  CHECK(kept_basis(KeptKernel::place_means, set, 2, 0).rows() == 2);
  CHECK(orthonormal_basis((RowMatrix<double>(2, 2) << 1, 2, 2, 4).finished()).rows() == 1);
  CHECK(orthonormal_basis(RowMatrix<double>::Zero(2, 2)).rows() == 0);
}

TEST_CASE("Models without a mean field have none on given tokens either") {
  GivenRun run = given_run(20, 0.3, 0.01, 10);
  run.settings.parameters.weight_decay = 0.1;
  CHECK_THROWS_AS(system_of(run, nullptr), InvalidInput);
}

}  // namespace token_coordinates_test
