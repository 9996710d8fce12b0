#include "verify/claims/harmful/map_figure.hpp"

#include <optional>

#include "theory/harmful/error_threshold.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"

namespace benignity {
namespace map_figure_parts {
namespace {

/// The |mu| that `threshold` gives at every d, where the map shows it.
template <typename Threshold>
Series threshold_curve(const char* label, Epoch epoch, const HarmfulDesign& design,
                       const Threshold& threshold) {
  Series series{label, Mark::predicted, {}, {}, {}};
  for (const std::int64_t dimension : design.dimensions) {
    const std::optional<double> norm = threshold(published_at(dimension, 5, epoch));
    if (!(norm && *norm >= design.signal_norms.front() && *norm <= design.signal_norms.back()))
      continue;
    series.x.push_back(*norm);
    series.y.push_back(static_cast<double>(dimension));
  }
  return series;
}

Panel panel(const char* title, Epoch epoch, const HarmfulDesign& design,
            const std::vector<ErrorCell>& cells) {
  HeatMap heat{"test accuracy", design.signal_norms, {}, {}};
  for (const std::int64_t dimension : design.dimensions)
    heat.y.push_back(static_cast<double>(dimension));
  for (const ErrorCell& cell : cells) {
    if (cell.epoch == epoch) heat.values.push_back(1 - cell.observed);
  }
  return {title,
          {"|mu| / sigma_eps", Scale::logarithmic, heat.x.front(), heat.x.back()},
          {"d", Scale::logarithmic, heat.y.front(), heat.y.back()},
          heat,
          {threshold_curve("both noises, at this step", epoch, design, error_threshold),
           threshold_curve("head noise, uniform attention", epoch, design,
                           uniform_head_noise_threshold),
           threshold_curve("head noise, any attention", epoch, design, least_head_noise_threshold),
           threshold_curve("memorisation, in the end", epoch, design, memorisation_threshold)}};
}

}  // namespace
}  // namespace map_figure_parts

Figure harmful_map_figure(const HarmfulDesign& design, const std::vector<ErrorCell>& cells) {
  using map_figure_parts::panel;
  return {"harmful_map",
          "Test accuracy over (|mu|, d) at n = 20, T = 8, with the |mu| below which "
          "both noises or one alone make the error exceed 0.05",
          {panel("step 1000", Epoch::published, design, cells),
           panel("step 10^7", Epoch::late, design, cells)}};
}

}  // namespace benignity
