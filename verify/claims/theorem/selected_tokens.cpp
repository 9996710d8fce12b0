#include "verify/claims/theorem/selected_tokens.hpp"

#include <algorithm>
#include <cmath>

#include "sim/data/token_law.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

void add_point(double plus, double minus, SignalPlanePoints& points) {
  points.plus.push_back(plus);
  points.minus.push_back(minus);
}

struct FreshToken {
  double plus = 0;
  double minus = 0;
  double logit = 0;
};

}  // namespace

SelectedTokens selected_tokens(const Parameters& parameters, const Labels& labels,
                               const Matrix<double>& kernel, const ConstructedQuery& query,
                               const FreshSampleDesign& design) {
  const double norm2 = parameters.signal_norm * parameters.signal_norm;
  const Eigen::Index token_count = parameters.samples * parameters.tokens;
  SelectedTokens selected;
  for (std::int64_t i = 0; i < parameters.samples; ++i) {
    Eigen::Index chosen = 0;
    query.logits.segment(i * parameters.tokens, parameters.tokens).maxCoeff(&chosen);
    chosen += i * parameters.tokens;
    // Rows of mu_+1 and mu_-1, which stand in the lower triangle.
    add_point(kernel(token_count, chosen) / norm2, kernel(token_count + 1, chosen) / norm2,
              labels.is_noisy(static_cast<std::size_t>(i)) ? selected.noisy : selected.clean);
  }

  const AttentionReadout& readout = query.readout;
  const double in_plane2 =
      (readout.lambda_plus * readout.lambda_plus + readout.lambda_minus * readout.lambda_minus) /
      norm2;
  const double across =
      parameters.noise_std * std::sqrt(std::max(0.0, readout.direction_norm2 - in_plane2));
  const double spread = parameters.noise_std / parameters.signal_norm;
  for (std::int64_t i = 0; i < design.count; ++i) {
    const auto sample = static_cast<std::uint32_t>(i);
    FreshToken largest;
    for (std::int64_t t = 0; t < parameters.tokens; ++t) {
      Stream stream({design.seed, Purpose::test_projection, design.replicate, sample,
                     static_cast<std::uint32_t>(t + 1)});
      const SignalPart signal = signal_part(parameters, i % 2 == 0 ? 1 : -1, t);
      FreshToken token{signal.plus + spread * stream.normal(),
                       signal.minus + spread * stream.normal(), 0};
      token.logit = token.plus * readout.lambda_plus + token.minus * readout.lambda_minus +
                    across * stream.normal();
      if (t == 0 || token.logit > largest.logit) largest = token;
    }
    add_point(largest.plus, largest.minus, selected.fresh);
  }
  return selected;
}

}  // namespace benignity
