#include "verify/claims/controls/token_selection_controls.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/comparison_on_trajectories.hpp"

namespace benignity {
namespace lemma_controls {
namespace {

Mutant growth_mutant(const char* name, const char* change,
                     const InverseBoundsConstants& constants) {
  return {"lemma.inverse_bounds",
          name,
          change,
          [constants](const ClaimContext& context) {
            throw_if_interrupted(context);
            CertificationDesign design;
            design.quasi_random_points = 2000;
            design.many_token_points = 5;
            design.largest_tokens = 500;
            design.identity_points = 20;
            design.largest_box_count = 1000;  // a false statement may leave the proof without end
            return lemma_finding(certify(inverse_bounds_lemma(constants).trial(design), design));
          },
          {}};
}

/// The envelopes' rates, fitted to the trajectory, times 1/2.
Finding halved_envelopes(const ClaimContext& context) {
  const auto half = [](const StepRates<double>& fitted) {
    const StepRates<double> rates = with_reserve(fitted);
    return StepRates<double>{rates.smallest / 2, rates.largest / 2};
  };
  return decide(ComparisonTrial{half}, context);
}

}  // namespace
}  // namespace lemma_controls

std::vector<Mutant> lemma_mutants() {
  using namespace lemma_controls;
  // (8.21) comes from e^x = N(y + 2x + N e^{-x}); a published summary prints log T for log(T-1).
  return {growth_mutant("wrong_sign", "-2x for 2x in G", {.gap_factor = -2}),
          growth_mutant("one_more_token", "log T for log(T-1) in G", {.extra_tokens = 1}),
          {"lemma.comparison_on_trajectories",
           "half",
           "envelopes of half of the fitted rates",
           halved_envelopes,
           {}}};
}

}  // namespace benignity
