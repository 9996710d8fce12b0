#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/data/labels.hpp"
#include "sim/data/token_law.hpp"
#include "sim/model/products.hpp"
#include "theory/elementary.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/max_margin/claims.hpp"
#include "verify/claims/max_margin/query_flow.hpp"
#include "verify/claims/recorded_settings.hpp"

namespace benignity {
namespace max_margin_slopes_trial {
namespace {

ClaimDescription statement() {
  return {"max_margin.mean_field_slopes",
          "the late slopes of the mean field are the solution of the max-margin program where K is "
          "its limit: p_mm^T mu_+-1 = v_+-, |p_mm|^2 = n E_1/(sigma_eps^2 d)",
          "[derived] theory/README.md (7.11), (11.10), theory/max_margin/README.md (V8)",
          "identity",
          "K = signal part + sigma_eps^2 d I; kappa from 0.5 to 45, T = 4 to 8, rho = 0.1 and 0.3, "
          "eta = 0.1 to 0.3, one confusing token, n even and odd: with every token active and "
          "with some at rest",
          "six programs by Clp (relative duality gap below 1e-9) against Newton's method on (7.11) "
          "in two variables: both v and |p_mm|^2 within 1e-6",
          "none",
          "double"};
}

constexpr double tolerance = 1e-6;
constexpr double largest_gap = 1e-9;

Parameters layout(std::int64_t samples, std::int64_t tokens, double weak_signal, double label_noise,
                  double kappa) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.tokens = tokens;
  parameters.weak_signal = weak_signal;
  parameters.label_noise = label_noise;
  return with_kappa(parameters, kappa);
}

std::vector<Parameters> layouts() {
  return {layout(20, 4, 0.1, 0.1, 2),  layout(20, 8, 0.1, 0.2, 4),   layout(10, 6, 0.3, 0.3, 20),
          layout(20, 4, 0.1, 0.1, 45), layout(15, 5, 0.1, 0.2, 0.5), layout(11, 4, 0.3, 0.2, 30)};
}

struct Limit {
  QueryProblem query;      ///< K and gamma/g where d -> infinity
  Matrix<double> signals;  ///< |mu| times a token's coordinates along mu_+1, mu_-1, nT x 2
};

Limit limit_of(const Parameters& parameters, double signal_factor) {
  const Labels labels = draw_labels(parameters, 1, 0);  // of the fixed law: nothing is drawn
  const std::int64_t count = parameters.samples * parameters.tokens;
  Limit limit;
  limit.signals.resize(count, 2);
  Vector<double> values(count);
  for (std::int64_t j = 0; j < count; ++j) {
    const int truth = labels.truth[static_cast<std::size_t>(j / parameters.tokens)];
    const SignalPart part = signal_part(parameters, truth, j % parameters.tokens);
    limit.signals(j, 0) = part.plus * parameters.signal_norm * std::sqrt(signal_factor);
    limit.signals(j, 1) = part.minus * parameters.signal_norm * std::sqrt(signal_factor);
    values(j) = part.plus - part.minus;
  }
  limit.query.problem = {parameters.samples, parameters.tokens, labels, values};
  limit.query.kernel = product(limit.signals, limit.signals.transpose());
  limit.query.kernel.diagonal().array() +=
      parameters.noise_std * parameters.noise_std * static_cast<double>(parameters.dimension);
  return limit;
}

Finding check(const MaxMarginSlopesDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  LargestError gap;
  for (const Parameters& parameters : layouts()) {
    throw_if_interrupted(context);
    if (context.settings != nullptr) context.settings->record(parameters);
    const Limit limit = limit_of(parameters, design.signal_factor);
    const MaxMargin program = max_margin(limit.query, best_constraints(limit.query));
    const auto system = mean_field_system<double>(parameters);
    const auto growth = late_signal_growth(system.layout, system.kappa);
    const double energy =
        late_energy_growth(system.layout, system.kappa) * static_cast<double>(parameters.samples) /
        (parameters.noise_std * parameters.noise_std * static_cast<double>(parameters.dimension));
    // The rows of signals are |mu| times coordinates: p^T mu = |mu| times their sum.
    const Vector<double> slopes =
        parameters.signal_norm * product(limit.signals.transpose(), program.weights);
    const double norm2 = program.weights.dot(product(limit.query.kernel, program.weights));
    gap.see(program.solution.relative_gap());
    const std::string of =
        fmt::format(", n = {}, T = {}, rho = {}, kappa = {:.3g}", parameters.samples,
                    parameters.tokens, parameters.weak_signal, kappa<double>(parameters));
    const auto compare = [&](const std::string& name, double predicted, double observed) {
      worst.see(observed / predicted - 1);
      finding.measurements.push_back({name + of,
                                      predicted,
                                      observed,
                                      {predicted - tolerance * std::abs(predicted),
                                       predicted + tolerance * std::abs(predicted)}});
    };
    compare("v_+", growth.plus, slopes(0));
    compare("v_-", growth.minus, slopes(1));
    compare("|p_mm|^2", energy, norm2);
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest relative difference", 0.0, worst.value(), {0.0, tolerance}},
       {"largest relative duality gap", 0.0, gap.value(), {0.0, largest_gap}}});
  finding.replicates = static_cast<std::int64_t>(layouts().size());
  finding.verdict =
      worst.value() <= tolerance && gap.value() <= largest_gap ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "largest relative difference {:.2g}, largest duality gap {:.2g}", worst.value(), gap.value());
  return finding;
}

}  // namespace
}  // namespace max_margin_slopes_trial

Claim max_margin_slopes_claim(const MaxMarginSlopesDesign& design) {
  return {max_margin_slopes_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return max_margin_slopes_trial::check(design, context);
          }};
}

}  // namespace benignity
