#pragma once

#include <string>
#include <vector>

#include "reports/figures/draw.hpp"
#include "verify/result/report.hpp"

namespace benignity {

/// What is found beyond a published statement, and the claim that puts it on trial.
struct SharperFinding {
  std::string text;
  std::string claim;
};

/// What the page says of a theorem beside its claims.
struct TheoremText {
  std::string name;  ///< as ClaimResult::theorem has it
  std::string title;
  std::string source;
  std::vector<SharperFinding> sharper;
};

/// The figures of all claims, in the order of the claims.
[[nodiscard]] std::vector<Figure> figures_of(const Report& report);

/// The report as one HTML file that asks for nothing else: no network, no font; its content
/// security policy forbids them, and every script but the page's own, by hash, which searches and
/// which the page can do without. What is sharper than published, with the verdicts of this report;
/// verdicts counted and filtered; claims by theorem and kind, each with statement (formulas in
/// MathML), hypotheses, method, settings, source, numbers, picture (and both as files) and replay
/// line (those that did not pass are open); claims not run; the manifest. Light and dark as the
/// reader's system, down to 320 pixels wide, by keyboard, in print. Texts are escaped, their
/// control characters replaced. `pictures` are draw(figures_of(report)).
[[nodiscard]] std::string report_html(const Report& report, const std::vector<Picture>& pictures,
                                      const std::vector<TheoremText>& theorems = {});

}  // namespace benignity
