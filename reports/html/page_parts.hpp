#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/figures/draw.hpp"
#include "reports/html/report_html.hpp"
#include "verify/result/report.hpp"

namespace benignity {

// What report_html puts a page together from.

/// A text of the report as HTML shows it: one line, no markup, no control characters.
[[nodiscard]] std::string html_text(std::string_view text);

/// A claim's name, which a line may break after a dot or an underscore.
[[nodiscard]] std::string html_name(std::string_view name);

/// A number to four digits, as html_text.
[[nodiscard]] std::string html_number(double value);

/// The head of a table's column; numbers are aligned to the right.
enum class ColumnOf { words, numbers };
struct Column {
  std::string_view title;
  ColumnOf content = ColumnOf::words;
};

/// A table with a caption, in a frame of its own that scrolls sideways where it must; nothing
/// where there are no rows. Cells are HTML already.
[[nodiscard]] std::string html_table(std::string_view caption, const std::vector<Column>& columns,
                                     const std::vector<std::vector<std::string>>& rows);

/// An address that holds the content itself; `kind` is its media type.
[[nodiscard]] std::string data_address(std::string_view kind, std::string_view content);

/// Names and texts side by side; empty texts are left out. The texts are HTML already.
[[nodiscard]] std::string html_facts(const std::vector<NamedText>& facts);

/// One claim of the page: a line with verdict, id and what was observed, which opens onto the rest.
/// Open from the start where the claim did not pass. `pictures` are those of the claim's figures.
[[nodiscard]] std::string claim_section(const ClaimResult& claim,
                                        std::span<const Picture> pictures);

/// Claims of one kind, and of one theorem: their sections, in the order of the report.
struct KindGroup {
  std::string kind;
  std::size_t claims = 0;
  std::string sections;
};
struct TheoremGroup {
  std::string theorem;
  std::size_t claims = 0;
  std::vector<KindGroup> kinds;
};
[[nodiscard]] std::vector<TheoremGroup> claim_groups(const Report& report,
                                                     std::span<const Picture> pictures);
/// Links to the groups, with the number of claims of each; none to a single one.
[[nodiscard]] std::string links_to(const std::vector<TheoremGroup>& groups);
/// The groups under their headings, each theorem with what it states.
[[nodiscard]] std::string sections_of(const std::vector<TheoremGroup>& groups,
                                      std::span<const TheoremText> theorems);
/// What the theorems' findings say beyond the papers, each with the verdict of its claim in this
/// report; those whose claim is not in it are left out.
[[nodiscard]] std::string what_is_sharper(const Report& report,
                                          std::span<const TheoremText> theorems);

/// The style sheet of the page; no address in it.
[[nodiscard]] std::string_view page_style();

/// The script that searches the claims' texts, and its hash as a content security policy writes it.
[[nodiscard]] std::string_view page_script();
[[nodiscard]] std::string_view page_script_hash();

}  // namespace benignity
