#include "verify/claims/data/image_course.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/model/products.hpp"
#include "sim/trajectory/run_state.hpp"
#include "sim/trajectory/simulate.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {
namespace image_courses {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Mean log(1 + e^{-Y nu.x}) of the images that test, alone.
double loss_of_images(const RunSettings& settings, const std::array<int, 2>& classes,
                      const LabelledImages& images, const ImagePools& pools) {
  const std::int64_t count = settings.data->test->samples;
  const LabelledTokens alone =
      image_tokens(images, {classes, 1, 0}, {pools.training, pools.test, count, settings.seed, 0});
  const Vector<double> values = product(alone.rows, settings.data->head->col(0));
  double sum = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    sum += std::log1p(std::exp(-alone.labels[static_cast<std::size_t>(i)] * values(i)));
  }
  return sum / static_cast<double>(count);
}

/// Shares of clean and of noisy samples whose image has at least half of the last softmax.
std::array<double, 2> selected(const NamedArray& softmax, const Labels& labels,
                               std::size_t tokens) {
  const std::size_t samples = labels.truth.size();
  const std::size_t last = softmax.numbers.size() - samples * tokens;
  std::array<double, 2> hits = {};
  std::array<double, 2> count = {};
  for (std::size_t i = 0; i < samples; ++i) {
    const std::size_t kind = labels.is_noisy(i) ? 1 : 0;
    count[kind] += 1;
    if (softmax.numbers[last + i * tokens] >= 0.5) hits[kind] += 1;
  }
  return {hits[0] / count[0], hits[1] / count[1]};
}

ImageCourse course_of(RunSettings settings, double tau_select, double loss_of_images) {
  settings.chosen_record_every = std::llround(ImageCellDesign::steps_a_tau_select);
  const ChosenSamples chosen =
      choose_samples(*settings.data, settings.parameters, 0, settings.seed, settings.replicate);
  NamedArray softmax;
  RunState state;
  state.attention = &softmax;
  const Trajectory run = simulate(settings, {}, state);
  const double level = (run.initial().test.loss.mean + loss_of_images) / 2;
  const auto [clean, noisy] =
      selected(softmax, chosen.labels, static_cast<std::size_t>(settings.data->training.tokens));
  ImageCourse course{clean, noisy, never, never, 0};
  const double spacing = settings.parameters.step_size / tau_select;
  for (const Snapshot& record : run.snapshots) {
    const double time = record.step * spacing;
    if (record.train_loss <= level) course.fitted = std::min(course.fitted, time);
    if (record.test.loss.mean <= level) course.generalised = std::min(course.generalised, time);
  }
  return course;
}

}  // namespace
}  // namespace image_courses

std::vector<ImageCell> course_cells(const ImageCourseDesign& design, const ImageCell& louder,
                                    const ImageCell& quieter) {
  std::vector<ImageCell> cells;
  for (auto n = design.samples.rbegin(); n != design.samples.rend(); ++n) {
    for (const auto& classes : design.classes) {
      for (ImageCell cell : {louder, quieter}) {
        cell.classes = classes;
        cell.samples = *n;
        for (const double eta : {0.1, 0.2}) {
          cell.label_noise = eta;
          cells.push_back(cell);
        }
      }
    }
  }
  return cells;
}

std::vector<CourseCell> courses_of(const std::vector<ImageCell>& cells,
                                   const ImageCourseDesign& design, std::uint64_t first_run,
                                   const ClaimContext& context) {
  throw_if_interrupted(context);
  const std::shared_ptr<const LabelledImages> images =
      design.images != nullptr ? design.images : images_of(ImageSet::fashion_mnist);
  const std::vector<MeasuredImages> measured =
      measured_classes(*images, design.classes, design.pools, context);
  const auto replicates = static_cast<std::size_t>(design.replicates);
  std::vector<CourseCell> courses;
  for (const ImageCell& cell : cells) {
    courses.push_back({cell, std::vector<ImageCourse>(replicates)});
    predict_cell(courses.back().cell, measured_for(cell, measured));
  }
  over_replicates(
      context, 0, static_cast<std::int64_t>(cells.size() * replicates), [&](std::int64_t k) {
        const auto run = static_cast<std::size_t>(k);
        CourseCell& course = courses[run / replicates];
        const RunSettings settings =
            settings_of(course.cell, first_run + run, *images, design.pools,
                        measured_for(course.cell, measured), design.relevant, context.seed);
        ImageCourse& shown = course.runs[run % replicates];
        shown = image_courses::course_of(
            settings, course.cell.tau_select,
            image_courses::loss_of_images(settings, course.cell.classes, *images, design.pools));
        shown.head_noise = head_noise(course.cell, *settings.data->head);
      });
  return courses;
}

void decide_courses(Finding& finding, const std::vector<CourseCell>& courses,
                    const std::function<bool(const ImageCell&, const ImageCourse&)>& is_hit,
                    double share, double alpha) {
  std::array<std::int64_t, 2> hits = {};
  std::array<std::int64_t, 2> there = {};
  std::string misses;
  for (const CourseCell& course : courses) {
    const std::size_t side = course.cell.is_predicted_memorised() ? 0 : 1;
    for (const ImageCourse& run : course.runs) {
      there[side] += 1;
      if (is_hit(course.cell, run)) {
        hits[side] += 1;
        continue;
      }
      misses += fmt::format(
          "; missed: {}: {:.2f} of clean and {:.2f} of noisy samples select, training loss fallen "
          "at {:.0f}, "
          "fresh one at {:.0f} tau_select, head noise of a token {:.2f} g",
          course.cell.name(), run.clean_selected, run.noisy_selected, run.fitted, run.generalised,
          run.head_noise);
    }
  }
  const DecidedStatement decision = joint_decision({decided_hits(hits[0], there[0], share, alpha),
                                                    decided_hits(hits[1], there[1], share, alpha)},
                                                   alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = there[0] + there[1];
  finding.explanation = fmt::format("{} of {} runs below kappa* and {} of {} above as predicted{}",
                                    hits[0], there[0], hits[1], there[1], misses);
}

}  // namespace benignity
