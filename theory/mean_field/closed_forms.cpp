#include "theory/mean_field/closed_forms.ipp"

namespace benignity {

template LateBalance<double> late_balance(const MeanFieldLayout<double>&, const double&);
template LateBalance<double> early_balance(const MeanFieldLayout<double>&);

template SignalLogits<double> late_signal_growth(const MeanFieldLayout<double>&, const double&);
template double late_energy_growth(const MeanFieldLayout<double>&, const double&);
template std::optional<double> benign_slope(const MeanFieldLayout<double>&, const double&);
template std::optional<double> log_time_slope(const MeanFieldLayout<double>&, const double&,
                                              const double&);
template std::optional<double> exit_exponent(const MeanFieldLayout<double>&, const double&);
template double noisy_plateau(const double&, const double&);
template double label_noise_limit(const double&, const double&);

}  // namespace benignity
