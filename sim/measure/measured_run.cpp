#include "sim/measure/measured_run.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/measure/class_means.hpp"
#include "theory/mean_field/equivalent.hpp"

namespace benignity {
namespace measured_run_parts {
namespace {

constexpr std::int64_t most_whole_tokens = 4000;
constexpr std::size_t least_members = 8;

/// Why the run has no mean field; empty where it has one.
std::string departure(const RunSettings& settings) {
  const DataSet& set = *settings.data;
  if (set.classes != 2) return "its mean field is derived for two classes";
  if (set.weights || set.query) return "weights.npy and query.npy are no drawn start";
  if (settings.query_token) return "the query is a token of its own in every sample";
  const MeanFieldReduction reduction = mean_field_reduction(settings.parameters);
  if (const auto* none = std::get_if<NoEquivalent>(&reduction)) {
    return std::string(none->key) + " is " + none->value + ": " + none->reason;
  }
  return {};
}

/// The samples that do not train.
LabelledTokens left_out(const LabelledTokens& all, const std::vector<std::int64_t>& training) {
  std::vector<bool> trains(static_cast<std::size_t>(all.samples), false);
  for (const std::int64_t i : training) trains[static_cast<std::size_t>(i)] = true;
  std::vector<std::int64_t> others;
  for (std::int64_t i = 0; i < all.samples; ++i) {
    if (!trains[static_cast<std::size_t>(i)]) others.push_back(i);
  }
  return samples_at(all, others);
}

bool has_enough(const LabelledTokens& samples) {
  const ClassMembers members = class_members(samples, 2);
  return std::min(members[0].size(), members[1].size()) >= least_members;
}

}  // namespace
}  // namespace measured_run_parts

std::variant<MeasuredRun, NoEquivalentLaw> measured_run(const RunSettings& settings,
                                                        const Matrix<double>& head,
                                                        std::int64_t signal_place,
                                                        const Checkpoint& checkpoint) {
  namespace parts = measured_run_parts;
  if (std::string reason = parts::departure(settings); !reason.empty()) {
    return NoEquivalentLaw{std::move(reason)};
  }
  const DataSet& set = *settings.data;
  const ChosenSamples chosen = choose_samples(set, settings.parameters, settings.head_samples,
                                              settings.seed, settings.replicate);
  LabelledTokens training = samples_at(set.training, chosen.training);
  training.labels = chosen.labels.observed;
  LabelledTokens others = parts::left_out(set.training, chosen.training);
  MeasuredRun measured;
  measured.means_of = "samples that do not train";
  if (!parts::has_enough(others)) {
    others = set.training;
    measured.means_of = "all samples";
  }
  const auto add = [&](KeptKernel kept, const RowMatrix<double>* basis) {
    const OwnCoordinates system =
        own_coordinates(training, head, basis, settings.parameters, checkpoint);
    measured.kept.push_back(
        {kept, run_own_coordinates(system, chosen.labels, settings.parameters, checkpoint)});
  };
  for (const KeptKernel kept : {KeptKernel::class_means, KeptKernel::place_means}) {
    const RowMatrix<double> basis = kept_basis(kept, others, 2, signal_place);
    add(kept, &basis);
  }
  if (training.rows.rows() <= parts::most_whole_tokens) add(KeptKernel::whole, nullptr);
  return measured;
}

}  // namespace benignity
