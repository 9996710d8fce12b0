#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/trajectory/result.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

enum class Reach { share, not_negative, any };

/// A figure that a sweep keeps of each run: its column in sweep.csv and in the store.
struct CellFigure {
  const char* name;
  Reach reach;  ///< what the figure can be at all
  std::optional<double> (*of)(const Trajectory&);
};

/// At the last step: losses in nats, shares, softmax probabilities, logits; then stopping times in
/// steps. verify/experiments/README.md says what each is.
inline constexpr std::array cell_figures = {
    CellFigure{"train_loss", Reach::not_negative,
               [](const Trajectory& t) { return std::optional(t.final().train_loss); }},
    CellFigure{"test_loss", Reach::not_negative,
               [](const Trajectory& t) { return std::optional(t.final().test.loss.mean); }},
    CellFigure{"train_accuracy", Reach::share,
               [](const Trajectory& t) { return std::optional(t.final().train_accuracy); }},
    CellFigure{"test_accuracy", Reach::share,
               [](const Trajectory& t) { return std::optional(t.final().test.accuracy.mean); }},
    CellFigure{
        "test_loss_stderr", Reach::not_negative,
        [](const Trajectory& t) { return std::optional(t.final().test.loss.standard_error); }},
    CellFigure{
        "test_accuracy_stderr", Reach::not_negative,
        [](const Trajectory& t) { return std::optional(t.final().test.accuracy.standard_error); }},
    CellFigure{"clean_fitted", Reach::share,
               [](const Trajectory& t) { return t.final().clean_fitted; }},
    CellFigure{"noisy_fitted", Reach::share,
               [](const Trajectory& t) { return t.final().noisy_fitted; }},
    CellFigure{"clean_relevant_min", Reach::share,
               [](const Trajectory& t) { return t.final().clean_relevant_min; }},
    CellFigure{"clean_relevant_mean", Reach::share,
               [](const Trajectory& t) { return t.final().clean_relevant_mean; }},
    CellFigure{"noisy_relevant_max", Reach::share,
               [](const Trajectory& t) { return t.final().noisy_relevant_max; }},
    CellFigure{"noisy_relevant_mean", Reach::share,
               [](const Trajectory& t) { return t.final().noisy_relevant_mean; }},
    CellFigure{"test_relevant_mean", Reach::share,
               [](const Trajectory& t) { return std::optional(t.final().test.relevant.mean); }},
    CellFigure{"lambda_plus", Reach::any,
               [](const Trajectory& t) { return std::optional(t.final().lambda_plus); }},
    CellFigure{"lambda_minus", Reach::any,
               [](const Trajectory& t) { return std::optional(t.final().lambda_minus); }},
    CellFigure{"fit_all", Reach::not_negative,
               [](const Trajectory& t) { return t.stopping_times.fit_all; }},
    CellFigure{"select_clean", Reach::not_negative,
               [](const Trajectory& t) { return t.stopping_times.select_clean; }},
    CellFigure{"select_noisy", Reach::not_negative,
               [](const Trajectory& t) { return t.stopping_times.select_noisy; }},
    CellFigure{"exit_noisy", Reach::not_negative,
               [](const Trajectory& t) { return t.stopping_times.exit_noisy; }},
    CellFigure{"generalize", Reach::not_negative,
               [](const Trajectory& t) { return t.stopping_times.generalize; }},
};

/// In the order of cell_figures; absent where the run has no such figure.
using FigureValues = std::array<std::optional<double>, cell_figures.size()>;

/// Where `figure` stands in cell_figures; a name that it does not hold does not compile.
consteval std::size_t figure_index(std::string_view figure) {
  std::size_t index = 0;
  while (figure != cell_figures.at(index).name) ++index;
  return index;
}

/// What became of a cell.
struct CellOutcome {
  FigureValues figures;
  std::string failure;  ///< why the run ended early, every figure absent then; empty: it did not
};

/// Runs the cell. A run that leaves the range of its scalar, or that cannot be integrated, is an
/// outcome; throws what is none.
[[nodiscard]] CellOutcome run_cell(const RunSettings& cell);

}  // namespace benignity
