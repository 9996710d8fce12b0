#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "verify/experiments/cell_outcome.hpp"

namespace benignity {

/// The outcome of the cell at this index of the plan.
struct FinishedCell {
  std::size_t cell = 0;
  CellOutcome outcome;
};

/// Who computes cells for the one thread that owns the store; that thread makes every call.
class Workers {
 public:
  Workers() = default;
  virtual ~Workers() = default;
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Cells that may be under way together.
  [[nodiscard]] virtual std::size_t capacity() const = 0;

  /// Starts a cell; fewer than capacity() are under way.
  virtual void start(std::size_t cell) = 0;

  /// A cell that is done, in no particular order; nothing where none is within `patience`. Rethrows
  /// what a cell threw.
  [[nodiscard]] virtual std::optional<FinishedCell> finished(
      std::chrono::milliseconds patience) = 0;
};

}  // namespace benignity
