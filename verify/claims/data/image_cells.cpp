#include "verify/claims/data/image_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "sim/data/arrays/fitted_head.hpp"
#include "sim/measure/class_means.hpp"
#include "sim/measure/equivalent_law.hpp"
#include "sim/measure/token_coordinates.hpp"
#include "theory/invalid_input.hpp"
#include "theory/prediction.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {
namespace image_cells {
namespace {

using Design = ImageCellDesign;

const double head_gap = std::sqrt(0.5);  // g = 1/sqrt(2), that of the theorem's |nu| = 1/|mu|

/// At least half of the noisy samples in the majority of replicates.
bool is_majority(const std::vector<double>& shares) {
  const auto most = std::count_if(shares.begin(), shares.end(), is_memorised);
  return 2 * most > static_cast<std::int64_t>(shares.size());
}

/// The run without its step size and steps.
Parameters run_of(const ImageCell& cell, std::int64_t dimension) {
  Parameters run = {};
  run.samples = cell.samples;
  run.tokens = Design::tokens;
  run.dimension = dimension;
  run.label_noise = cell.label_noise;
  run.confusing_tokens = 0;
  run.chosen_aligned_tokens = 0;
  return run;
}

/// nu fitted to clean images of its own, with g = 1/sqrt(2).
Matrix<double> scaled_head(const LabelledImages& images, const ImagePools& pools,
                           const ImageTokens& law, const RowMatrix<double>& means,
                           std::uint64_t seed, std::uint64_t stream) {
  Matrix<double> head =
      fitted_head(image_tokens(images, law, {0, pools.head, 2 * pools.head, seed, stream}), 2);
  const double gap = (means.row(0) - means.row(1)).dot(head.col(0)) / 2;
  return head * (head_gap / gap);
}

}  // namespace
}  // namespace image_cells

MeasuredImages measured_images(const LabelledImages& images, const std::array<int, 2>& classes,
                               const ImagePools& pools, std::uint64_t seed) {
  using Design = ImageCellDesign;
  const std::int64_t samples = 2 * (pools.measured - pools.head);
  DataSet set;
  set.folder = "images";
  set.training = image_tokens(images, {classes, Design::tokens, 1},
                              {pools.head, pools.measured, samples, seed, 2});
  MeasuredImages measured{
      classes, measure(set, nullptr, {.seed = seed, .most_tokens = 2000, .subsamples = 20})};
  // tr S is the mean over the places.
  constexpr double others = Design::tokens - 1;
  measured.image_trace = Design::tokens * measured.tokens.noise_trace.mean -
                         others * static_cast<double>(images.pixels);
  measured.means = means_at(set.training, class_members(set.training, 2), 0);
  return measured;
}

std::vector<MeasuredImages> measured_classes(const LabelledImages& images,
                                             const std::vector<std::array<int, 2>>& classes,
                                             const ImagePools& pools, const ClaimContext& context) {
  std::vector<MeasuredImages> measured(classes.size());
  over_replicates(context, 0, static_cast<std::int64_t>(classes.size()), [&](std::int64_t k) {
    const auto at = static_cast<std::size_t>(k);
    measured[at] = measured_images(images, classes[at], pools, context.seed);
  });
  return measured;
}

bool ImageCell::is_observed_memorised() const { return image_cells::is_majority(shares.memorised); }

bool ImageCell::is_memorised_by_own_coordinates() const {
  return image_cells::is_majority(shares.by_own_coordinates);
}

std::string ImageCell::name() const {
  return fmt::format("classes {}/{}, n = {}, eta = {}, kappa/kappa* = {:.2g}, sigma {:.2f}",
                     classes[0], classes[1], samples, label_noise, kappa / critical, noise_std);
}

const MeasuredImages& measured_for(const ImageCell& cell,
                                   const std::vector<MeasuredImages>& measured) {
  return *std::find_if(measured.begin(), measured.end(),
                       [&](const MeasuredImages& m) { return m.classes == cell.classes; });
}

double head_noise(const ImageCell& cell, const Matrix<double>& head) {
  return cell.noise_std * head.norm() / image_cells::head_gap;
}

void predict_cell(ImageCell& cell, const MeasuredImages& measured) {
  using Design = ImageCellDesign;
  const std::int64_t dimension = measured.means.cols();
  const Parameters run = image_cells::run_of(cell, dimension);
  const auto found = equivalent_law(measured.tokens, run);
  if (const auto* none = std::get_if<NoEquivalentLaw>(&found)) {
    throw InvalidInput("images", "of classes without a law", "others: " + none->reason);
  }
  Parameters law = std::get<Parameters>(found);
  // kappa* knows n, T, eta and g alone.
  cell.critical = critical_kappa(law).value.value_or(std::numeric_limits<double>::infinity());
  const double asked = cell.asked_kappa.value_or(cell.ratio * cell.critical);
  const double trace =
      static_cast<double>(cell.samples) * measured.tokens.selection_length2.mean / asked;
  constexpr double others = Design::tokens - 1;
  const double noise2 =
      (Design::tokens * trace - measured.image_trace) / (others * static_cast<double>(dimension));
  if (!(noise2 > 0)) {
    throw InvalidInput(
        "images", fmt::format("of classes {}/{}", cell.classes[0], cell.classes[1]),
        fmt::format("with less noise of their own: kappa_eff cannot be {:.3g} at n = {}", asked,
                    cell.samples));
  }
  cell.noise_std = std::sqrt(noise2);
  law.noise_std = std::sqrt(trace / static_cast<double>(law.dimension));
  law.step_size = 1;
  const Prediction prediction = predict(law);
  cell.kappa = prediction.kappa;
  cell.tau_select = prediction.tau_select;
  cell.mean_field = prediction.mean_field;
}

RunSettings settings_of(const ImageCell& cell, std::uint64_t run, const LabelledImages& images,
                        const ImagePools& pools, const MeasuredImages& measured,
                        RelevantToken relevant, std::uint64_t seed) {
  using Design = ImageCellDesign;
  const std::uint64_t stream = 10 + 3 * run;
  const ImageTokens law{cell.classes, Design::tokens, cell.noise_std, relevant};
  auto set = std::make_shared<DataSet>();
  set->folder = "images";
  set->training =
      image_tokens(images, law, {pools.measured, pools.training, cell.samples, seed, stream});
  constexpr std::int64_t test_samples = 400;
  set->test =
      image_tokens(images, law, {pools.training, pools.test, test_samples, seed, stream + 1});
  ImageTokens clean = law;
  clean.relevant = RelevantToken::image;
  set->head = image_cells::scaled_head(images, pools, clean, measured.means, seed, stream + 2);

  RunSettings settings;
  settings.parameters = image_cells::run_of(cell, images.pixels);
  settings.parameters.step_size = cell.tau_select / Design::steps_a_tau_select;
  settings.parameters.steps = Design::horizon * Design::steps_a_tau_select;
  // Above, the Gram matrix falls out of the caches, and W explicit is cheaper.
  constexpr std::int64_t most_gram_tokens = 1000;
  settings.engine = cell.samples * Design::tokens > most_gram_tokens ? Engine::dense : Engine::gram;
  settings.seed = seed;
  settings.replicate = run;
  settings.data = set;
  return settings;
}

void run_cell(ImageCell& cell, std::size_t place, std::uint64_t run, const LabelledImages& images,
              const ImagePools& pools, const MeasuredImages& measured, RelevantToken relevant,
              std::uint64_t seed) {
  const RunSettings settings = settings_of(cell, run, images, pools, measured, relevant, seed);
  cell.head_noise[place] = head_noise(cell, *settings.data->head);
  train_replicate(cell.shares, place, settings, orthonormal_basis(measured.means));
}

}  // namespace benignity
