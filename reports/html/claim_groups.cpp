#include <algorithm>
#include <cstddef>

#include <fmt/core.h>

#include "reports/html/formula.hpp"
#include "reports/html/page_parts.hpp"

namespace benignity {
namespace {

/// "mean_field" is a word of the program; a reader gets "mean field".
std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return html_text(words);
}

std::string title_of(const TheoremGroup& group) {
  return group.theorem.empty() ? "other claims" : spaced(group.theorem);
}

std::string title_of(const KindGroup& group) {
  return group.kind.empty() ? "other" : spaced(group.kind);
}

template <class Group, class Key>
Group& of_key(std::vector<Group>& groups, std::string Group::*key, const Key& value) {
  const auto known = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& group) { return group.*key == value; });
  if (known != groups.end()) return *known;
  groups.emplace_back();
  groups.back().*key = value;
  return groups.back();
}

std::string what_it_states(const TheoremGroup& group, std::span<const TheoremText> theorems) {
  const auto known = std::find_if(theorems.begin(), theorems.end(), [&](const TheoremText& each) {
    return each.name == group.theorem;
  });
  if (known == theorems.end()) return {};
  return fmt::format("<p class=\"states\">{} <span class=\"quiet\">{}</span></p>\n",
                     html_with_formulas(known->title), html_with_formulas(known->source));
}

}  // namespace

std::vector<TheoremGroup> claim_groups(const Report& report, std::span<const Picture> pictures) {
  std::vector<TheoremGroup> groups;
  for (const ClaimResult& claim : report.claims) {
    const std::size_t own = std::min(claim.figures.size(), pictures.size());
    TheoremGroup& group = of_key(groups, &TheoremGroup::theorem, claim.theorem);
    KindGroup& kind = of_key(group.kinds, &KindGroup::kind, claim.kind);
    ++group.claims;
    ++kind.claims;
    kind.sections += claim_section(claim, pictures.first(own));
    pictures = pictures.subspan(own);
  }
  return groups;
}

std::string links_to(const std::vector<TheoremGroup>& groups) {
  std::string links;
  std::size_t kinds = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::string inner;
    for (std::size_t j = 0; j < groups[i].kinds.size(); ++j) {
      const KindGroup& kind = groups[i].kinds[j];
      inner += fmt::format("<li><a href=\"#group-{}-{}\">{}</a> {}</li>\n", i, j, title_of(kind),
                           kind.claims);
    }
    kinds += groups[i].kinds.size();
    links += fmt::format("<li><a href=\"#group-{}\">{}</a> {}\n<ul>\n{}</ul></li>\n", i,
                         title_of(groups[i]), groups[i].claims, inner);
  }
  return kinds < 2 ? std::string()
                   : "<nav aria-label=\"Theorems and kinds of claims\">\n<ul class=\"kinds\">\n" +
                         links + "</ul>\n</nav>\n";
}

std::string sections_of(const std::vector<TheoremGroup>& groups,
                        std::span<const TheoremText> theorems) {
  std::string sections;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    sections += fmt::format(
        "<section class=\"group\" aria-labelledby=\"group-{0}\">\n<h2 "
        "id=\"group-{0}\">{1}</h2>\n{2}",
        i, title_of(groups[i]), what_it_states(groups[i], theorems));
    for (std::size_t j = 0; j < groups[i].kinds.size(); ++j) {
      const KindGroup& kind = groups[i].kinds[j];
      sections += fmt::format(
          "<section class=\"group\" aria-labelledby=\"group-{0}-{1}\">\n"
          "<h3 id=\"group-{0}-{1}\">{2}</h3>\n{3}</section>\n",
          i, j, title_of(kind), kind.sections);
    }
    sections += "</section>\n";
  }
  return sections;
}

std::string what_is_sharper(const Report& report, std::span<const TheoremText> theorems) {
  std::string list;
  for (const TheoremText& theorem : theorems) {
    for (const SharperFinding& finding : theorem.sharper) {
      const auto claim =
          std::find_if(report.claims.begin(), report.claims.end(),
                       [&](const ClaimResult& each) { return each.id == finding.claim; });
      if (claim == report.claims.end()) continue;
      list += fmt::format(
          "<li>{0} <a href=\"#claim-{1}\"><span class=\"verdict\" data-verdict=\"{2}\">{2}</span> "
          "{1}</a></li>\n",
          html_with_formulas(finding.text), html_text(finding.claim), name(claim->verdict));
    }
  }
  return list.empty() ? list
                      : "<section class=\"sharper\" aria-labelledby=\"sharper\">\n"
                        "<h2 id=\"sharper\">Sharper here than in the papers</h2>\n<ul>\n" +
                            list + "</ul>\n</section>\n";
}

}  // namespace benignity
