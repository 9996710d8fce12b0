#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "sim/data/arrays/fitted_head.hpp"
#include "sim/measure/equivalent_law.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/prediction.hpp"
#include "verify/claims/data/claims.hpp"
#include "verify/claims/data/image_tokens.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace memorised_images {
namespace {

/// Declared before any run of this design.
constexpr double declared_share = 0.7;
constexpr std::int64_t tokens = 4;
/// Images of each class: for the linear head, to be measured, and those that train and test.
constexpr std::int64_t head_end = 100;
constexpr std::int64_t measured_end = 600;
constexpr std::int64_t pool_end = 6000;
/// Selection takes about 40 tau_select: what is late has settled at 300.
constexpr double steps_a_tau_select = 3;
constexpr double horizon = 300;

ClaimDescription statement() {
  return {
      "given_data.memorised_images",
      "images of Fashion-MNIST among noise tokens: most noisy samples are memorised where "
      "kappa_eff, "
      "measured on other images, is below kappa*, and are not where it is above",
      "[derived] theory/README.md (7.9), (13.1) to (13.3), without guarantee: the margins do not "
      "hold",
      "prediction",
      "Debian package dataset-fashion-mnist; an image (d = 784) and three tokens of white noise, "
      "standard deviation 1 or 3; classes 2/3, 4/5, 6/8; n = 20, 60, 200, 600; eta = 0.1, 0.2; a "
      "linear head fitted to 200 clean images of its own",
      "48 cells, 3 replicates each: observed is whether half of the noisy samples have Y f > 0 "
      "after 300 tau_select, by the majority of replicates, each with images and noise of its own; "
      "mean P[hit] >= 0.7 over the cells, given heads and measurement, by Clopper-Pearson, "
      "conservative where probabilities differ (Hoeffding 1956); every cell is judged, whatever "
      "its "
      "margins; the share was "
      "declared before any run of this design; classes 0/1 and 7/9, on which the horizon was "
      "chosen, judge nothing",
      "gram, dense at n = 600",
      "double",
      "given_data"};
}

struct Cell {
  std::array<int, 2> classes;
  double noise_std;
  std::int64_t samples;
  double label_noise;
  // Found:
  Parameters run = {};
  double kappa = 0;
  double critical = 0;
  bool predicted = false;
  std::string weakest = {};  ///< the least margin and its value
  std::vector<double> memorised = {};
  std::vector<double> accuracy = {};

  [[nodiscard]] bool observed() const {
    const auto most = std::count_if(memorised.begin(), memorised.end(),
                                    [](double share) { return share >= 0.5; });
    return 2 * most > static_cast<std::int64_t>(memorised.size());
  }
};

std::vector<Cell> cells_of(const MemorisedImagesDesign& design) {
  std::vector<Cell> cells;
  // The long runs first, so that no thread is left with one at the end.
  for (auto n = design.samples.rbegin(); n != design.samples.rend(); ++n) {
    for (const auto& classes : design.classes) {
      for (const double noise_std : design.noise_stds) {
        for (const double eta : {0.1, 0.2}) cells.push_back({classes, noise_std, *n, eta, {}});
      }
    }
  }
  return cells;
}

struct Measured {
  std::array<int, 2> classes;
  double noise_std;
  Matrix<double> head;
  MeasuredTokens tokens;
};

Measured measured_of(const LabelledImages& images, const Cell& cell, std::uint64_t seed) {
  const ImageTokens law{cell.classes, tokens, cell.noise_std};
  Measured measured{cell.classes, cell.noise_std, {}, {}};
  measured.head = fitted_head(image_tokens(images, law, {0, head_end, 2 * head_end, seed, 1}), 2);
  DataSet set;
  set.training =
      image_tokens(images, law, {head_end, measured_end, 2 * (measured_end - head_end), seed, 2});
  measured.tokens =
      measure(set, &measured.head, {.seed = seed, .most_tokens = 2000, .subsamples = 20});
  return measured;
}

/// What is said of the cell before it runs.
void predict_cell(Cell& cell, const MeasuredTokens& measured, std::int64_t dimension) {
  Parameters run = {};
  run.samples = cell.samples;
  run.tokens = tokens;
  run.dimension = dimension;
  run.label_noise = cell.label_noise;
  run.confusing_tokens = 0;
  run.chosen_aligned_tokens = 0;
  const Parameters law = std::get<Parameters>(equivalent_law(measured, run));
  const Prediction prediction = predict(law);
  cell.kappa = prediction.kappa;
  cell.critical = prediction.critical_kappa.value.value_or(std::numeric_limits<double>::infinity());
  cell.predicted = cell.kappa < cell.critical;
  const auto margins = measured_margins(measured, law);
  double least = std::numeric_limits<double>::infinity();
  for (const MeasuredMargin& margin : margins) {
    // Of a weak token, which there is none of here.
    if (margin.name == "visible_weak_token" || !(margin.measured < least)) continue;
    least = margin.measured;
    cell.weakest = fmt::format("{} {:.2g}", margin.name, margin.measured);
  }
  run.step_size *= prediction.tau_select / steps_a_tau_select;
  run.steps = horizon * steps_a_tau_select;
  cell.run = run;
}

/// `run` numbers the replicates of all cells: each has images and noise of its own, so that hits
/// are independent, given the heads and what was measured.
void run_cell(Cell& cell, std::size_t replicate, std::uint64_t run, const LabelledImages& images,
              const Matrix<double>& head, const MemorisedImagesDesign& design,
              const ClaimContext& context) {
  auto set = std::make_shared<DataSet>();
  const ImageTokens law{cell.classes, tokens, cell.noise_std, design.relevant};
  const std::uint64_t stream = 10 + 2 * run;
  constexpr std::int64_t test_samples = 400;
  constexpr std::int64_t train_end = pool_end - test_samples;
  set->folder = "Fashion-MNIST";
  set->training =
      image_tokens(images, law, {measured_end, train_end, cell.samples, context.seed, stream});
  set->test =
      image_tokens(images, law, {train_end, pool_end, test_samples, context.seed, stream + 1});
  set->head = head;
  RunSettings settings;
  settings.parameters = cell.run;
  // Above, the Gram matrix falls out of the caches, and W explicit is cheaper.
  constexpr std::int64_t most_gram_tokens = 1000;
  settings.engine = cell.samples * tokens > most_gram_tokens ? Engine::dense : Engine::gram;
  settings.seed = context.seed;
  settings.replicate = replicate;
  settings.chosen_record_every = static_cast<std::int64_t>(cell.run.steps);
  settings.data = std::move(set);
  const Snapshot last = simulate(settings).final();
  cell.memorised[replicate] = last.noisy_fitted.value();
  cell.accuracy[replicate] = last.test.accuracy.mean;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::string name_of(const Cell& cell) {
  return fmt::format("classes {}/{}, sigma {}, n = {}, eta = {}", cell.classes[0], cell.classes[1],
                     cell.noise_std, cell.samples, cell.label_noise);
}

Finding check(const MemorisedImagesDesign& design, const ClaimContext& context) {
  const std::shared_ptr<const LabelledImages> images =
      design.images != nullptr ? design.images : fashion_mnist();
  if (images == nullptr) {
    return no_images(context);
  }
  Finding finding;
  std::vector<Cell> cells = cells_of(design);
  std::vector<Measured> measured;
  for (const Cell& cell : cells) {
    const bool known = std::any_of(measured.begin(), measured.end(), [&](const Measured& m) {
      return m.classes == cell.classes && m.noise_std == cell.noise_std;
    });
    if (!known) measured.push_back({cell.classes, cell.noise_std, {}, {}});
  }
  over_replicates(context, 0, static_cast<std::int64_t>(measured.size()), [&](std::int64_t k) {
    Measured& one = measured[static_cast<std::size_t>(k)];
    one = measured_of(*images, {one.classes, one.noise_std, 0, 0, {}}, context.seed);
  });
  const auto measured_for = [&](const Cell& cell) -> const Measured& {
    return *std::find_if(measured.begin(), measured.end(), [&](const Measured& m) {
      return m.classes == cell.classes && m.noise_std == cell.noise_std;
    });
  };
  const auto replicates = static_cast<std::size_t>(design.replicates);
  for (Cell& cell : cells) {
    predict_cell(cell, measured_for(cell).tokens, images->pixels);
    cell.memorised.resize(replicates);
    cell.accuracy.resize(replicates);
  }
  const auto runs = static_cast<std::int64_t>(cells.size() * replicates);
  over_replicates(context, 0, runs, [&](std::int64_t k) {
    Cell& cell = cells[static_cast<std::size_t>(k) / replicates];
    run_cell(cell, static_cast<std::size_t>(k) % replicates, static_cast<std::uint64_t>(k), *images,
             measured_for(cell).head, design, context);
  });
  const auto hits = std::count_if(cells.begin(), cells.end(), [](const Cell& cell) {
    return cell.observed() == cell.predicted;
  });
  const auto count = static_cast<std::int64_t>(cells.size());
  const SuccessDecision decision = decide_success_probability(
      {.probability = declared_share, .alpha = context.alpha, .first_look = count, .looks = 1},
      [&](std::int64_t, std::int64_t) { return hits; });
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = runs;
  std::string misses;
  for (const Cell& cell : cells) {
    finding.measurements.push_back(
        {fmt::format("noisy samples memorised, {}, kappa/kappa* = {:.2g} [share]", name_of(cell),
                     cell.kappa / cell.critical),
         cell.predicted ? 1.0 : 0.0,
         mean(cell.memorised),
         {}});
    finding.measurements.push_back({fmt::format("clean test accuracy, {} [share]", name_of(cell)),
                                    std::nullopt,
                                    mean(cell.accuracy),
                                    {}});
    if (cell.observed() == cell.predicted) continue;
    misses +=
        fmt::format("; missed: {} (kappa/kappa* = {:.2g}, share {:.2g}, least margin {})",
                    name_of(cell), cell.kappa / cell.critical, mean(cell.memorised), cell.weakest);
  }
  const auto below =
      std::count_if(cells.begin(), cells.end(), [](const Cell& cell) { return cell.predicted; });
  finding.explanation =
      fmt::format("{} of {} cells as predicted ({} below kappa*){}", hits, count, below, misses);
  return finding;
}

}  // namespace
}  // namespace memorised_images

Finding no_images(const ClaimContext& context) {
  Finding finding;
  finding.verdict = Verdict::out_of_regime;
  finding.explanation =
      "Debian package dataset-fashion-mnist is not installed: ./run verify --battery real installs "
      "it";
  finding.test = StatisticalTest{"none without the images", 0, {}, context.alpha, 1, 1};
  return finding;
}

Claim memorised_images_claim(const MemorisedImagesDesign& design) {
  return {
      memorised_images::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return memorised_images::check(design, context); }};
}

}  // namespace benignity
