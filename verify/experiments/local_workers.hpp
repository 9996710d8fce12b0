#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <vector>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include "verify/experiments/workers.hpp"

namespace benignity {

/// Threads of this process. The destructor waits for the cells under way.
class LocalWorkers : public Workers {
 public:
  /// `cells` outlives the workers; jobs >= 1.
  LocalWorkers(const std::vector<RunSettings>& cells, int jobs);
  ~LocalWorkers() override;

  [[nodiscard]] std::size_t capacity() const override { return jobs_; }
  void start(std::size_t cell) override;
  [[nodiscard]] std::optional<FinishedCell> finished(std::chrono::milliseconds patience) override;

 private:
  void compute(std::size_t cell);

  const std::vector<RunSettings>& cells_;
  std::size_t jobs_;
  std::mutex mutex_;
  std::condition_variable arrival_;
  std::deque<FinishedCell> finished_;
  std::exception_ptr failure_;
  std::size_t under_way_ = 0;
  tbb::global_control threads_;
  tbb::task_arena arena_;
};

}  // namespace benignity
