#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "python/bindings.hpp"
#include "python/interruptible.hpp"
#include "reports/json/report_json.hpp"
#include "verify/batteries/run_battery.hpp"
#include "verify/program/jobs.hpp"
#include "verify/program/manifest.hpp"

namespace benignity::python {
namespace {

namespace py = pybind11;

std::string verify_json(const std::string& battery_name, const std::vector<std::string>& globs,
                        const std::optional<std::string>& theorem, std::uint64_t seed,
                        const std::string& jobs) {
  const Battery chosen = !battery_name.empty() ? battery(battery_name)
                         : globs.empty()       ? battery_of_theorem(theorem.value())
                                               : battery_with(globs);
  Report report;
  const int workers = jobs_or_all_cores(jobs);
  run_interruptibly([&](const auto& stop) {
    report = run_battery(chosen, {.seed = seed,
                                  .jobs = workers,
                                  .claim_globs = globs,
                                  .theorem = theorem,
                                  .interrupted = stop,
                                  .progress = {}});
  });
  add_program(report.manifest);
  return report_to_json(report);
}

py::list claim_list() {
  py::list claims;
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    py::dict fields;
    fields["id"] = described.id;
    fields["kind"] = described.kind;
    fields["theorem"] = described.theorem;
    fields["statement"] = described.statement;
    fields["source"] = described.source;
    fields["hypotheses"] = described.hypotheses;
    fields["method"] = described.method;
    claims.append(fields);
  }
  return claims;
}

}  // namespace

void bind_battery(py::module_& module) {
  module.def("verify_json", &verify_json);
  module.def("claims", &claim_list);
}

}  // namespace benignity::python
