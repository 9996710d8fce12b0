#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "theory/single_head_attention/window.hpp"
#include "verify/claims/single_head_attention/claims.hpp"
#include "verify/claims/single_head_attention/two_step_run.hpp"

namespace benignity {
namespace selection_window_trial {
namespace {

ClaimDescription statement() {
  return {"single_head_attention.window",
          "after two steps noisy labels are memorised by their noise tokens and fresh samples are "
          "right exactly for 2/c^2 < n SNR^2 < x_noisy, c = 1 - 2 eta; clean samples prefer their "
          "signal from x_clean < 2/c^2 on",
          "[derived] theory/single_head_attention/README.md (T9); [published] arXiv 2410.07746: "
          "benign overfitting "
          "after two steps at SNR = Theta(1/sqrt(n))",
          "theorem",
          "T = 2, no noise in the relevant token, W = I, nu = p = 0; alpha_nu so small that all "
          "loss weights are equal (u = 0.001), alpha so large that attention decides; n = 40, d = "
          "10^10; eta = 0.05, 0.1, 0.2",
          "2 replicates at each eta; an edge is bisected in log x to 0.3% over a factor of 2.25: "
          "s_1 >= 1/2 on all clean samples, fresh accuracy >= 3/4 of 400 samples, all noisy labels "
          "fitted; every edge within 3% of its formula",
          "sampled",
          "double"};
}

constexpr std::array<double, 3> label_noises = {0.05, 0.1, 0.2};
constexpr std::int64_t samples = 40;
constexpr std::int64_t dimension = 10'000'000'000;
constexpr std::uint64_t replicates = 2;
constexpr std::int64_t test_samples = 400;
constexpr double first_step_unit = 0.001;
constexpr double gap_unit = 1e4;
constexpr double reach = 1.5;
constexpr int halvings = 8;
constexpr double tolerance = 0.03;

struct Edge {
  const char* name;
  double predicted;
  bool (*is_above)(const Snapshot&);
};

std::array<Edge, 3> edges_of(double label_noise, const SelectionWindowDesign& design) {
  const SelectionWindow window = selection_window(label_noise);
  return {{{"clean samples prefer their signal", window.clean,
            [](const Snapshot& s) { return s.clean_relevant_min.value() >= 0.5; }},
           {"fresh samples are right", window.fresh * design.fresh_edge_factor,
            [](const Snapshot& s) { return s.test.accuracy.mean >= 0.75; }},
           {"noisy labels are no longer fitted", window.noisy,
            [](const Snapshot& s) { return s.noisy_fitted.value() < 1; }}}};
}

double bisected(const Edge& edge, double label_noise, const ClaimContext& context,
                std::uint64_t replicate) {
  double low = edge.predicted / reach;
  double high = edge.predicted * reach;
  for (int k = 0; k < halvings; ++k) {
    throw_if_interrupted(context);
    const double kappa = std::sqrt(low * high);
    const TwoStepSetting setting{kappa, label_noise, first_step_unit,
                                 step_ratio_for_gaps(gap_unit, first_step_unit)};
    const Trajectory run = run_two_steps(two_step_parameters(setting, samples, dimension), context,
                                         replicate, test_samples);
    (edge.is_above(run.final()) ? high : low) = kappa;
  }
  return std::sqrt(low * high);
}

Finding check(const SelectionWindowDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  for (const double label_noise : label_noises) {
    for (const Edge& edge : edges_of(label_noise, design)) {
      for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        const double found = bisected(edge, label_noise, context, replicate);
        worst.see(found / edge.predicted - 1);
        finding.measurements.push_back(
            {fmt::format("n SNR^2 from which {}, eta = {}, replicate {}", edge.name, label_noise,
                         replicate),
             edge.predicted,
             found,
             {edge.predicted * (1 - tolerance), edge.predicted * (1 + tolerance)}});
      }
    }
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {"largest relative error of an edge", 0.0, worst.value(), {0.0, tolerance}});
  finding.replicates = static_cast<std::int64_t>(replicates * label_noises.size());
  finding.verdict = worst.value() <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format("nine edges, largest relative error {:.2g}", worst.value());
  return finding;
}

}  // namespace
}  // namespace selection_window_trial

Claim selection_window_claim(const SelectionWindowDesign& design) {
  return {selection_window_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return selection_window_trial::check(design, context);
          }};
}

}  // namespace benignity
