#include "reports/compare/history.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

std::size_t turns_of(const ClaimHistory& claim) {
  std::size_t turns = 0;
  std::optional<Verdict> last;
  for (const std::optional<Verdict>& verdict : claim.verdicts) {
    if (verdict && last && *verdict != *last) ++turns;
    if (verdict) last = verdict;
  }
  return turns;
}

/// "0.98 to 1, last 0.99"; "-" where nothing was measured.
std::string range_text(const ClaimHistory& claim) {
  double least = std::numeric_limits<double>::infinity();
  double largest = -least;
  double last = std::numeric_limits<double>::quiet_NaN();
  for (const double value : claim.observed) {
    if (std::isnan(value)) continue;
    least = std::min(least, value);
    largest = std::max(largest, value);
    last = value;
  }
  const auto glance = [](double value) { return number_text(value, Digits::glance); };
  return std::isnan(last)
             ? "-"
             : fmt::format("{} to {}, last {}", glance(least), glance(largest), glance(last));
}

/// RFC 4180: quoted, quotes doubled.
std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char letter : printable(text)) {
    cell += letter;
    if (letter == '"') cell += letter;
  }
  return cell + "\"";
}

}  // namespace

std::size_t History::turned() const {
  return static_cast<std::size_t>(std::count_if(
      claims.begin(), claims.end(), [](const ClaimHistory& claim) { return claim.turns > 0; }));
}

History history_of(std::vector<PastRun> runs) {
  std::sort(runs.begin(), runs.end(), [](const PastRun& one, const PastRun& other) {
    return std::tie(one.report.manifest.started, one.name) <
           std::tie(other.report.manifest.started, other.name);
  });
  History history{.runs = std::move(runs), .claims = {}};
  std::map<std::string, std::size_t> place;
  for (std::size_t run = 0; run < history.runs.size(); ++run) {
    for (const ClaimResult& result : history.runs[run].report.claims) {
      const auto [known, is_new] = place.emplace(result.id, history.claims.size());
      if (is_new) {
        ClaimHistory& added = history.claims.emplace_back();
        added.id = result.id;
        added.verdicts.resize(history.runs.size());
        added.observed.resize(history.runs.size(), std::numeric_limits<double>::quiet_NaN());
      }
      ClaimHistory& claim = history.claims[known->second];
      claim.verdicts[run] = result.verdict;
      if (result.measurements.empty()) continue;
      claim.quantity = result.measurements.front().quantity;
      claim.observed[run] = result.measurements.front().observed;
      claim.accept = result.measurements.front().accept;
    }
  }
  for (ClaimHistory& claim : history.claims) claim.turns = turns_of(claim);
  return history;
}

std::vector<const ClaimHistory*> turned_first(const History& history) {
  std::vector<const ClaimHistory*> ordered;
  for (const ClaimHistory& claim : history.claims) ordered.push_back(&claim);
  std::stable_partition(ordered.begin(), ordered.end(),
                        [](const ClaimHistory* claim) { return claim->turns > 0; });
  return ordered;
}

std::string verdicts_in_a_row(const ClaimHistory& claim) {
  std::string text;
  std::optional<Verdict> current;
  std::size_t count = 0;
  const auto close = [&] {
    if (current) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name(*current), count);
  };
  for (const std::optional<Verdict>& verdict : claim.verdicts) {
    if (!verdict) continue;
    if (current != verdict) {
      close();
      current = verdict;
      count = 0;
    }
    ++count;
  }
  close();
  return text;
}

std::string history_table(const History& history) {
  const std::vector<const ClaimHistory*> ordered = turned_first(history);
  std::size_t id_width = std::string_view("claim").size();
  std::size_t verdict_width = std::string_view("verdicts, runs in a row").size();
  for (const ClaimHistory& claim : history.claims) {
    id_width = std::max(id_width, columns(printable(claim.id)));
    verdict_width = std::max(verdict_width, columns(verdicts_in_a_row(claim)));
  }
  const auto line = [&](std::string_view turns, std::string_view id, std::string_view verdicts,
                        std::string_view observed) {
    return fmt::format("{}  {}  {}  {}\n", right_aligned(turns, 5), left_aligned(id, id_width),
                       left_aligned(verdicts, verdict_width), observed);
  };
  std::string text = line("turns", "claim", "verdicts, runs in a row", "observed");
  for (const ClaimHistory* claim : ordered) {
    text += line(std::to_string(claim->turns), printable(claim->id), verdicts_in_a_row(*claim),
                 range_text(*claim));
  }
  const std::size_t claims = history.claims.size();
  return text + fmt::format("\n{} reports, {} {}: {} steady, {} turned\n", history.runs.size(),
                            claims, claims == 1 ? "claim" : "claims", claims - history.turned(),
                            history.turned());
}

std::string history_csv(const History& history) {
  std::string text = "run,started,commit,battery,seed,claim,verdict,quantity,observed\n";
  for (std::size_t run = 0; run < history.runs.size(); ++run) {
    const Report& report = history.runs[run].report;
    for (const ClaimHistory& claim : history.claims) {
      if (!claim.verdicts[run]) continue;
      const double observed = claim.observed[run];
      text += fmt::format(
          "{},{},{},{},{},{},{},{},{}\n", csv_cell(history.runs[run].name),
          csv_cell(report.manifest.started), csv_cell(report.manifest.commit),
          csv_cell(report.battery), report.manifest.seed, csv_cell(claim.id),
          name(*claim.verdicts[run]), csv_cell(claim.quantity),
          std::isnan(observed) ? std::string() : number_text(observed, Digits::round_trip));
    }
  }
  return text;
}

}  // namespace benignity
