#include "reports/html/report_html.hpp"

#include <cstddef>

#include <fmt/core.h>

#include "reports/claim_text.hpp"
#include "reports/html/page_parts.hpp"

namespace benignity {
namespace {

std::string choice(std::string_view value, std::string_view label, std::string_view checked) {
  return fmt::format("<label><input type=\"radio\" name=\"show\" value=\"{}\"{}> {}</label>\n",
                     value, checked, label);
}

std::string verdict_filter(const Report& report) {
  std::string choices = choice(
      "all",
      fmt::format("{} {}", report.claims.size(), report.claims.size() == 1 ? "claim" : "claims"),
      " checked");
  for (const Verdict verdict : every_verdict) {
    const std::size_t count = verdict_count(report, verdict);
    if (count > 0) {
      choices += choice(name(verdict),
                        fmt::format("<span class=\"verdict\" data-verdict=\"{0}\">{0}</span> {1}",
                                    name(verdict), count),
                        "");
    }
  }
  return "<fieldset>\n<legend>Show</legend>\n" + choices + "</fieldset>\n";
}

/// The filter needs no script: a claim of another verdict than the chosen one is not displayed.
std::string filter_style() {
  std::string rules;
  for (const Verdict verdict : every_verdict) {
    rules += fmt::format(
        "body:has(input[value=\"{0}\"]:checked) .claim:not([data-verdict=\"{0}\"]) "
        "{{ display: none; }}\n"
        "body:has(input[value=\"{0}\"]:checked) .group:not(:has(.claim[data-verdict=\"{0}\"])) "
        "{{ display: none; }}\n",
        name(verdict));
  }
  return rules;
}

/// Shown by the script, for it does nothing without.
constexpr std::string_view search_field =
    "<p class=\"search\" hidden><label>Search <input type=\"search\" id=\"search\"></label> "
    "<span id=\"found\" class=\"quiet\" role=\"status\"></span></p>\n";

std::string section_not_run(const Report& report) {
  if (report.missing.empty()) {
    return {};
  }
  std::string ids;
  for (const std::string& id : report.missing) {
    ids += "<li>" + html_text(id) + "</li>\n";
  }
  return "<h2>Not run</h2>\n<p>The battery was interrupted before these claims.</p>\n<ul>\n" + ids +
         "</ul>\n";
}

std::string manifest_table(const Manifest& manifest) {
  std::vector<NamedText> facts = {{"version", manifest.version},
                                  {"commit", manifest.commit},
                                  {"compiler", manifest.compiler},
                                  {"flags", manifest.flags},
                                  {"instruction set", manifest.instruction_set},
                                  {"CPU", manifest.cpu},
                                  {"seed", std::to_string(manifest.seed)},
                                  {"jobs", std::to_string(manifest.jobs)},
                                  {"started (UTC)", manifest.started},
                                  {"wall time [s]", fmt::format("{:.1f}", manifest.wall_seconds)}};
  for (const NamedText& library : manifest.libraries) {
    facts.push_back({"library " + library.name, library.text});
  }
  std::vector<std::vector<std::string>> rows;
  for (const NamedText& fact : facts) {
    rows.push_back({html_text(fact.name), html_text(fact.text)});
  }
  return html_table("Where this report comes from", {{"what"}, {"value"}}, rows);
}

constexpr std::string_view meanings = R"(<h2>What the verdicts mean</h2>
<ul>
<li><b>PASS</b>: the statement survived a test that could have rejected it.</li>
<li><b>FAIL</b>: the statement is rejected at its share of its theorem’s error, or a value lies outside its interval.</li>
<li><b>INCONCLUSIVE</b>: the declared data do not decide.</li>
<li><b>OUT_OF_REGIME</b>: an assumption margin does not exceed 1; nothing was promised here.</li>
<li><b>VACUOUS</b>: true, but already before training in at least 10% of the seeds.</li>
<li><b>ERROR</b>: the check itself broke; counts as a failure.</li>
</ul>
)";

}  // namespace

std::vector<Figure> figures_of(const Report& report) {
  std::vector<Figure> figures;
  for (const ClaimResult& claim : report.claims) {
    figures.insert(figures.end(), claim.figures.begin(), claim.figures.end());
  }
  return figures;
}

std::string report_html(const Report& report, const std::vector<Picture>& pictures,
                        const std::vector<TheoremText>& theorems) {
  const Manifest& manifest = report.manifest;
  const std::string title = fmt::format("benignity: battery {}", html_text(report.battery));
  const std::string head = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src '{}'; img-src data:; base-uri 'none'; form-action "
      "'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n"
      "<title>{} – {}</title>\n<style>{}{}</style>\n</head>\n",
      page_script_hash(), outcome_text(report), title, page_style(), filter_style());
  const std::vector<TheoremGroup> groups = claim_groups(report, pictures);
  const std::string header = fmt::format(
      "<a class=\"skip\" href=\"#claims\">Skip to the claims</a>\n<header>\n<h1>{}</h1>\n"
      "<p class=\"outcome\"><span class=\"verdict\" data-verdict=\"{}\">{}</span></p>\n"
      "<p class=\"quiet\">Seed {}, commit {}, {}. Chance of any false FAIL of a statistical claim "
      "of one theorem: at most {}.</p>\n</header>\n",
      title, failed_claims(report) == 0 ? "PASS" : "FAIL", outcome_text(report), manifest.seed,
      html_text(manifest.commit), html_text(manifest.started), html_number(report.family_error));
  return head + "<body>\n" + header + "<main>\n" + what_is_sharper(report, theorems) +
         verdict_filter(report) + std::string(search_field) + links_to(groups) +
         "<section id=\"claims\" tabindex=\"-1\" aria-label=\"Claims\">\n" +
         sections_of(groups, theorems) + "</section>\n" + section_not_run(report) +
         std::string(meanings) + "<h2>Manifest</h2>\n" + manifest_table(manifest) +
         "</main>\n<script>" + std::string(page_script()) + "</script>\n</body>\n</html>\n";
}

}  // namespace benignity
