#pragma once

#include <atomic>

namespace benignity {

/// How another thread looks at a run and ends it early. What both flags point to outlives the run.
struct RunWatch {
  const std::atomic<bool>* stop = nullptr;  ///< once true, the present step is the last one
  std::atomic<double>* reached = nullptr;   ///< the steps done so far

  /// Tells that `step` is done; whether the run is to end here.
  [[nodiscard]] bool ends_at(double step) const {
    if (reached != nullptr) reached->store(step, std::memory_order_relaxed);
    return stop != nullptr && stop->load(std::memory_order_relaxed);
  }
};

}  // namespace benignity
