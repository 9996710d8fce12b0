#include "theory/optimisers/decay_states.hpp"

#include <algorithm>
#include <cmath>

#include "theory/mean_field/equations.hpp"
#include "theory/mean_field/equivalent.hpp"

namespace benignity {
namespace {

/// Neighbouring S of the branch: fine enough for the maximum of omega, which is flat.
constexpr double grid_factor = 1.08;
constexpr int grid_size = 160;

/// The branch b = S C(b) of (O.3), followed from S = 0 up.
class DecayBranch {
 public:
  explicit DecayBranch(const Parameters& parameters)
      : parameters_(parameters), system_(mean_field_system<double>(parameters)), state_{} {}

  /// Relaxes db = S C(b) - b from the state of the last S. Its Jacobian's largest entries are of
  /// order S (kappa + 1) g/4, which bounds the step.
  void move_to(double scale) {
    scale_ = scale;
    const double step = 1 / (1 + scale * (system_.kappa + 1) * system_.head_value);
    for (int i = 0; i < 100'000; ++i) {
      const MeanFieldState<double> rate = mean_field_rate(system_, state_);
      double moved = 0;
      double size = 0;
      for (std::size_t k = 0; k < state_.size(); ++k) {
        const double off = scale * rate[k] - state_[k];
        state_[k] += step * off;
        moved = std::max(moved, std::abs(off));
        size = std::max(size, std::abs(state_[k]));
      }
      if (moved <= 1e-9 * size) return;
    }
  }

  [[nodiscard]] DecayState seen() const {
    const MeanFieldState<double> rate = mean_field_rate(system_, state_);
    const SignalLogits<double> drive = signal_logits(system_, rate);  // kappa u
    double squares = 0;
    for (const SampleType type : sample_types) {
      for (const TokenKind kind : token_kinds) {
        const double c = rate[state_index(type, kind)];
        squares += system_.layout.weight[index_of(type)] *
                   system_.layout.multiplicity[index_of(kind)] * c * c;
      }
    }
    const double kappa = system_.kappa;
    const double norm =
        parameters_.signal_norm *
        std::sqrt((drive.plus * drive.plus + drive.minus * drive.minus) / (kappa * kappa) +
                  squares / kappa);
    // s = S n/(sigma_eps^2 d) = S kappa/|mu|^2, and |p|^2 = |w| = s omega.
    DecayState state{
        norm, scale_ * kappa / (parameters_.signal_norm * parameters_.signal_norm) * norm, {}};
    const SignalLogits<double> logits = signal_logits(system_, state_);
    for (const SampleType type : sample_types) {
      state.relevant_softmax[index_of(type)] =
          sample_attention(system_, state_, logits, type).softmax[0];
    }
    return state;
  }

 private:
  Parameters parameters_;
  MeanFieldSystem<double> system_;
  MeanFieldState<double> state_;
  double scale_ = 0;
};

Parameters without_decay(Parameters parameters) {
  parameters.weight_decay = 0;
  return mean_field_equivalent(parameters).plain;
}

}  // namespace

DecayEdges decay_edges(const Parameters& parameters) {
  DecayBranch branch(without_decay(parameters));
  DecayEdges edges{branch.seen().decay, branch.seen().decay};
  double scale = 0.01;
  for (int i = 0; i < grid_size; ++i, scale *= grid_factor) {
    branch.move_to(scale);
    const double decay = branch.seen().decay;
    if (decay < edges.zero && edges.collapse > edges.zero) break;  // past the maximum
    edges.collapse = std::max(edges.collapse, decay);
  }
  return edges;
}

std::optional<DecayState> trained_state(const Parameters& parameters, double decay) {
  const double collapse = decay_edges(parameters).collapse;
  if (!(decay < collapse)) return std::nullopt;
  DecayBranch branch(without_decay(parameters));
  double scale = 0.01;
  bool is_past = false;  // of the maximum, where the stable side begins
  for (int i = 0; i < grid_size; ++i, scale *= grid_factor) {
    branch.move_to(scale);
    const double seen = branch.seen().decay;
    is_past = is_past || seen >= collapse * (1 - 1e-9);
    if (!is_past || seen > decay) continue;
    double lower = scale / grid_factor;
    double upper = scale;
    for (int halving = 0; halving < 30; ++halving) {
      const double middle = std::sqrt(lower * upper);
      branch.move_to(middle);
      (branch.seen().decay > decay ? lower : upper) = middle;
    }
    return branch.seen();
  }
  return std::nullopt;
}

}  // namespace benignity
