#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "verify/claims/data/claims.hpp"
#include "verify/claims/data/image_cells.hpp"
#include "verify/claims/data/memorised_shares.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {
namespace memorised_images {
namespace {

/// Of hits on each side of kappa*, declared before any run of this design. "All are memorised" and
/// "none is" hit no cell of one side.
constexpr double declared_share = 0.6;

/// What the sets differ in.
struct SetTexts {
  const char* id;
  const char* images;
  const char* source;
  const char* classes;
  const char* head;
  const char* tuning;
};

SetTexts texts_of(ImageSet set) {
  if (set == ImageSet::digits) {
    return {"given_data.memorised_digits",
            "MNIST digits",
            "the digits 0 to 3 of Debian package r-cran-rsvd",
            "0/1, 2/3, 0/2",
            "1,800",
            "the design is that of the clothes, and no digit was seen before it was fixed"};
  }
  return {"given_data.memorised_images",
          "images of Fashion-MNIST",
          "Debian package dataset-fashion-mnist",
          "2/3, 4/5, 6/8",
          "2,000",
          "classes 0/1 and 7/9, on which the horizon and the ratios were chosen, judge nothing"};
}

ClaimDescription statement(ImageSet set) {
  const SetTexts texts = texts_of(set);
  return {
      texts.id,
      fmt::format("{} among noise tokens: most noisy samples are memorised where kappa_eff, "
                  "measured on other images, is a third of kappa*, and are not where it is three "
                  "times kappa*",
                  texts.images),
      "[derived] theory/README.md (7.9), (13.1) to (13.3), without guarantee: the margins do not "
      "hold",
      "prediction",
      fmt::format("{}; an image (d = 784) and three tokens of white noise, as loud as kappa_eff "
                  "asks; classes {}; n = 20, 60, 200, 600; eta = 0.1, 0.2; a linear head fitted to "
                  "{} clean images and scaled to g = 1/sqrt(2)",
                  texts.source, texts.classes, texts.head),
      fmt::format(
          "48 cells, 24 on each side of kappa*, 3 replicates each: observed is whether half of the "
          "noisy samples have Y f > 0 after 300 tau_select, by the majority of replicates, each "
          "with images, noise and head of its own; mean P[hit] >= 0.6 on either side, by "
          "Clopper-Pearson, conservative where probabilities differ (Hoeffding 1956), both sides "
          "by Berger 1982, so that no constant answer passes; every cell is judged, whatever its "
          "margins; the share was declared before any run of this design; {}",
          texts.tuning),
      "gram, dense at n = 600",
      "double",
      "given_data"};
}

std::vector<ImageCell> cells_of(const MemorisedImagesDesign& design) {
  std::vector<ImageCell> cells;
  // The long runs first, so that no thread is left with one at the end.
  for (auto n = design.samples.rbegin(); n != design.samples.rend(); ++n) {
    for (const auto& classes : design.classes) {
      for (const double ratio : {1.0 / 3, 3.0}) {
        for (const double eta : {0.1, 0.2}) cells.push_back({classes, ratio, *n, eta});
      }
    }
  }
  return cells;
}

template <class Holds>
std::int64_t count(const std::vector<ImageCell>& cells, const Holds& holds) {
  return std::count_if(cells.begin(), cells.end(), holds);
}

bool is_hit(const ImageCell& cell) {
  return cell.is_observed_memorised() == cell.is_predicted_memorised();
}

DecidedStatement decided_side(const std::vector<ImageCell>& cells, bool below, double alpha) {
  const auto is_there = [&](const ImageCell& cell) {
    return cell.is_predicted_memorised() == below;
  };
  return decided_hits(
      count(cells, [&](const ImageCell& cell) { return is_there(cell) && is_hit(cell); }),
      count(cells, is_there), declared_share, alpha);
}

void run_cells(std::vector<ImageCell>& cells, const MemorisedImagesDesign& design,
               const LabelledImages& images, const ClaimContext& context) {
  const std::vector<MeasuredImages> measured =
      measured_classes(images, design.classes, design.pools, context);
  const auto replicates = static_cast<std::size_t>(design.replicates);
  for (ImageCell& cell : cells) {
    predict_cell(cell, measured_for(cell, measured));
    cell.shares = shares_of(replicates);
    cell.head_noise.resize(replicates);
  }
  const auto runs = static_cast<std::int64_t>(cells.size() * replicates);
  over_replicates(context, 0, runs, [&](std::int64_t k) {
    const auto run = static_cast<std::size_t>(k);
    ImageCell& cell = cells[run / replicates];
    run_cell(cell, run % replicates, run, images, design.pools, measured_for(cell, measured),
             design.relevant, context.seed);
  });
}

Finding check(const MemorisedImagesDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  const std::shared_ptr<const LabelledImages> images =
      design.images != nullptr ? design.images : images_of(design.set);
  std::vector<ImageCell> cells = cells_of(design);
  run_cells(cells, design, *images, context);

  Finding finding;
  const DecidedStatement decision = joint_decision(
      {decided_side(cells, true, context.alpha), decided_side(cells, false, context.alpha)},
      context.alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = static_cast<std::int64_t>(cells.size()) * design.replicates;
  std::string misses;
  for (const ImageCell& cell : cells) {
    add_shares(finding, "samples", cell.name(), cell.is_predicted_memorised() ? 1.0 : 0.0,
               cell.shares);
    if (is_hit(cell)) continue;
    misses += fmt::format(
        "; missed: {}: share {:.2f}, by own coordinates {:.2f}, head noise of a token {:.2f} g",
        cell.name(), mean_share(cell.shares.memorised), mean_share(cell.shares.by_own_coordinates),
        mean_share(cell.head_noise));
  }
  const std::int64_t memorised =
      count(cells, [](const ImageCell& cell) { return cell.is_observed_memorised(); });
  const std::int64_t by_own_coordinates = count(cells, [](const ImageCell& cell) {
    return cell.is_observed_memorised() == cell.is_memorised_by_own_coordinates();
  });
  const auto all = static_cast<std::int64_t>(cells.size());
  finding.measurements.push_back({"cells that own coordinates predict, of " + std::to_string(all),
                                  std::nullopt,
                                  static_cast<double>(by_own_coordinates),
                                  {}});
  finding.explanation = fmt::format(
      "{} of {} cells as kappa_eff predicts ({} below kappa*), {} as own coordinates do, {} if all "
      "were memorised, {} if none{}",
      count(cells, is_hit), all,
      count(cells, [](const ImageCell& cell) { return cell.is_predicted_memorised(); }),
      by_own_coordinates, memorised, all - memorised, misses);
  return finding;
}

}  // namespace
}  // namespace memorised_images

MemorisedImagesDesign memorised_digits_design() {
  MemorisedImagesDesign design;
  design.set = ImageSet::digits;
  design.classes = {{0, 1}, {2, 3}, {0, 2}};
  design.pools = {900, 1400, 2800, 3000};
  return design;
}

Claim memorised_images_claim(const MemorisedImagesDesign& design) {
  return {
      memorised_images::statement(design.set), Decision::statistical,
      [design](const ClaimContext& context) { return memorised_images::check(design, context); }};
}

}  // namespace benignity
