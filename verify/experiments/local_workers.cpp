#include "verify/experiments/local_workers.hpp"

#include <utility>

namespace benignity {

// oneTBB counts the thread that gives out the cells, which itself computes none.
LocalWorkers::LocalWorkers(const std::vector<RunSettings>& cells, int jobs)
    : cells_(cells),
      jobs_(static_cast<std::size_t>(jobs)),
      threads_(tbb::global_control::max_allowed_parallelism, jobs_ + 1),
      arena_(jobs, 0) {}

// A task that outlived the object would write into freed memory.
LocalWorkers::~LocalWorkers() {
  std::unique_lock<std::mutex> lock(mutex_);
  arrival_.wait(lock, [this] { return under_way_ == 0; });
}

void LocalWorkers::start(std::size_t cell) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++under_way_;
  arena_.enqueue([this, cell] { compute(cell); });
}

void LocalWorkers::compute(std::size_t cell) {
  FinishedCell result{cell, {}};
  std::exception_ptr failure;
  try {
    result.outcome = run_cell(cells_[cell]);
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  --under_way_;
  if (failure) {
    failure_ = failure;
  } else {
    finished_.push_back(std::move(result));
  }
  arrival_.notify_all();
}

std::optional<FinishedCell> LocalWorkers::finished(std::chrono::milliseconds patience) {
  std::unique_lock<std::mutex> lock(mutex_);
  arrival_.wait_for(lock, patience, [this] { return failure_ || !finished_.empty(); });
  if (failure_) std::rethrow_exception(failure_);
  if (finished_.empty()) return std::nullopt;
  FinishedCell result = std::move(finished_.front());
  finished_.pop_front();
  return result;
}

}  // namespace benignity
