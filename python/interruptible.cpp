#include "python/interruptible.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include <pybind11/pybind11.h>

namespace benignity::python {

void run_interruptibly(const std::function<void(const std::atomic<bool>& stop)>& work) {
  std::atomic<bool> stop = false;
  std::mutex mutex;
  std::condition_variable ended;
  bool is_done = false;
  std::exception_ptr failure;
  std::thread worker([&] {
    try {
      work(stop);
    } catch (...) {
      failure = std::current_exception();
    }
    const std::lock_guard lock(mutex);
    is_done = true;
    ended.notify_one();
  });
  bool raised = false;
  const auto wait = [&] {
    const pybind11::gil_scoped_release release;
    std::unique_lock lock(mutex);
    return ended.wait_for(lock, std::chrono::milliseconds(50), [&] { return is_done; });
  };
  while (!wait()) {
    if (!raised && PyErr_CheckSignals() != 0) {
      raised = true;
      stop = true;
    }
  }
  worker.join();
  if (raised) throw pybind11::error_already_set();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace benignity::python
