#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/engine/sampled.hpp"
#include "verify/claims/theorem/existence.hpp"
#include "verify/claims/theorem/selected_tokens.hpp"
#include "verify/figures/setting_line.hpp"

namespace benignity {
namespace {

constexpr std::int64_t fresh_samples_shown = 60;

Series cloud(std::string label, Mark mark, SignalPlanePoints points) {
  return {std::move(label), mark, std::move(points.plus), std::move(points.minus), {}};
}

}  // namespace

Figure selected_tokens_figure(const Parameters& parameters, const QueryWindow& window,
                              std::uint64_t seed) {
  const GramStart<double> start = sample_gram_start(parameters, seed, 0);
  const auto panel = [&](const std::string& range, double scale) {
    const Labels& labels = start.problem.labels;
    const ConstructedQuery query = constructed_query(parameters, labels, start.state.kernel, scale);
    SelectedTokens selected = selected_tokens(parameters, labels, start.state.kernel, query,
                                              {seed, 0, fresh_samples_shown});
    Panel drawn;
    drawn.title = fmt::format("{}, s = {:.3g}", range, scale);
    drawn.x = {"⟨x, μ₊₁⟩/‖μ‖²", Scale::linear, -0.15, 1.15};
    drawn.y = {"⟨x, μ₋₁⟩/‖μ‖²", Scale::linear, -0.15, 1.15};
    drawn.series = {cloud("fresh", Mark::observed, std::move(selected.fresh)),
                    cloud("clean", Mark::observed, std::move(selected.clean)),
                    cloud("noisy", Mark::observed, std::move(selected.noisy))};
    return drawn;
  };
  return {"selected_tokens",
          "Token with the largest logit of each training and fresh sample, for the query μ₊₁ + μ₋₁ "
          "+ s Σ ε⁽ⁱ⁾. Relevant tokens lie at (1, 0) and (0, 1), weak ones at ρ on the axes, "
          "irrelevant ones at the origin.",
          {panel("not overfitting", *window.not_overfitting_end / 2),
           panel("benign", std::sqrt(*window.benign_start * *window.benign_end)),
           panel("harmful", 10 * *window.harmful_start)},
          SettingLine({parameters}).text()};
}

}  // namespace benignity
