#pragma once

#include <optional>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// Loud logits: sigma_eps |w| -> infinity at a fixed ratio r = lambda/(sigma_eps |w|) of both
/// classes. Attention then picks the token of the largest logit, and the error is
///   sum over kinds k of M_k P_k(r) Phi(-H y_k),   y = 1, -rho, rho, 0,
/// P_k the probability that one token of the kind wins. H = head_signal_to_noise may be infinite:
/// memorisation alone. Absolute error 1e-12. Any r, NaN at NaN. Throws InvalidInput, as all
/// functions here, for parameters that validate() refuses. [derived] theory/README.md (11.9)
[[nodiscard]] double loud_error(const Parameters& parameters, double ratio,
                                double head_signal_to_noise);

/// Limit of min(lambda_+, lambda_-)/(sigma_eps |w|) at late times: sqrt(d/n) min(v_+, v_-)/
/// sqrt(E), v = late_signal_growth, E = late_energy_growth. Not positive where a class is not
/// learnt. [derived] (11.11)
[[nodiscard]] double late_ratio(const Parameters& parameters);

/// log theta at which the logits of fresh tokens scatter by about 1, sqrt(d/(n E)): before it
/// memorisation is too quiet to harm, whatever the ratio. Leading order. [derived] (11.12)
[[nodiscard]] double loud_log_time(const Parameters& parameters);

/// The |mu| below which memorisation alone drives the late error above failure_probability:
/// loud_error(late_ratio, H = infinity) = failure_probability. To leading order in kappa it is
/// sigma_eps (d/n)^(1/4) times a constant. signal_norm is not read; absent where no |mu| in
/// [1e-6, 1e6] sigma_eps sqrt(d/n) is the threshold. Relative error 1e-9. [derived] (11.13)
[[nodiscard]] std::optional<double> memorisation_threshold(const Parameters& parameters);

}  // namespace benignity
