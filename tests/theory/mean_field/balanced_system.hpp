#pragma once

#include <cmath>

#include <boost/math/constants/constants.hpp>

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// The gap at which a relevant token among T = 4 outweighs all others.
inline const double log_three = std::log(3.0);

/// Balanced classes, one confusing and one aligned token, |nu| = 1/|mu|: theory/README.md (7.10).
inline MeanFieldSystem<double> balanced_system(double tokens, double label_noise,
                                               double weak_signal, double kappa) {
  const double clean = (1 - label_noise) / 2;
  const double noisy = label_noise / 2;
  return {{{clean, noisy, clean, noisy}, {1, 1, 1, tokens - 3}, weak_signal},
          kappa,
          boost::math::constants::one_div_root_two<double>()};
}

}  // namespace benignity
