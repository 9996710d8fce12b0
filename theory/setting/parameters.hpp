#pragma once

#include "theory/setting/model.hpp"
#include "theory/setting/reading.hpp"
#include "theory/setting/token_law.hpp"
#include "theory/setting/training.hpp"

namespace benignity {

/// The setting of the theorem, theory/README.md section 1. The defaults are the paper's benign
/// setting. Values are kept as the user gave them; every function of them is templated on the
/// scalar it computes in and converts them exactly. Who needs one part takes that part; here are
/// the defaults that take several.
struct Parameters : TokenLaw, Model, Training, Reading {
  [[nodiscard]] double head_norm() const;            ///< default 1/|mu|
  [[nodiscard]] double init_weight_std() const;      ///< default 1/sqrt(3d); 1/sqrt(d) for W = I
  [[nodiscard]] double target_gap() const;           ///< default log(T-1), for T = 2 log 2
  [[nodiscard]] std::int64_t key_dimension() const;  ///< default min(d, 64)
  [[nodiscard]] std::int64_t batch_size() const;     ///< default n, the full batch
};

/// Throws InvalidInput that names the first key outside its range: integers below their minimum,
/// tokens that do not fit, label_noise outside [0, 1), non-finite values, and magnitudes outside
/// [1e-60, 1e60], which keep every formula of the theory inside the range of double; then what keys
/// must be together: something trains and can move, a batch fits, a decay leaves a positive factor.
void validate(const Parameters& parameters);

}  // namespace benignity
