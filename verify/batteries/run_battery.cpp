#include "verify/batteries/run_battery.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>

#include <fnmatch.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include "theory/invalid_input.hpp"
#include "verify/claims/data/claims.hpp"
#include "verify/claims/recorded_settings.hpp"
#include "verify/statistics/holm.hpp"

namespace benignity {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

bool matches(const Claim& claim, const std::string& glob) {
  return fnmatch(glob.c_str(), claim.description.id.c_str(), 0) == 0;
}

/// What may be chosen from: the battery, or its claims of one theorem.
std::vector<Claim> offered(const Battery& battery, const std::optional<std::string>& theorem) {
  if (!theorem) return battery.claims;
  std::vector<Claim> claims = claims_of(*theorem, battery.claims);
  if (claims.empty()) {
    throw InvalidInput("theorem", *theorem, "one with claims in battery " + battery.name);
  }
  return claims;
}

std::vector<Claim> selected(const Battery& battery, const BatteryRun& run) {
  std::vector<Claim> claims = offered(battery, run.theorem);
  const std::vector<std::string>& globs = run.claim_globs;
  if (globs.empty()) return claims;
  const std::string owner = run.theorem ? " and theorem " + *run.theorem : "";
  for (const std::string& glob : globs) {
    if (std::none_of(claims.begin(), claims.end(),
                     [&](const Claim& claim) { return matches(claim, glob); })) {
      throw InvalidInput("claim", glob,
                         "the id of a claim of battery " + battery.name + owner +
                             " or a pattern that matches one (benignity claims lists them)");
    }
  }
  std::vector<Claim> chosen;
  for (const Claim& claim : claims) {
    if (std::any_of(globs.begin(), globs.end(),
                    [&](const std::string& glob) { return matches(claim, glob); })) {
      chosen.push_back(claim);
    }
  }
  return chosen;
}

ClaimResult described(const Claim& claim, const Battery& battery, std::uint64_t seed) {
  const ClaimDescription& description = claim.description;
  ClaimResult result;
  result.id = description.id;
  result.statement = description.statement;
  result.source = description.source;
  result.kind = description.kind;
  result.theorem = description.theorem;
  result.hypotheses = description.hypotheses;
  result.method = description.method;
  result.expected = description.expected;
  result.engine = description.engine;
  result.precision = description.precision;
  result.seeds = "seed " + std::to_string(seed);
  const std::string selection =
      battery.selection.empty() ? "--battery " + battery.name : battery.selection;
  result.replay = "benignity verify " + selection + " --claim '" + description.id + "' --seed " +
                  std::to_string(seed);
  return result;
}

/// Holm's correction over the battery must not break on the p-value of one claim.
void require_probability(std::optional<StatisticalTest>& test) {
  if (!test || (test->p_false_alarm >= 0 && test->p_false_alarm <= 1)) return;
  const std::string value = std::to_string(test->p_false_alarm);
  test.reset();
  throw std::domain_error("the claim's p-value is " + value + ", but must be in [0, 1]");
}

/// Empty where the claim was interrupted.
std::optional<ClaimResult> checked(const Claim& claim, const Battery& battery,
                                   ClaimContext context) {
  RecordedSettings settings;
  context.settings = &settings;
  ClaimResult result = described(claim, battery, context.seed);
  const Clock::time_point start = Clock::now();
  try {
    Finding finding = claim.check(context);
    result.verdict = finding.verdict;
    result.explanation = std::move(finding.explanation);
    result.margins = std::move(finding.margins);
    result.measurements = std::move(finding.measurements);
    result.test = std::move(finding.test);
    result.replicates = finding.replicates;
    result.figures = std::move(finding.figures);
    require_probability(result.test);
  } catch (const Interrupted&) {
    return std::nullopt;
  } catch (const std::exception& error) {
    result.verdict = Verdict::error;
    result.explanation = error.what();
  }
  result.settings = settings.texts();
  for (Figure& figure : result.figures) {
    if (figure.setting.empty()) figure.setting = settings.line();
  }
  result.wall_seconds = seconds_since(start);
  return result;
}

/// Holm's correction within each theorem's family. A p that was never tested (its claim was not
/// run, or broke, or was out of its regime) counts in the family as 1, so that a claim alone is
/// judged no less strictly than in company. A rejection overrides every other verdict: INCONCLUSIVE
/// at the claim's first look may be FAIL at the level that the step-down leaves it.
void apply_holm(std::vector<ClaimResult*> results, std::size_t family_size) {
  std::vector<double> p_values;
  for (const ClaimResult* result : results) p_values.push_back(result->test->p_false_alarm);
  const std::vector<double> adjusted = holm_adjusted(p_values, family_size);
  for (std::size_t i = 0; i < results.size(); ++i) {
    results[i]->test->p_adjusted = adjusted[i];
    if (adjusted[i] <= family_error) results[i]->verdict = Verdict::fail;
  }
}

}  // namespace

Report run_battery(const Battery& battery, const BatteryRun& run) {
  const std::vector<Claim> claims = selected(battery, run);
  require_data_of(claims);
  const Clock::time_point start = Clock::now();
  const auto context_of = [&](const Claim& claim) {
    const std::size_t family = battery.family_size(claim.description.theorem);
    const double share = family_error / static_cast<double>(std::max<std::size_t>(family, 1));
    return ClaimContext{run.seed, share, run.interrupted};
  };

  std::vector<std::optional<ClaimResult>> finished(claims.size());
  std::mutex progress_mutex;
  std::size_t finished_count = 0;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(run.jobs));
  tbb::task_arena arena(run.jobs);
  arena.execute([&] {
    // Claims are started in order by `jobs` runners that each take the next one: the long ones
    // first.
    std::atomic<std::size_t> next{0};
    tbb::task_group runners;
    for (int runner = 0; runner < run.jobs; ++runner) {
      runners.run([&] {
        for (std::size_t index = next++; index < claims.size(); index = next++) {
          if (run.interrupted) return;
          finished[index] = checked(claims[index], battery, context_of(claims[index]));
          if (!finished[index]) return;
          const std::lock_guard<std::mutex> lock(progress_mutex);
          ++finished_count;
          if (run.progress) run.progress(*finished[index], finished_count, claims.size());
        }
      });
    }
    runners.wait();
  });

  Report report;
  report.battery = battery.name;
  report.family_error = family_error;
  report.claims.reserve(claims.size());  // `tested` points into it
  std::map<std::string, std::vector<ClaimResult*>> tested;
  for (std::size_t index = 0; index < claims.size(); ++index) {
    const ClaimDescription& description = claims[index].description;
    if (!finished[index]) {
      report.missing.push_back(description.id);
      continue;
    }
    report.claims.push_back(std::move(*finished[index]));
    if (report.claims.back().test) tested[description.theorem].push_back(&report.claims.back());
  }
  for (auto& [theorem, results] : tested) {
    apply_holm(std::move(results), battery.family_size(theorem));
  }
  report.manifest.seed = run.seed;
  report.manifest.jobs = run.jobs;
  report.manifest.wall_seconds = seconds_since(start);
  return report;
}

}  // namespace benignity
