#include "verify/claims/theorem/selected_tokens.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "theory/existence/query_window.hpp"

namespace benignity {
namespace {

Parameters window_setting() {
  Parameters parameters;
  parameters.tokens = 4;
  parameters.dimension = 100'000'000;
  parameters.signal_norm = 100;
  parameters.failure_probability = 0.1;
  return parameters;
}

SelectedTokens selected_at(double scale, std::int64_t fresh_count = 400) {
  const Parameters parameters = window_setting();
  const GramStart<double> start = sample_gram_start(parameters, 3, 0);
  const ConstructedQuery query =
      constructed_query(parameters, start.problem.labels, start.state.kernel, scale);
  return selected_tokens(parameters, start.problem.labels, start.state.kernel, query,
                         {3, 0, fresh_count});
}

/// Every point within six standard deviations of (level, 0) or (0, level).
bool all_at_level(const SignalPlanePoints& points, double level) {
  constexpr double reach = 6.0 / 100;
  for (std::size_t k = 0; k < points.plus.size(); ++k) {
    const double along = std::max(points.plus[k], points.minus[k]);
    const double across = std::min(points.plus[k], points.minus[k]);
    if (std::abs(along - level) > reach || std::abs(across) > reach) return false;
  }
  return !points.plus.empty();
}

TEST_CASE("a query below the window selects relevant tokens everywhere", "[existence]") {
  const SelectedTokens selected =
      selected_at(*query_window(window_setting()).not_overfitting_end / 2);
  CHECK(selected.clean.plus.size() + selected.noisy.plus.size() == 20);
  CHECK(all_at_level(selected.clean, 1));
  CHECK(all_at_level(selected.noisy, 1));
  CHECK(all_at_level(selected.fresh, 1));
}

TEST_CASE("inside the window noisy samples select their confusing token, fresh ones do not",
          "[existence]") {
  const QueryWindow window = query_window(window_setting());
  const SelectedTokens selected = selected_at(std::sqrt(*window.benign_start * *window.benign_end));
  CHECK(all_at_level(selected.clean, 1));
  CHECK(all_at_level(selected.noisy, window_setting().weak_signal));
  CHECK(all_at_level(selected.fresh, 1));
}

TEST_CASE("far beyond the window fresh samples select any token alike", "[existence]") {
  const SelectedTokens selected = selected_at(1e6 * drowning_scale(window_setting()), 4000);
  CHECK(all_at_level(selected.clean, 1));
  const auto relevant = std::count_if(selected.fresh.plus.begin(), selected.fresh.plus.end(),
                                      [](double plus) { return plus > 0.5; });
  // Binomial(2000, 1/4) for the samples of class +1, but for the signal in z: false alarm 6e-5.
  CHECK(std::abs(static_cast<double>(relevant) - 500) <= 4 * std::sqrt(2000 * 0.25 * 0.75));
}

}  // namespace
}  // namespace benignity
