#pragma once

namespace benignity {

/// Where two steps overfit benignly by attention: the limit alpha_nu -> 0 (equal loss weights) with
/// alpha so large that attention decides. Ranges of x = n SNR^2, c = 1 - 2 eta.
struct SelectionWindow {
  /// Clean samples prefer their signal token above it:
  /// ((1-c)/2 + sqrt((1-c)^2/4 + c^2))/(c^2/2) <= fresh.
  double clean;
  /// A fresh sample prefers its signal token above it, and is right: 2/c^2.
  double fresh;
  /// Noisy samples prefer their noise token below it, which memorises their labels:
  /// ((1+c)/2 + sqrt((1+c)^2/4 + c^2))/(c^2/2) > fresh.
  double noisy;
};

/// The window is fresh < x < noisy. label_noise in [0, 1/2); throws InvalidInput otherwise.
/// [derived] theory/single_head_attention/README.md (T9)
[[nodiscard]] SelectionWindow selection_window(double label_noise);

/// With one small step size attention stays uniform, and the linear head alone fits noisy labels
/// for x below 2/c. Throws as above. [derived] theory/single_head_attention/README.md (T10)
[[nodiscard]] double uniform_memorisation_edge(double label_noise);

}  // namespace benignity
