#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/measure/measured_tokens.hpp"
#include "sim/trajectory/settings.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/setting/parameters.hpp"
#include "verify/claims/claim.hpp"
#include "verify/claims/data/image_tokens.hpp"
#include "verify/claims/data/memorised_shares.hpp"

namespace benignity {

/// Numbers that all cells share.
struct ImageCellDesign {
  static constexpr std::int64_t tokens = 4;
  /// Selection takes about 40 tau_select: what is late has settled at 300.
  static constexpr double steps_a_tau_select = 3;
  static constexpr double horizon = 300;
};

/// Where, among the images of a class in the order of their file, those for the linear head end,
/// those that are measured, those that train, and those that test.
struct ImagePools {
  std::int64_t head = 1000;
  std::int64_t measured = 1500;
  std::int64_t training = 5600;
  std::int64_t test = 6000;
};

/// Two classes of images as they were measured, on images that train nothing.
struct MeasuredImages {
  std::array<int, 2> classes;
  MeasuredTokens tokens;      ///< among white noise of standard deviation 1
  double image_trace = 0;     ///< tr S of an image around its class mean
  RowMatrix<double> means{};  ///< of the classes, 2 x d
};

[[nodiscard]] MeasuredImages measured_images(const LabelledImages& images,
                                             const std::array<int, 2>& classes,
                                             const ImagePools& pools, std::uint64_t seed);

/// The same of every pair of classes.
[[nodiscard]] std::vector<MeasuredImages> measured_classes(
    const LabelledImages& images, const std::vector<std::array<int, 2>>& classes,
    const ImagePools& pools, const ClaimContext& context);

/// One setting: an image among noise tokens whose standard deviation makes
/// kappa_eff = ratio * kappa*, by what was measured.
struct ImageCell {
  std::array<int, 2> classes;
  double ratio;
  std::int64_t samples;
  double label_noise;
  // What is said of it before it runs:
  double noise_std = 0;
  double kappa = 0;
  double critical = 0;
  double tau_select = 0;        ///< steps of step size 1
  MemorisedShares shares = {};  ///< own coordinates in the plane of the class means
  std::vector<double> head_noise =
      {};  ///< sigma |nu|/g: what a noise token's head value is to the image's
  std::optional<double> asked_kappa = std::nullopt;  ///< kappa_eff, in place of ratio * kappa*
  MeanFieldTimes mean_field = {};                    ///< of the isotropic law, steps of size 1

  [[nodiscard]] bool is_predicted_memorised() const { return kappa < critical; }
  [[nodiscard]] bool is_observed_memorised() const;
  [[nodiscard]] bool is_memorised_by_own_coordinates() const;
  [[nodiscard]] std::string name() const;
};

/// Those of the cell's classes, which are among `measured`.
[[nodiscard]] const MeasuredImages& measured_for(const ImageCell& cell,
                                                 const std::vector<MeasuredImages>& measured);

/// sigma |nu|/g of a scaled head.
[[nodiscard]] double head_noise(const ImageCell& cell, const Matrix<double>& head);

/// Sets what is said of the cell. The linear head is scaled to g = 1/sqrt(2), that of the theorem's
/// |nu| = 1/|mu|, so that kappa* does not hang on how long the fit made it. Throws InvalidInput
/// where the image's own noise is too loud for kappa_eff to get so large.
void predict_cell(ImageCell& cell, const MeasuredImages& measured);

/// A run of the cell on images, noise and a linear head of its own, as (seed, run) draw them;
/// `run` numbers it among all runs of the seed.
[[nodiscard]] RunSettings settings_of(const ImageCell& cell, std::uint64_t run,
                                      const LabelledImages& images, const ImagePools& pools,
                                      const MeasuredImages& measured, RelevantToken relevant,
                                      std::uint64_t seed);

/// Trains one replicate of the cell from scratch at `place` of the cell's lists.
void run_cell(ImageCell& cell, std::size_t place, std::uint64_t run, const LabelledImages& images,
              const ImagePools& pools, const MeasuredImages& measured, RelevantToken relevant,
              std::uint64_t seed);

}  // namespace benignity
