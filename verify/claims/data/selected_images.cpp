#include <string>
#include <vector>

#include "verify/claims/data/claims.hpp"
#include "verify/claims/data/image_course.hpp"

namespace benignity {
namespace selected_images {
namespace {

/// Of hits on each side of kappa*, declared before any run on the classes that judge.
constexpr double declared_share = 0.6;
/// Beyond those of the claims that number theirs from 0.
constexpr std::uint64_t first_run = 2000;

ClaimDescription statement() {
  return {
      "given_data.selected_images",
      "images of Fashion-MNIST among noise tokens: where kappa_eff, measured on other images, is "
      "three times kappa*, most clean and most noisy samples select their image; where it is a "
      "third of kappa*, most clean samples do and most noisy ones do not",
      "[derived] theory/README.md (7.9), (13.1) to (13.3), without guarantee: the margins do not "
      "hold",
      "prediction",
      "Debian package dataset-fashion-mnist; an image (d = 784), which is the relevant token, and "
      "three tokens of white noise, as loud as kappa_eff asks; classes 2/3, 4/5, 6/8; n = 20, 60; "
      "eta = 0.1, 0.2; a linear head fitted to 2,000 clean images and scaled to g = 1/sqrt(2)",
      "4 runs of each of 24 cells, 48 on each side of kappa*, each with images, noise and head of "
      "its own, given the pool of images: a sample selects its image where its softmax is at least "
      "1/2 after 300 tau_select; P[hit] >= 0.6 on either side, by Clopper-Pearson, both sides by "
      "Berger 1982, so that no constant answer passes; every run is judged, whatever its margins; "
      "classes 0/1 and 7/9 at seed 7, on which the share and the n were chosen, judge nothing: "
      "there 14 and 13 of 16 hit, and none of 8 at n = 200 below kappa*, where the head reads more "
      "from a noise token than from the image",
      "gram",
      "double",
      "given_data"};
}

bool is_hit(const ImageCell& cell, const ImageCourse& run) {
  const bool noisy_select = run.noisy_selected >= 0.5;
  return run.clean_selected >= 0.5 && noisy_select != cell.is_predicted_memorised();
}

Finding check(const ImageCourseDesign& design, const ClaimContext& context) {
  const std::vector<CourseCell> courses = courses_of(
      course_cells(design, {{}, 1.0 / 3, 0, 0}, {{}, 3, 0, 0}), design, first_run, context);
  Finding finding;
  decide_courses(finding, courses, is_hit, declared_share, context.alpha);
  for (const CourseCell& course : courses) {
    double clean = 0;
    double noisy = 0;
    for (const ImageCourse& run : course.runs) {
      clean += run.clean_selected / static_cast<double>(course.runs.size());
      noisy += run.noisy_selected / static_cast<double>(course.runs.size());
    }
    finding.measurements.push_back(
        {"clean samples that select their image, " + course.cell.name() + " [share]",
         1.0,
         clean,
         {}});
    finding.measurements.push_back({"noisy samples that do, " + course.cell.name() + " [share]",
                                    course.cell.is_predicted_memorised() ? 0.0 : 1.0,
                                    noisy,
                                    {}});
  }
  return finding;
}

}  // namespace
}  // namespace selected_images

ImageCourseDesign selected_images_design() {
  ImageCourseDesign design;
  design.samples = {20, 60};
  design.replicates = 4;
  return design;
}

Claim selected_images_claim(const ImageCourseDesign& design) {
  return {
      selected_images::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return selected_images::check(design, context); }};
}

}  // namespace benignity
