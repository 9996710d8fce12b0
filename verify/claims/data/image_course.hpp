#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/data/image_cells.hpp"

namespace benignity {

/// What a run on images shows where the relevant token is known. Times in tau_select, infinity
/// where it did not happen.
struct ImageCourse {
  double clean_selected = 0;  ///< share of clean samples that give the image s >= 1/2 at the end
  double noisy_selected = 0;  ///< the same of noisy samples
  /// First record at which the loss on fresh samples with clean labels has fallen half the way from
  /// its start to where full attention to the images would bring it.
  double generalised = 0;
  double fitted = 0;      ///< first record at which the training loss has fallen as low
  double head_noise = 0;  ///< sigma |nu|/g: what a noise token's head value is to the image's
};

/// The cells, and what a control or a test has instead of them.
struct ImageCourseDesign {
  std::vector<std::array<int, 2>> classes = {{2, 3}, {4, 5}, {6, 8}};
  std::vector<std::int64_t> samples = {20, 60, 200};
  std::int64_t replicates = 2;
  ImagePools pools = {};
  RelevantToken relevant = RelevantToken::image;           ///< of what trains and tests
  std::shared_ptr<const LabelledImages> images = nullptr;  ///< null: Fashion-MNIST
};

/// A setting with its runs.
struct CourseCell {
  ImageCell cell;
  std::vector<ImageCourse> runs;
};

/// Every n, pair of classes and eta = 0.1, 0.2 of the design at each of these loudnesses of noise
/// (`louder`, `quieter` without classes, n and eta), the long runs first.
[[nodiscard]] std::vector<ImageCell> course_cells(const ImageCourseDesign& design,
                                                  const ImageCell& louder,
                                                  const ImageCell& quieter);

/// Predicts the cells from measured images and runs each `replicates` times. Runs are numbered from
/// `first_run` among all of the seed, which says what images and noise they draw.
[[nodiscard]] std::vector<CourseCell> courses_of(const std::vector<ImageCell>& cells,
                                                 const ImageCourseDesign& design,
                                                 std::uint64_t first_run,
                                                 const ClaimContext& context);

/// "The mean probability of a hit is at least `share` on either side of kappa*": every run is a
/// trial. Into the finding: verdict, test, replicates, and how many hit on either side.
void decide_courses(Finding& finding, const std::vector<CourseCell>& courses,
                    const std::function<bool(const ImageCell&, const ImageCourse&)>& is_hit,
                    double share, double alpha);

}  // namespace benignity
