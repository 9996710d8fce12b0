#include "verify/claims/data/memorised_shares.hpp"

#include <cmath>
#include <optional>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/measure/token_coordinates.hpp"
#include "sim/trajectory/simulate.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {

MemorisedShares shares_of(std::size_t replicates) {
  const std::vector<double> places(replicates);
  return {places, places, places};
}

void train_replicate(MemorisedShares& shares, std::size_t place, RunSettings settings,
                     const RowMatrix<double>& basis) {
  settings.chosen_record_every = std::llround(settings.parameters.steps);
  const DataSet& set = *settings.data;
  const ChosenSamples chosen =
      choose_samples(set, settings.parameters, 0, settings.seed, settings.replicate);
  LabelledTokens training = samples_at(set.training, chosen.training);
  training.labels = chosen.labels.observed;
  shares.by_own_coordinates[place] =
      run_own_coordinates(own_coordinates(training, *set.head, &basis, settings.parameters),
                          chosen.labels, settings.parameters)
          .noisy_fitted.value();
  const Snapshot last = simulate(settings).final();
  shares.memorised[place] = last.noisy_fitted.value();
  shares.accuracy[place] = last.test.accuracy.mean;
}

bool is_memorised(double share) { return share >= 0.5; }

double mean_share(const std::vector<double>& shares) {
  double sum = 0;
  for (const double share : shares) sum += share;
  return sum / static_cast<double>(shares.size());
}

void add_shares(Finding& finding, const std::string& samples, const std::string& name,
                double predicted, const MemorisedShares& shares) {
  finding.measurements.push_back({"noisy " + samples + " memorised, " + name + " [share]",
                                  predicted,
                                  mean_share(shares.memorised),
                                  {}});
  finding.measurements.push_back({"the same by own coordinates, " + name + " [share]",
                                  std::nullopt,
                                  mean_share(shares.by_own_coordinates),
                                  {}});
  finding.measurements.push_back(
      {"clean test accuracy, " + name + " [share]", std::nullopt, mean_share(shares.accuracy), {}});
}

DecidedStatement decided_hits(std::int64_t hits, std::int64_t there, double share, double alpha) {
  if (there == 0) return {};
  const SuccessDecision decision = decide_success_probability(
      {.probability = share, .alpha = alpha, .first_look = there, .looks = 1},
      [&](std::int64_t, std::int64_t) { return hits; });
  return {decision.verdict, decision.test};
}

}  // namespace benignity
