#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "theory/harmful/error_threshold.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"
#include "verify/claims/harmful/error_map.hpp"

namespace benignity {
namespace map_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.harmful.map",
          "the predicted error on fresh data says where over (|mu|, d) it exceeds delta, at step "
          "1000 and long after",
          "[derived] theory/README.md (11.3), (11.7), (11.13)",
          "theorem",
          "n = 20, T = 8, rho = 0.1, eta = 0.2, alpha = 0.005; d from 1000 to 100000, |mu| from 2 "
          "to 20 sigma_eps; delta = 0.05",
          "84 cells of 4 replicates with 2000 fresh samples; every error within 0.04 of the "
          "prediction, and on its side of delta unless predicted within a factor of 1.5 of it",
          "sampled, flow",
          "double"};
}

constexpr std::array<std::int64_t, 6> dimensions = {1000, 2000, 4500, 10'000, 30'000, 100'000};
constexpr std::array<double, 7> signal_norms = {2, 3, 4.5, 6, 8, 12, 20};
constexpr ErrorMapSize size{4, 2000};
constexpr double tolerance = 0.04;
/// Cells whose predicted error is within this factor of delta are not asked on which side they are.
constexpr double guard = 1.5;

/// The |mu| that `threshold` gives at every d, where the map shows it.
template <typename Threshold>
Series threshold_curve(const char* label, Epoch epoch, const Threshold& threshold) {
  Series series{label, Mark::predicted, {}, {}, {}};
  for (const std::int64_t dimension : dimensions) {
    const std::optional<double> norm = threshold(published_at(dimension, 5, epoch));
    if (!(norm && *norm >= signal_norms.front() && *norm <= signal_norms.back())) continue;
    series.x.push_back(*norm);
    series.y.push_back(static_cast<double>(dimension));
  }
  return series;
}

Panel panel(const char* title, Epoch epoch, const std::vector<ErrorCell>& cells) {
  HeatMap heat{"test accuracy", {signal_norms.begin(), signal_norms.end()}, {}, {}};
  for (const std::int64_t dimension : dimensions) heat.y.push_back(static_cast<double>(dimension));
  for (const ErrorCell& cell : cells) {
    if (cell.epoch == epoch) heat.values.push_back(1 - cell.observed);
  }
  return {title,
          {"|mu| / sigma_eps", Scale::logarithmic, signal_norms.front(), signal_norms.back()},
          {"d", Scale::logarithmic, heat.y.front(), heat.y.back()},
          heat,
          {threshold_curve("both noises, at this step", epoch, error_threshold),
           threshold_curve("head noise, uniform attention", epoch, uniform_head_noise_threshold),
           threshold_curve("head noise, any attention", epoch, least_head_noise_threshold),
           threshold_curve("memorisation, in the end", epoch, memorisation_threshold)}};
}

Finding check(const ClaimContext& context) {
  std::vector<ErrorCell> cells;
  for (const Epoch epoch : {Epoch::published, Epoch::late}) {
    for (const std::int64_t dimension : dimensions) {
      for (const double signal_norm : signal_norms)
        cells.push_back({epoch, dimension, signal_norm});
    }
  }
  fill(cells, size, {}, context);
  const double delta = Parameters{}.failure_probability;
  LargestError worst;
  double asked = 0;
  double agree = 0;
  for (const ErrorCell& cell : cells) {
    worst.see(cell.observed - cell.predicted);
    if (cell.predicted < guard * delta && cell.predicted > delta / guard) continue;
    ++asked;
    if ((cell.observed > delta) == (cell.predicted > delta)) ++agree;
  }
  Finding finding;
  finding.replicates = static_cast<std::int64_t>(size.replicates * cells.size());
  finding.measurements = {
      {"largest difference of the error on fresh data", 0.0, worst.value(), {0.0, tolerance}},
      {"cells on the predicted side of delta", asked, agree, {asked, asked}}};
  finding.figures = {
      {"harmful_map",
       "Test accuracy over (|mu|, d) at n = 20, T = 8, with the |mu| below which "
       "both noises or one alone make the error exceed 0.05",
       {panel("step 1000", Epoch::published, cells), panel("step 10^7", Epoch::late, cells)}}};
  finding.verdict = worst.value() <= tolerance && agree == asked ? Verdict::pass : Verdict::fail;
  finding.explanation =
      fmt::format("{} cells, largest difference {:.2g}", cells.size(), worst.value());
  return finding;
}

}  // namespace
}  // namespace map_trial

Claim harmful_map_claim() {
  return {map_trial::statement(), Decision::arithmetic, map_trial::check};
}

}  // namespace benignity
