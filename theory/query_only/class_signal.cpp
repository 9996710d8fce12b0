#include "theory/query_only/class_signal.hpp"

#include <cmath>

#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

void CumulatedSelection::add(int true_label, bool is_clean, double margin, double relevant) {
  const std::size_t class_index = true_label > 0 ? 0 : 1;
  const double weight = 1 / (1 + std::exp(margin));
  (is_clean ? clean : noisy)[class_index] += weight * relevant * (1 - relevant);
  unselected += weight * (1 - relevant) * (1 - relevant);
}

bool CumulatedSelection::clean_outweighs() const {
  return clean[0] > noisy[0] && clean[1] > noisy[1];
}

bool CumulatedSelection::noisy_outweighs() const {
  return clean[0] < noisy[0] && clean[1] < noisy[1];
}

ClassSignal class_signal(const Parameters& parameters, const CumulatedSelection& cumulated,
                         std::size_t class_index) {
  const auto samples = static_cast<double>(parameters.samples);
  const double unit = parameters.signal_norm * parameters.signal_norm *
                      head_gap<double>(parameters) * parameters.step_size / samples;
  const double rho = parameters.weak_signal;
  // What (9.4) leaves of a noise vector along a signal, over |mu|^2; along nu sqrt(2) of it, over
  // g.
  const double along = 1.959 * parameters.noise_std *
                       std::sqrt(union_logarithm<double>(parameters)) / parameters.signal_norm;
  const double heads = std::sqrt(2.0) * along;
  const double range = 1 + rho + 2 * heads;
  const double clean = cumulated.clean[class_index];
  const double noisy = cumulated.noisy[class_index];
  const double all =
      cumulated.clean[0] + cumulated.clean[1] + cumulated.noisy[0] + cumulated.noisy[1];
  const double rest = (rho + 2 * heads) * (clean + noisy) +
                      (rho + along) * (range * all + 2 * (rho + heads) * cumulated.unselected) +
                      along * range * all;
  return {unit * (clean - noisy), unit * rest};
}

}  // namespace benignity
