#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/data/arrays/data_set.hpp"
#include "sim/data/labels.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// A run on images cut into patches, as pictures need it.
struct PatchRun {
  const LabelledTokens& samples;           ///< 16 patches each, image_patches()
  const Labels& labels;                    ///< Y* and Y
  const std::vector<double>& head_values;  ///< nu . x, nT
  const std::vector<double>& softmax;      ///< records x n x T, the first record before training
  const std::vector<double>& times;        ///< of the records [tau_select], 0 first
};

/// Where two samples look, a picture each: the image, the softmax of its patches when the sample is
/// fitted (the first record from which on Y f > 0, the first of all where there is none) and at the
/// end, and the softmax of every patch over time. The first clean sample with Y f > 0 at the last
/// record, and the noisy one with the largest Y f, which is memorised if one is.
[[nodiscard]] std::vector<Figure> attention_figures(const PatchRun& run);

/// Softmax of one place of each sample over the records, records x n.
struct PlaceAttention {
  const Labels& labels;
  const std::vector<double>& observed;
  const std::vector<double>& predicted;
};

/// Its means over clean and over noisy samples; records lie `spacing` tau_select apart.
[[nodiscard]] Panel attention_curves(const PlaceAttention& attention, double spacing,
                                     const std::string& title);

/// A panel each data set, of n samples a fifth of whose labels are flipped.
[[nodiscard]] Figure attention_of_images_figure(std::vector<Panel> curves, std::int64_t samples);

}  // namespace benignity
