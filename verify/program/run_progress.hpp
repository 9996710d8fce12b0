#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace benignity {

/// How far a run is, on stderr, from a thread of its own while it exists: on a terminal one line
/// that is rewritten, elsewhere a plain line every ten seconds. A run of two seconds says nothing.
class RunProgress {
 public:
  /// `what` is under way; `reached` counts steps up to `steps`, and outlives this.
  RunProgress(const char* what, const std::atomic<double>& reached, double steps);
  ~RunProgress();
  RunProgress(const RunProgress&) = delete;
  RunProgress& operator=(const RunProgress&) = delete;

 private:
  void tell_until_ended();

  const char* what_;
  const std::atomic<double>& reached_;
  double steps_;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool ended_ = false;
  std::thread teller_;
};

}  // namespace benignity
