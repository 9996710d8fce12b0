#pragma once

#include <limits>

#include "verify/result/report.hpp"

namespace benignity {

/// One claim with every field set to something that can be told apart.
inline ClaimResult sample_claim() {
  return {.id = "theorem.generalize",
          .statement = "with probability at least 1 - δ, tau_generalize <= C tau_benign",
          .source = "[paper] Theorem, part 2",
          .kind = "theorem",
          .theorem = "heads",
          .hypotheses = "every margin of part 2 exceeds 1",
          .method = "128 replicates, success at one step",
          .settings = {{"samples", "20"}, {"flipped_labels", "4"}},
          .verdict = Verdict::pass,
          .explanation = "128 of 128 seeds: the lower bound 0.96 reaches 0.9",
          .margins = {{"dimension", 1.5}, {"label_noise", 4}},
          .measurements = {{"τ_generalize [steps]", 409.25, 412, {400.5, 420.5}},
                           {"share of seeds", std::nullopt, 1, {0.9, std::nullopt}}},
          .test = StatisticalTest{.statistic = "Clopper-Pearson bounds of the probability",
                                  .value = 1,
                                  .interval = {0.96, 1},
                                  .alpha = 0.005,
                                  .p_false_alarm = 0.5,
                                  .p_adjusted = 0.75},
          .replicates = 128,
          .seeds = "seed 1, replicates 0 to 127",
          .engine = "sampled",
          .precision = "double",
          .wall_seconds = 1.25,
          .replay = "benignity verify --battery smoke --claim theorem.generalize --seed 1"};
}

inline ClaimResult sample_claim(const std::string& id, Verdict verdict) {
  ClaimResult claim = sample_claim();
  claim.id = id;
  claim.verdict = verdict;
  claim.explanation = "the one about " + id;
  claim.replay = "benignity verify --claim " + id;
  return claim;
}

/// One claim in each verdict, one not run; numbers that JSON lacks, characters that XML minds.
inline Report sample_report() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Report report{.battery = "smoke",
                .family_error = 0.01,
                .manifest = {.version = "0.1.0",
                             .commit = "afb5959",
                             .compiler = "g++ 12.2",
                             .flags = "-O3 -ffp-contract=off",
                             .instruction_set = "x86-64-v3",
                             .cpu = "a \"quoted\" CPU",
                             .libraries = {{"Eigen", "3.4.0"}, {"MPFR", "4.2.0"}},
                             .seed = std::numeric_limits<std::uint64_t>::max(),
                             .jobs = 2,
                             .started = "2026-01-02T03:04:05Z",
                             .wall_seconds = 12.5},
                .claims = {sample_claim(), sample_claim("engine.gram_equals_dense", Verdict::fail),
                           sample_claim("theorem.fit", Verdict::inconclusive),
                           sample_claim("lemma.growth", Verdict::out_of_regime),
                           sample_claim("control.vacuous", Verdict::vacuous),
                           sample_claim("engine.broken", Verdict::error)},
                .missing = {"exponent.κ"}};
  ClaimResult& failed = report.claims[1];
  failed.explanation = "max |Δ logit| = 1e-3 > 1e-8 & \"so\" <on>\nwith a bell \a and a byte \xFF";
  failed.test.reset();
  failed.margins = {{"infinite", infinity}};
  failed.measurements = {{"max |Δ logit|", std::nullopt, 0.001, {std::nullopt, 1e-8}}};
  report.claims[4].expected = ExpectedVerdict{Verdict::vacuous, "uniform attention has every sign"};
  ClaimResult& broken = report.claims[5];
  broken.measurements = {{"loss", infinity, -infinity, {infinity, std::nullopt}}};
  return report;
}

}  // namespace benignity
