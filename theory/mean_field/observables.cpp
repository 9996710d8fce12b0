#include "theory/mean_field/observables.hpp"

#include <algorithm>
#include <limits>

#include <boost/math/tools/toms748_solve.hpp>

namespace benignity {
namespace {

bool concerns(const MeanFieldLayout<double>& layout, SampleType type, LabelState labels) {
  return layout.holds(type) && is_noisy(type) == (labels == LabelState::noisy);
}

}  // namespace

bool has_samples(const MeanFieldLayout<double>& layout, LabelState labels) {
  return std::any_of(sample_types.begin(), sample_types.end(),
                     [&](SampleType type) { return concerns(layout, type, labels); });
}

double least_margin(const MeanFieldSystem<double>& system, const MeanFieldState<double>& state) {
  const auto logits = signal_logits(system, state);
  double least = std::numeric_limits<double>::infinity();
  for (const SampleType type : sample_types) {
    if (system.layout.holds(type)) {
      least = std::min(least, sample_attention(system, state, logits, type).margin);
    }
  }
  return least;
}

double least_relevant_softmax(const MeanFieldSystem<double>& system,
                              const MeanFieldState<double>& state, LabelState labels) {
  const auto logits = signal_logits(system, state);
  double least = std::numeric_limits<double>::infinity();
  for (const SampleType type : sample_types) {
    if (concerns(system.layout, type, labels)) {
      least = std::min(least, sample_attention(system, state, logits, type).softmax[0]);
    }
  }
  return least;
}

double noisy_selection_rate(const MeanFieldSystem<double>& system,
                            const MeanFieldState<double>& state) {
  const auto logits = signal_logits(system, state);
  const auto rate = mean_field_rate(system, state);
  const auto logits_rate = signal_logits(system, rate);  // lambda is linear in b
  double least = std::numeric_limits<double>::infinity();
  double least_rate = 0;
  for (const SampleType type : sample_types) {
    if (!concerns(system.layout, type, LabelState::noisy)) {
      continue;
    }
    const auto attention = sample_attention(system, state, logits, type);
    if (attention.softmax[0] >= least) {
      continue;
    }
    const auto logit_rate = [&](TokenKind kind) {
      const auto m = signal_coefficients(system.layout, type, kind);
      return m.plus * logits_rate.plus + m.minus * logits_rate.minus +
             rate[state_index(type, kind)];
    };
    least = attention.softmax[0];
    least_rate = 0;
    for (const TokenKind kind : token_kinds) {
      const std::size_t k = index_of(kind);
      least_rate += system.layout.multiplicity[k] * attention.softmax[k] *
                    (logit_rate(TokenKind::relevant) - logit_rate(kind));
    }
  }
  return least_rate;
}

double crossing_length(const MeanFieldPath& path, double step, double before, double behind,
                       const std::function<double(const MeanFieldState<double>&)>& value) {
  if (before == 0) {
    return 0;
  }
  if (behind == 0) {
    return step;
  }
  boost::uintmax_t evaluations = 100;
  const auto bracket = boost::math::tools::toms748_solve(
      [&](double length) { return value(path.after(length)); }, 0.0, step, before, behind,
      boost::math::tools::eps_tolerance<double>(40), evaluations);
  return bracket.first + (bracket.second - bracket.first) / 2;
}

MeanFieldStep ended_at_noisy_peak(const MeanFieldSystem<double>& system, const MeanFieldPath& path,
                                  const MeanFieldStep& step) {
  const auto rate = [&](const MeanFieldState<double>& state) {
    return noisy_selection_rate(system, state);
  };
  const auto height = [&](const MeanFieldState<double>& state) {
    return least_relevant_softmax(system, state, LabelState::noisy);
  };
  const double before = rate(path.state());
  const double behind = rate(step.end);
  constexpr double visible = 1e-9;  // relative; less is rounding, or two types taking turns
  if (!(before * step.length > visible && behind < 0)) {
    return step;
  }
  const double length = crossing_length(path, step.length, before, behind, rate);
  const MeanFieldStep cut{length, path.after(length)};
  const double ends = std::max(height(path.state()), height(step.end));
  return height(cut.end) > ends * (1 + visible) ? cut : step;
}

}  // namespace benignity
