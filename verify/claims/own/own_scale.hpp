#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "theory/mean_field/event_times.hpp"
#include "verify/claims/own/own_claim.hpp"

namespace benignity {

/// A time of the mean field that an observable can be divided by.
struct PredictedTime {
  const char* name;  ///< in a claim file
  std::optional<double> MeanFieldTimes::*time;
};

/// "predicted.select", and so on as `benignity predict --json` names them.
inline constexpr std::array predicted_times = {
    PredictedTime{"predicted.select", &MeanFieldTimes::select_clean},
    PredictedTime{"predicted.select_noisy", &MeanFieldTimes::select_noisy},
    PredictedTime{"predicted.fit", &MeanFieldTimes::fit},
    PredictedTime{"predicted.exit", &MeanFieldTimes::exit},
    PredictedTime{"predicted.generalize", &MeanFieldTimes::generalize}};

/// What the exponent of the claim is a power of: the key that it names, or the one that is swept.
[[nodiscard]] std::string abscissa_name(const OwnStatement& own);

/// Its value in each cell. "exp(1/kappa)" is one of its names: an exponent c in it is a slope c of
/// the observable's logarithm in 1/kappa, which is how the theorem's delay reads. Throws
/// InvalidInput where several keys are swept and none is named, for a name that is no numeric key,
/// and for a value that has no power (a word, 0, or exp(1/kappa) beyond the range of double).
[[nodiscard]] std::vector<double> abscissa_values(const OwnStatement& own);

/// The mean field's time that the observable is divided by, in each cell; all 1 where the claim
/// names none. Throws InvalidInput where the mean field does not have the event in a cell.
[[nodiscard]] std::vector<double> observable_units(const OwnStatement& own);

/// "generalize", or "generalize / predicted.generalize".
[[nodiscard]] std::string observable_name(const OwnStatement& own);

}  // namespace benignity
