#pragma once

#include <cstdint>
#include <span>

#include "sim/data/labels.hpp"
#include "sim/model/matrix.hpp"
#include "sim/random/stream.hpp"
#include "theory/setting/token_law.hpp"

namespace benignity {

/// Coordinates of a token's signal part in units of mu_+1 and mu_-1; each is 1, rho or 0.
struct SignalPart {
  double plus = 0;
  double minus = 0;
};

/// Of two classes: signal part of token t (from 0) of a sample with true label `truth`: t = 0 is
/// the relevant token mu_{Y*}, then come the confusing tokens rho mu_{-Y*}, the aligned ones rho
/// mu_{Y*}, the irrelevant ones. [paper] data item 3; the order is [convention].
[[nodiscard]] SignalPart signal_part(const TokenLaw& law, int truth, std::int64_t token);

/// Explicit training data, in double. mu_k = |mu| e_k, k = 0 for label +1 and 1 for -1, which loses
/// no generality for Gaussian noise and weights.
struct TrainingSet {
  Labels labels;
  /// (nT + C) x d: the tokens, sample after sample, then mu of every class as passive rows.
  RowMatrix<double> rows;
};

/// Token `token` (from 0) of a sample of that class, d coordinates: its signal part and noise from
/// the stream of the address.
void draw_token(const TokenLaw& law, const StreamAddress& address, std::int64_t class_number,
                std::int64_t token, std::span<double> to);

/// Draws the training set of theory/README.md section 1. Each token's noise is a stream of its own,
/// (train_noise, sample, token), so that a longer sample or a larger d extends a data set and
/// leaves what was drawn before as it was. Needs d >= C (orthogonal signals); throws
/// InvalidInput otherwise.
[[nodiscard]] TrainingSet draw_training_set(const TokenLaw& law, std::uint64_t seed,
                                            std::uint64_t replicate);

}  // namespace benignity
