#include "verify/claims/local_exponents.hpp"

#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace benignity {

void report_local_exponents(const std::string& variable, const PowerLawDecision& decision,
                            double stated, Finding& finding) {
  for (const LocalExponent& local : decision.local) {
    finding.measurements.push_back(
        {fmt::format("local exponent, {} from {:.4g} to {:.4g}", variable, local.from, local.to),
         stated,
         local.mean,
         {stated - local.tolerance, stated + local.tolerance}});
  }
}

std::string bend_of(const PowerLawDecision& decision) {
  std::vector<std::string> exponents;
  for (const LocalExponent& local : decision.local) {
    exponents.push_back(fmt::format("{:.3g}", local.mean));
  }
  return fmt::format("no power within the tolerance: local exponents {}",
                     fmt::join(exponents, ", "));
}

Panel local_exponent_panel(const std::string& variable, const PowerLawDecision& decision,
                           double stated) {
  Series allowed{"allowed", Mark::band, {}, {}, {}};
  Series observed{"observed", Mark::observed, {}, {}, {}};
  Series predicted{"stated", Mark::predicted, {}, {}, {}};
  for (const LocalExponent& local : decision.local) {
    observed.x.push_back(std::sqrt(local.from * local.to));
    observed.y.push_back(local.mean);
    for (const double end : {local.from, local.to}) {
      allowed.x.push_back(end);
      allowed.y.push_back(stated - local.tolerance);
      allowed.y_upper.push_back(stated + local.tolerance);
      predicted.x.push_back(end);
      predicted.y.push_back(stated);
    }
  }
  Panel panel;
  panel.title = "between neighbours";
  panel.x = {variable, Scale::logarithmic, {}, {}};
  panel.y = {"local exponent", Scale::linear, {}, {}};
  panel.series = {allowed, observed, predicted};
  return panel;
}

}  // namespace benignity
