#include "verify/claims/data/mail_cells.hpp"

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
#include "theory/invalid_input.hpp"
#include "theory/prediction.hpp"

namespace benignity {
namespace mail_cells {
namespace {

constexpr double steps_a_tau_select = 3;
constexpr double horizon = 300;  ///< tau_select

/// The run without its step size and steps.
Parameters run_of(const MailCell& cell, std::int64_t dimension) {
  Parameters run = {};
  run.samples = cell.samples;
  run.tokens = cell.tokens;
  run.dimension = dimension;
  run.label_noise = cell.label_noise;
  run.confusing_tokens = 0;
  run.chosen_aligned_tokens = 0;
  return run;
}

}  // namespace
}  // namespace mail_cells

MeasuredMails measured_mails(const LabelledMails& mails, std::int64_t tokens,
                             const MailPools& pools) {
  // Whatever the seed of the claim: n is a matter of the corpus.
  constexpr std::uint64_t seed = 1;
  const auto all_of = [&](std::int64_t first, std::int64_t last) {
    return mail_tokens(mails, tokens, {first, last, 2 * (last - first), seed, 1});
  };
  DataSet set;
  set.folder = "mails";
  set.training = all_of(pools.head, pools.measured);
  MeasuredMails measured;
  measured.tokens = tokens;
  measured.head = fitted_head(all_of(pools.first, pools.head), 2);
  measured.figures =
      measure(set, &measured.head, {.seed = seed, .most_tokens = 4000, .subsamples = 20});
  // Every figure of the head but its gap is a ratio to that.
  const double scaled = std::sqrt(0.5);
  measured.head *= scaled / std::abs(measured.figures.head_gap.value());
  measured.figures.head_gap = scaled;
  return measured;
}

std::int64_t MailCell::hits() const {
  return std::count_if(shares.memorised.begin(), shares.memorised.end(), [&](double share) {
    return is_memorised(share) == is_predicted_memorised();
  });
}

std::int64_t MailCell::hits_by_own_coordinates() const {
  std::int64_t hits = 0;
  for (std::size_t k = 0; k < shares.memorised.size(); ++k) {
    hits += is_memorised(shares.memorised[k]) == is_memorised(shares.by_own_coordinates[k]);
  }
  return hits;
}

std::string MailCell::name() const {
  return fmt::format("T = {}, eta = {}, n = {}, kappa_eff = {:.0f} of kappa* = {:.0f}", tokens,
                     label_noise, samples, kappa, critical);
}

void predict_cell(MailCell& cell, const MeasuredMails& measured, double kappa_factor) {
  const std::int64_t dimension = measured.head.rows();
  cell.samples = 2;  // kappa* knows the share of noisy labels alone
  const auto found = equivalent_law(measured.figures, mail_cells::run_of(cell, dimension));
  if (const auto* none = std::get_if<NoEquivalentLaw>(&found)) {
    throw InvalidInput("mails", "of classes without a law", "others: " + none->reason);
  }
  Parameters law = std::get<Parameters>(found);
  constexpr std::int64_t many = 1000;
  law.samples = many;
  cell.critical = critical_kappa(law).value.value_or(std::numeric_limits<double>::infinity());
  const double of_a_sample =
      kappa_factor * measured.figures.selection_length2.mean / measured.figures.noise_trace.mean;
  const double wanted = cell.ratio * cell.critical / of_a_sample;
  cell.samples = 2 * std::max(std::llround(wanted / 2), 5LL);
  law.samples = cell.samples;
  law.step_size = 1;
  const Prediction prediction = predict(law);
  cell.kappa = kappa_factor * prediction.kappa;
  cell.tau_select = prediction.tau_select;
  const std::vector<MeasuredMargin> margins = measured_margins(measured.figures, law);
  const auto least = std::min_element(
      margins.begin(), margins.end(),
      [](const MeasuredMargin& a, const MeasuredMargin& b) { return a.measured < b.measured; });
  cell.least_margin = least->measured;
  cell.margin_name = least->name;
}

void run_cell(MailCell& cell, std::size_t place, std::uint64_t run, const LabelledMails& mails,
              const MailPools& pools, const MeasuredMails& measured, std::uint64_t seed) {
  using namespace mail_cells;
  const std::uint64_t stream = 10 + 2 * run;
  auto set = std::make_shared<DataSet>();
  set->folder = "mails";
  set->training =
      mail_tokens(mails, cell.tokens, {pools.measured, pools.training, cell.samples, seed, stream});
  set->test = mail_tokens(
      mails, cell.tokens,
      {pools.training, pools.test, 2 * (pools.test - pools.training), seed, stream + 1});
  set->head = measured.head;
  RunSettings settings;
  settings.parameters = run_of(cell, set->dimension());
  settings.parameters.step_size = cell.tau_select / steps_a_tau_select;
  settings.parameters.steps = horizon * steps_a_tau_select;
  settings.engine = Engine::dense;  // d is small
  settings.seed = seed;
  settings.replicate = run;
  settings.data = set;
  // Everything is along the axes of R^d: all of K at the cost of d numbers a token.
  train_replicate(cell.shares, place, std::move(settings),
                  RowMatrix<double>::Identity(measured.head.rows(), measured.head.rows()));
}

}  // namespace benignity
