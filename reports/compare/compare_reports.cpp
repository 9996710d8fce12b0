#include <algorithm>
#include <set>

#include "reports/compare/compare_claims.hpp"
#include "reports/compare/comparison.hpp"

namespace benignity {
namespace {

std::string library_list(const Manifest& manifest) {
  std::string list;
  for (const NamedText& library : manifest.libraries) {
    list += (list.empty() ? "" : ", ") + library.name + " " + library.text;
  }
  return list;
}

/// Fields that decide the bits of a result, given the source.
std::vector<ManifestDifference> build_differences(const Manifest& before, const Manifest& after) {
  std::vector<ManifestDifference> differences;
  const auto compare = [&](const char* field, const std::string& old_text,
                           const std::string& new_text) {
    if (old_text != new_text) differences.push_back({field, old_text, new_text});
  };
  compare("compiler", before.compiler, after.compiler);
  compare("flags", before.flags, after.flags);
  compare("instruction set", before.instruction_set, after.instruction_set);
  compare("CPU", before.cpu, after.cpu);
  compare("libraries", library_list(before), library_list(after));
  return differences;
}

const ClaimResult* find(const Report& report, const std::string& id) {
  const auto found = std::find_if(report.claims.begin(), report.claims.end(),
                                  [&](const ClaimResult& claim) { return claim.id == id; });
  return found == report.claims.end() ? nullptr : &*found;
}

bool is_missing(const Report& report, const std::string& id) {
  return std::find(report.missing.begin(), report.missing.end(), id) != report.missing.end();
}

bool declares(const Report& report, const std::string& id) {
  return find(report, id) != nullptr || is_missing(report, id);
}

std::vector<std::string> every_id(const Report& before, const Report& after) {
  std::vector<std::string> ids;
  std::set<std::string> known;
  const auto add = [&](const std::string& id) {
    if (known.insert(id).second) ids.push_back(id);
  };
  for (const Report* report : {&before, &after}) {
    for (const ClaimResult& claim : report->claims) add(claim.id);
    for (const std::string& id : report->missing) add(id);
  }
  return ids;
}

ClaimComparison compare_one(const std::string& id, const Report& before, const Report& after,
                            Likeness likeness) {
  const ClaimResult* const old_claim = find(before, id);
  const ClaimResult* const new_claim = find(after, id);
  if (old_claim != nullptr && new_claim != nullptr) {
    return compare_claims(*old_claim, *new_claim, likeness);
  }
  ClaimComparison result;
  result.id = id;
  if (old_claim != nullptr) result.before = old_claim->verdict;
  if (new_claim != nullptr) result.after = new_claim->verdict;
  if (is_missing(before, id) || is_missing(after, id)) {
    result.change = ClaimChange::missing;
    result.reasons = {is_missing(after, id) ? "not run: the new report was interrupted"
                                            : "not run: the old report was interrupted"};
  } else if (old_claim != nullptr) {
    result.change = ClaimChange::removed;
    result.reasons = {"only the old report holds it"};
  } else {
    result.change = ClaimChange::added;
    result.reasons = {"only the new report holds it"};
  }
  return result;
}

}  // namespace

std::string_view name(ClaimChange change) {
  switch (change) {
    case ClaimChange::unchanged:
      return "unchanged";
    case ClaimChange::changed:
      return "changed";
    case ClaimChange::added:
      return "added";
    case ClaimChange::removed:
      return "removed";
    case ClaimChange::missing:
      break;
  }
  return "missing";
}

std::size_t Comparison::count(ClaimChange change) const {
  return static_cast<std::size_t>(
      std::count_if(claims.begin(), claims.end(),
                    [&](const ClaimComparison& claim) { return claim.change == change; }));
}

bool Comparison::unchanged() const { return count(ClaimChange::unchanged) == claims.size(); }

Comparison compare_reports(const Report& before, const Report& after, ComparedClaims asked) {
  Comparison comparison;
  const bool same_battery = before.battery == after.battery;
  const bool same_seed = before.manifest.seed == after.manifest.seed;
  std::vector<ManifestDifference> build = build_differences(before.manifest, after.manifest);
  if (!same_battery || !same_seed) {
    comparison.likeness = Likeness::other_draws;
  } else if (!build.empty()) {
    comparison.likeness = Likeness::same_draws;
  }

  const auto note = [&](const char* field, const std::string& old_text,
                        const std::string& new_text) {
    if (old_text != new_text) comparison.manifest.push_back({field, old_text, new_text});
  };
  note("battery", before.battery, after.battery);
  note("seed", std::to_string(before.manifest.seed), std::to_string(after.manifest.seed));
  note("version", before.manifest.version, after.manifest.version);
  note("commit", before.manifest.commit, after.manifest.commit);
  comparison.manifest.insert(comparison.manifest.end(), build.begin(), build.end());

  for (const std::string& id : every_id(before, after)) {
    const bool of_old = declares(before, id);
    const bool in_both = of_old && declares(after, id);
    if (!in_both && (asked == ComparedClaims::common || !(of_old || same_battery))) {
      ++comparison.left_out;
      continue;
    }
    comparison.common += find(before, id) != nullptr && find(after, id) != nullptr ? 1 : 0;
    comparison.claims.push_back(compare_one(id, before, after, comparison.likeness));
  }
  return comparison;
}

}  // namespace benignity
