#pragma once

#include <vector>

#include "theory/assumptions/margins.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// On the event of (9.4): every weight -l'(Y f) lies within a factor e^{+-1/10} of that at
/// noiseless head values. [derived] theory/heads/README.md (H.1)
inline constexpr int resolved_loss_weights_constant = 28;

/// |mu|/(G sigma_eps sqrt(L)) > 0, G the head gap of the plain equivalent (H g of H summed heads).
/// Throws InvalidInput for parameters that validate() refuses.
[[nodiscard]] double resolved_loss_weights(const Parameters& equivalent);

/// sigma(-G/2)/eta^, infinite without noisy samples: above 1 noisy samples can select x_1 at kappa
/// = infinity. Throws as above. [derived] theory/heads/README.md (H.2)
[[nodiscard]] double label_noise_below_selection(const Parameters& equivalent);

/// The margins of summed heads, from those of their plain equivalent: (H.1) in the place of (9.12),
/// (H.2) in that of (9.10), which asks for full selection. The rest stands. Throws as above.
[[nodiscard]] std::vector<Margin> summed_heads_margins(std::vector<Margin> margins,
                                                       const Parameters& equivalent);

}  // namespace benignity
