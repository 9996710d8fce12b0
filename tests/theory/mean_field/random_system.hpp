#pragma once

#include <cmath>

#include <rapidcheck.h>

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// Any token layout and any class shares, some of them 0; kappa from e^-3 to e^6.
inline MeanFieldSystem<double> random_system() {
  MeanFieldSystem<double> system{};
  double total = 0;
  for (double& weight : system.layout.weight) {
    weight = *rc::gen::inRange(0, 6);
    total += weight;
  }
  if (total == 0) {
    total = system.layout.weight[0] = 1;
  }
  for (double& weight : system.layout.weight) {
    weight /= total;
  }
  system.layout.multiplicity[0] = 1;
  for (std::size_t kind = 1; kind < 4; ++kind) {
    system.layout.multiplicity[kind] = *rc::gen::inRange(0, 4);
  }
  if (system.layout.tokens() < 2) {
    system.layout.multiplicity[index_of(TokenKind::irrelevant)] = 1;
  }
  system.layout.weak_signal = *rc::gen::inRange(0, 11) / 10.0;
  system.kappa = std::exp(*rc::gen::inRange(-30, 60) / 10.0);
  system.head_value = *rc::gen::inRange(1, 40) / 10.0;
  return system;
}

/// Logits up to `largest` on the unknowns present, their sum over each sample's tokens 0.
inline MeanFieldState<double> random_state(const MeanFieldSystem<double>& system, int largest) {
  MeanFieldState<double> state{};
  for (const SampleType type : sample_types) {
    double sum = 0;
    for (const TokenKind kind : token_kinds) {
      if (kind != TokenKind::relevant && system.layout.holds(type) && system.layout.holds(kind)) {
        state[state_index(type, kind)] = *rc::gen::inRange(-100 * largest, 100 * largest) / 100.0;
        sum += system.layout.multiplicity[index_of(kind)] * state[state_index(type, kind)];
      }
    }
    state[state_index(type, TokenKind::relevant)] = -sum;
  }
  return state;
}

}  // namespace benignity
