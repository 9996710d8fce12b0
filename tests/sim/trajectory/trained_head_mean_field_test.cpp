#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include <catch2/catch.hpp>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/trained_head.hpp"

namespace benignity::trained_head_test {
namespace {

constexpr std::int64_t steps = 4000;
constexpr double step_length = 0.02;  // of theta

/// The paper's n, T, eta, rho at d = 10^10, with steps of that length.
RunSettings large_run(double kappa, InitHead init, double head_rate) {
  RunSettings settings;
  Parameters& p = settings.parameters;
  p.dimension = 10'000'000'000;
  const auto d = static_cast<double>(p.dimension);
  p.signal_norm = std::sqrt(kappa * d / static_cast<double>(p.samples));
  constexpr double gain = 1.0 / 3;  // D of the default law
  p.step_size = step_length * static_cast<double>(p.samples) / (gain * d);
  p.chosen_head_step_size = head_rate * gain * p.step_size;
  p.trained.linear_head = true;
  p.init_head = init;
  if (init == InitHead::zero) p.chosen_head_norm = 0;
  p.steps = steps;
  settings.test_samples = 1;
  settings.chosen_record_every = 400;
  return settings;
}

struct Figures {
  double loss = 0;
  double lambda = 0;
  double clean = 0;
  double noisy = 0;
  double least_margin = 0;
};

Figures figures_of(const TrainedHeadSystem& system, const TrainedHeadState& state) {
  Figures figures;
  const SignalLogits<double> logits = signal_logits(system.start, state.logits);
  figures.lambda = (logits.plus + logits.minus) / 2;
  figures.least_margin = 1e9;
  for (const SampleType type : sample_types) {
    const SampleAttention<double> attention = sample_attention(system, state, type);
    figures.loss +=
        system.start.layout.weight[index_of(type)] * std::log1p(std::exp(-attention.margin));
    (is_noisy(type) ? figures.noisy : figures.clean) += attention.softmax[0] / 2;
    figures.least_margin = std::min(figures.least_margin, attention.margin);
  }
  return figures;
}

/// The largest relative departure of the mean field, stepped as descent steps, from the run; and
/// that of its two events.
struct Departure {
  double figures = 0;
  double events = 0;
};

Departure departure(const TrainedHeadSystem& system, const Trajectory& run) {
  Departure worst;
  const auto compare = [](double& largest, double value, double wanted) {
    largest = std::max(largest, std::abs(value - wanted) / std::abs(wanted));
  };
  TrainedHeadState state;
  std::optional<double> fit;
  std::optional<double> selected;
  for (std::int64_t tau = 0; tau <= steps; ++tau) {
    const Figures now = figures_of(system, state);
    if (!fit && now.least_margin > 0) fit = static_cast<double>(tau);
    if (!selected && now.clean >= 0.5) selected = static_cast<double>(tau);
    for (const Snapshot& snapshot : run.snapshots) {
      if (tau == 0 || snapshot.step != static_cast<double>(tau)) continue;
      compare(worst.figures, now.loss, snapshot.train_loss);
      compare(worst.figures, now.lambda, (snapshot.lambda_plus + snapshot.lambda_minus) / 2);
      compare(worst.figures, now.clean, *snapshot.clean_relevant_mean);
      compare(worst.figures, now.noisy, *snapshot.noisy_relevant_mean);
    }
    const TrainedHeadState rate = trained_head_rate(system, state);
    for (std::size_t j = 0; j < rate.logits.size(); ++j) {
      state.logits[j] += step_length * rate.logits[j];
      state.values[j] += step_length * rate.values[j];
    }
  }
  compare(worst.events, fit.value(), run.stopping_times.fit_all.value());
  compare(worst.events, selected.value(), run.stopping_times.select_clean.value());
  return worst;
}

TEST_CASE("the mean field of a trained linear head is the run at large d", "[slow]") {
  struct Case {
    double kappa;
    InitHead init;
    double rate;
  };
  for (const Case& c :
       {Case{4, InitHead::signal, 3}, Case{4, InitHead::zero, 3}, Case{1, InitHead::signal, 0.3}}) {
    const RunSettings settings = large_run(c.kappa, c.init, c.rate);
    const Trajectory run = simulate(settings);
    TrainedHeadSystem system = trained_head_system(settings.parameters);
    INFO("kappa " << c.kappa << ", r " << c.rate);
    CHECK(system.head_rate == Approx(c.rate));
    CHECK(steps_per_scaled_time(settings.parameters) == Approx(1 / step_length));
    const Departure found = departure(system, run);
    CHECK(found.figures < 0.01);
    CHECK(found.events < 0.01);
    // The control: a tenth more of head_step_size.
    system.head_rate *= 1.1;
    CHECK(departure(system, run).figures > 0.01);
  }
}

TEST_CASE("engine mean_field follows a trained linear head, fresh samples too") {
  for (const InitHead init : {InitHead::signal, InitHead::zero}) {
    RunSettings settings = large_run(init == InitHead::zero ? 4 : 1, init, 0.3);
    settings.parameters.init_query_std = 1e-8;  // sigma_p^2 d = 10^-6
    settings.parameters.steps = 3000;
    settings.parameters.chosen_target_gap = 0.7;
    settings.test_samples = 4000;
    const Trajectory run = simulate(settings);
    settings.engine = Engine::mean_field;
    const Trajectory limit = simulate(settings);
    const auto close = [](double value, double wanted) {
      CHECK(value == Approx(wanted).epsilon(0.01).margin(1e-4));
    };
    REQUIRE(limit.snapshots.size() == run.snapshots.size());
    for (std::size_t r = 1; r < run.snapshots.size(); ++r) {
      const Snapshot& seen = run.snapshots[r];
      const Snapshot& predicted = limit.snapshots[r];
      INFO("from " << (init == InitHead::zero ? "zero" : "signal") << ", step " << seen.step);
      REQUIRE(predicted.step == seen.step);
      close(predicted.train_loss, seen.train_loss);
      close(predicted.train_accuracy, seen.train_accuracy);
      close(predicted.lambda_plus, seen.lambda_plus);
      close(*predicted.clean_relevant_mean, *seen.clean_relevant_mean);
      close(*predicted.noisy_relevant_mean, *seen.noisy_relevant_mean);
      close(predicted.query_norm2, seen.query_norm2);
      // Each of 4,000 fresh samples, other ones: five standard errors of a difference.
      const auto apart = [](const Estimate& one, const Estimate& other) {
        return std::abs(one.mean - other.mean) <=
               5 * std::hypot(one.standard_error, other.standard_error) + 1e-3;
      };
      CHECK(apart(predicted.test.accuracy, seen.test.accuracy));
      CHECK(apart(predicted.test.loss, seen.test.loss));
      CHECK(apart(predicted.test.relevant, seen.test.relevant));
      CHECK(apart(predicted.test.selected, seen.test.selected));
    }
    const StoppingTimes& seen = run.stopping_times;
    const StoppingTimes& predicted = limit.stopping_times;
    for (const auto event :
         {&StoppingTimes::fit_all, &StoppingTimes::select_clean, &StoppingTimes::select_noisy,
          &StoppingTimes::exit_noisy, &StoppingTimes::generalize}) {
      REQUIRE((predicted.*event).has_value() == (seen.*event).has_value());
      if (seen.*event) CHECK(*(predicted.*event) == Approx(*(seen.*event)).epsilon(0.01).margin(1));
    }
    CHECK(seen.generalize.has_value());
  }
}

TEST_CASE("a linear head that stands still has the plain mean field") {
  Parameters parameters;
  parameters.samples = 12;
  TrainedHeadState state;
  for (std::size_t j = 0; j < state.logits.size(); ++j) {
    state.logits[j] = 0.3 * std::sin(static_cast<double>(j + 1));
  }
  const TrainedHeadSystem system = trained_head_system(parameters);
  CHECK(system.head_rate == 0);
  const TrainedHeadState rate = trained_head_rate(system, state);
  const MeanFieldState<double> plain =
      mean_field_rate(mean_field_system<double>(parameters), state.logits);
  for (std::size_t j = 0; j < plain.size(); ++j) {
    CHECK(rate.logits[j] == Approx(plain[j]).margin(1e-15));
    CHECK(rate.values[j] == 0);
  }
}

}  // namespace
}  // namespace benignity::trained_head_test
