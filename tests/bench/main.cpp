#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "sim/lanes/instruction_set.hpp"

namespace benignity::bench {
namespace {

/// The usual table, which also keeps the least seconds of each benchmark for the ratios below it.
class RememberingReporter : public benchmark::ConsoleReporter {
 public:
  RememberingReporter() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred || run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
      const bool wall = run.run_name.time_type == "real_time";
      const auto measured = run.counters.find("least_seconds");
      const double mean = (wall ? run.real_accumulated_time : run.cpu_accumulated_time) /
                          static_cast<double>(run.iterations);
      const double seconds = measured != run.counters.end() ? measured->second.value : mean;
      const auto [at, is_new] = least_.try_emplace(run.run_name.str(), seconds);
      if (!is_new) at->second = std::min(at->second, seconds);
      for (const auto& [counter, value] : run.counters) {
        double& kept = counters_[run.run_name.str() + " " + counter];
        kept = std::max(kept, value.value);
      }
    }
    ConsoleReporter::ReportRuns(runs);
  }

  /// What is asked of the kernels beside what they did, where both sides were run.
  void print_targets() const {
    std::printf("\nWhat must hold, least time of each cell (instruction set %s)\n",
                std::string(name(instruction_set())).c_str());
    at_most("gram, double, nT = 160: us a step", 1e6, "gram/double/nT:160", 5);
    counter_at_least("  the larger of bytes/bandwidth and flops/peak over the step",
                     "gram/double/nT:160 share_of_roof", 1 / 1.6);
    ratio_at_least("naive / dense at d = 2000", "naive/double/d:2000", "dense/double/d:2000", 12);
    ratio_at_least("dense at d = 2000 / gram", "dense/double/d:2000", "gram/double/nT:160", 400);
    ratio_at_least("naive at d = 2000 / gram", "naive/double/d:2000", "gram/double/nT:160", 1e4);
    at_most("set-up of sampled, nT = 160: ms", 1e3, "set_up/sampled/nT:160", 2);
    at_most("1000 steps with the test law: ms", 1e3, "run/sampled/1000_steps", 4);
    at_most("gram, 50 digits, nT = 160: s for 1000 steps", 1e3, "gram/50/nT:160", 12);
    counter_at_least("gram, double, nT = 4096, every core: share of memory bandwidth",
                     "gram/double/every_core/nT:4096/real_time share_of_roof", 0.6);
  }

 private:
  static void line(const char* what, double value, const char* relation, double bound, bool holds) {
    std::printf("  %-64s %10.3g  must be %s %.3g  %s\n", what, value, relation, bound,
                holds ? "holds" : "FAILS");
  }
  void at_most(const char* what, double scale, const char* cell, double bound) const {
    const auto found = least_.find(cell);
    if (found == least_.end()) return;
    const double value = scale * found->second;
    line(what, value, "<=", bound, value <= bound);
  }
  void ratio_at_least(const char* what, const char* over, const char* under, double bound) const {
    const auto above = least_.find(over);
    const auto below = least_.find(under);
    if (above == least_.end() || below == least_.end()) return;
    const double ratio = above->second / below->second;
    line(what, ratio, ">=", bound, ratio >= bound);
  }
  void counter_at_least(const char* what, const char* counter, double bound) const {
    const auto found = counters_.find(counter);
    if (found == counters_.end()) return;
    line(what, found->second, ">=", bound, found->second >= bound);
  }

  std::map<std::string, double> least_;
  std::map<std::string, double> counters_;
};

/// The words, and --benchmark_out beside the program where the user gave none.
std::vector<std::string> words_with_output(int count, char** words) {
  std::vector<std::string> all(words, words + count);
  const bool given = std::any_of(all.begin(), all.end(), [](const std::string& word) {
    return word.starts_with("--benchmark_out=");
  });
  if (!given) all.push_back("--benchmark_out=" + all.front() + ".json");
  return all;
}

/// As `benignity` does: a run allocates the same matrices again as the run before.
void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

int run(int count, char** words) {
  keep_freed_memory();
  std::vector<std::string> all = words_with_output(count, words);
  std::vector<char*> pointers;
  for (std::string& word : all) pointers.push_back(word.data());
  auto given = static_cast<int>(pointers.size());
  pointers.push_back(nullptr);
  benchmark::Initialize(&given, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(given, pointers.data())) return 2;
  benchmark::AddCustomContext("instruction_set", std::string(name(instruction_set())));
  RememberingReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_targets();
  return 0;
}

}  // namespace
}  // namespace benignity::bench

int main(int count, char** words) { return benignity::bench::run(count, words); }
