#include <string>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/encoder/claims.hpp"
#include "verify/claims/encoder/encoder_trial.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {
namespace encoder_events {
namespace {

constexpr const char* source =
    "[derived] sim/encoder/README.md; the network is that of the authors' second experiment, "
    "[published] arXiv 2409.17625";
constexpr const char* setting =
    "n = 20, T = 8, d = mlp_width = 250, eta = 0.2, rho = 0.1, alpha = 0.005, 1,000 steps, every "
    "part trained from the usual start";
constexpr const char* design_text =
    "96 replicates, doubled once, 300 fresh samples each; Clopper-Pearson for a probability of at "
    "least ";

Claim claim(const char* id, const char* statement, const std::string& hypotheses,
            const std::string& method, const EncoderTrial& trial) {
  return {
      {id, statement, source, "theorem", hypotheses,
       fmt::format("{}{}{}", design_text, trial.probability, method), "dense", "float", "encoder"},
      Decision::statistical,
      [trial](const ClaimContext& context) { return decide(trial, context); }};
}

Trajectory final_of(const Parameters& parameters, const ClaimContext& context,
                    std::uint64_t replicate) {
  return simulate(encoder_run(parameters, context, replicate));
}

/// 0 and 1 where no such sample is.
double clean_mean(const Snapshot& at) { return at.clean_relevant_mean.value_or(0); }
double noisy_mean(const Snapshot& at) { return at.noisy_relevant_mean.value_or(1); }

}  // namespace
}  // namespace encoder_events

Claim encoder_selection_claim(const EncoderSelectionDesign& design) {
  namespace events = encoder_events;
  constexpr double signal_norm = 30;
  const Parameters parameters = with_parts(encoder_setting(signal_norm), design.trained);
  const double uniform = 1 / static_cast<double>(parameters.tokens + 1);
  return events::claim(
      "encoder.selection",
      "clean samples turn to the relevant token and noisy ones do not: s_1 is on average at least "
      "twice the uniform 1/(T + 1) among clean samples, at most uniform among noisy ones",
      std::string(events::setting) + ", |mu| = 30", "",
      {[parameters, uniform](std::uint64_t replicate, const ClaimContext& context) {
         const Trajectory run = events::final_of(parameters, context, replicate);
         const double clean = events::clean_mean(run.final());
         const double noisy = events::noisy_mean(run.final());
         const bool by_half = run.stopping_times.select_clean.has_value();
         return EncoderOutcome{clean >= 2 * uniform && noisy <= uniform,
                               {clean, noisy, by_half ? 1.0 : 0.0}};
       },
       {"mean s_1 of clean samples", "mean s_1 of noisy samples",
        "every clean sample once at s_1 >= 1/2, as the theorem has it"}});
}

Claim encoder_benign_claim(const EncoderBenignDesign& design) {
  namespace events = encoder_events;
  const Parameters parameters = encoder_setting(design.signal_norm);
  return events::claim(
      "encoder.benign",
      "overfitting is benign: every label is fitted, noisy ones too, and fresh data are right in "
      "at least 95 of 100",
      std::string(events::setting) + ", |mu| = 30", "",
      {[parameters](std::uint64_t replicate, const ClaimContext& context) {
         const Snapshot last = events::final_of(parameters, context, replicate).final();
         return EncoderOutcome{last.train_accuracy == 1 && last.test.accuracy.mean >= 0.95,
                               {last.noisy_fitted.value_or(0), last.test.accuracy.mean}};
       },
       {"memorised share", "test accuracy"}});
}

Claim encoder_delay_claim(const EncoderDelayDesign& design) {
  namespace events = encoder_events;
  const Parameters parameters = encoder_setting(design.signal_norm);
  return events::claim(
      "encoder.delay",
      "generalisation mostly comes after the fit, in 3 of 4 runs: the test loss when the last "
      "label is fitted is at least "
      "twice that of step 1,000, and the attention of clean samples grows on by a fifth",
      std::string(events::setting) + ", |mu| = 20", "",
      {[parameters](std::uint64_t replicate, const ClaimContext& context) {
         RunSettings run = encoder_run(parameters, context, replicate);
         const Trajectory whole = simulate(run);
         const std::optional<double> fitted = whole.stopping_times.fit_all;
         if (!fitted) return EncoderOutcome{false, {parameters.steps, 0, 0}};
         // The same run, ended there.
         run.parameters.steps = *fitted;
         run.chosen_record_every = static_cast<std::int64_t>(*fitted);
         const Snapshot then = simulate(run).final();
         const double loss_ratio = then.test.loss.mean / whole.final().test.loss.mean;
         const double growth = events::clean_mean(whole.final()) / events::clean_mean(then);
         return EncoderOutcome{loss_ratio >= 2 && growth >= 1.2, {*fitted, loss_ratio, growth}};
       },
       {"step at which the last label is fitted", "test loss then over test loss at the end",
        "mean s_1 of clean samples at the end over then"},
       0.75});
}

Claim encoder_memorisation_claim(const EncoderMemorisationDesign& design) {
  namespace events = encoder_events;
  constexpr double signal_norm = 60;
  Parameters fixed;
  fixed.dimension = 250;
  fixed.signal_norm = signal_norm;
  Parameters trained = fixed;
  if (design.memorises == Readout::trained) trained.trained.linear_head = true;
  const Parameters encoder = encoder_setting(signal_norm);
  return events::claim(
      "encoder.memorisation",
      "where one attention head with the theorem's fixed linear head leaves noisy labels unfitted "
      "(part 1), the same head with its linear head trained fits them all, and so does the "
      "encoder",
      std::string(events::setting) +
          ", |mu| = 60 (kappa = 288); the attention with the same data "
          "law, steps and step size",
      "; all three in every replicate",
      {[fixed, trained, encoder](std::uint64_t replicate, const ClaimContext& context) {
         const auto fitted = [&](const Parameters& parameters) {
           return simulate(ends_of_run(parameters, context, replicate)).final();
         };
         const Snapshot of_fixed = fitted(fixed);
         const Snapshot of_trained = fitted(trained);
         const Snapshot of_encoder = events::final_of(encoder, context, replicate).final();
         const double left = of_fixed.noisy_fitted.value_or(1);
         return EncoderOutcome{
             left < 1 && of_fixed.clean_fitted == 1.0 && of_trained.train_accuracy == 1 &&
                 of_encoder.train_accuracy == 1,
             {left, of_trained.noisy_fitted.value_or(0), of_encoder.noisy_fitted.value_or(0),
              events::noisy_mean(of_fixed), events::noisy_mean(of_trained)}};
       },
       {"memorised share, linear head fixed", "memorised share, linear head trained",
        "memorised share, encoder", "mean s_1 of noisy samples, linear head fixed",
        "mean s_1 of noisy samples, linear head trained"}});
}

}  // namespace benignity
