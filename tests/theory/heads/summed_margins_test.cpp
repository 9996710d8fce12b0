#include "theory/heads/summed_margins.hpp"

#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// In the regime of part 1 whatever the heads' gap does to loss weights.
Parameters summed(std::int64_t heads) {
  Parameters parameters;
  parameters.samples = 10;
  parameters.tokens = 4;
  parameters.dimension = 10'000'000'000;
  parameters.weak_signal = 0;
  parameters = with_kappa(parameters, 400);
  parameters.step_size = 1e-16;
  parameters.heads = heads;
  return parameters;
}

std::set<std::string> names(const std::vector<Margin>& margins) {
  std::set<std::string> found;
  for (const Margin& margin : margins) found.insert(margin.name);
  return found;
}

TEST_CASE("summed heads are judged by their own loss weights and by selection at 1/2") {
  const std::set<std::string> one = names(predict(summed(1)).margins);
  CHECK(one.count("bounded_head_gap") == 1);
  CHECK(one.count("resolved_loss_weights") == 0);
  for (const std::int64_t heads : {2, 3}) {
    const Prediction prediction = predict(summed(heads));
    const std::set<std::string> several = names(prediction.margins);
    CHECK(several.size() == one.size());
    CHECK(several.count("bounded_head_gap") + several.count("label_noise_below_threshold") == 0);
    CHECK(unmet_margins(prediction.margins, {MarginScope::both_parts, MarginScope::part_one})
              .empty());
  }
  Parameters averaged = summed(3);
  averaged.head_output = HeadOutput::mean;
  CHECK(names(predict(averaged).margins) == one);
}

TEST_CASE("four summed heads are out of part 1 by label noise: sigma(-Hg/2) < 0.2") {
  const Prediction prediction = predict(summed(4));
  std::set<std::string> unmet = names(unmet_margins(prediction.margins, {MarginScope::part_one}));
  CHECK(unmet.count("label_noise_below_selection") == 1);
  CHECK(label_noise_below_selection(prediction.equivalent.plain) ==
        Approx(1 / (1 + std::exp(std::sqrt(2.0))) / 0.2).epsilon(1e-12));
}

TEST_CASE("a head value off by what (9.4) allows moves a loss weight by e^{1/10} at most") {
  const auto sigmoid = [](double z) { return 1 / (1 + std::exp(-z)); };
  for (const double gap : {0.5, 2.0, 30.0}) {
    // ratio = |mu|/(G sigma sqrt(L)) = C: the noise of f is 1.959 sqrt(2)/C
    const double noise = 1.959 * std::sqrt(2.0) / resolved_loss_weights_constant;
    for (double output = -gap; output <= gap; output += gap / 16) {
      const double change = std::log(sigmoid(-output - noise) / sigmoid(-output));
      CHECK(std::abs(change) <= 0.1);
    }
  }
}

}  // namespace
}  // namespace benignity
