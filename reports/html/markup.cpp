#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/html/page_parts.hpp"
#include "reports/number_text.hpp"
#include "reports/xml_text.hpp"

namespace benignity {
namespace {

std::string_view class_of(const Column& column) {
  return column.content == ColumnOf::numbers ? " class=\"number\"" : "";
}

}  // namespace

std::string html_text(std::string_view text) { return xml_text(printable(text)); }

std::string html_name(std::string_view name) {
  std::string parts;
  for (const char letter : html_text(name)) {
    parts += letter;
    if (letter == '.' || letter == '_') parts += "<wbr>";
  }
  return parts;
}

std::string html_number(double value) { return html_text(number_text(value, Digits::glance)); }

std::string html_table(std::string_view caption, const std::vector<Column>& columns,
                       const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) {
    return {};
  }
  std::string table = fmt::format(
      "<div class=\"wide\" role=\"group\" aria-label=\"{0}\" tabindex=\"0\">\n"
      "<table>\n<caption>{0}</caption>\n<thead><tr>",
      html_text(caption));
  for (const Column& column : columns) {
    table += fmt::format("<th scope=\"col\"{}>{}</th>", class_of(column), html_text(column.title));
  }
  table += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : rows) {
    table += "<tr>";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      table += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", row[i])
                      : fmt::format("<td{}>{}</td>", class_of(columns[i]), row[i]);
    }
    table += "</tr>\n";
  }
  return table + "</tbody>\n</table>\n</div>\n";
}

std::string data_address(std::string_view kind, std::string_view content) {
  // [RFC 4648] base64, three bytes to four digits.
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string address = fmt::format("data:{};base64,", kind);
  address.reserve(address.size() + 4 * (content.size() / 3 + 1));
  for (; !content.empty(); content.remove_prefix(std::min<std::size_t>(3, content.size()))) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = (bits << 8U) | (i < content.size() ? static_cast<unsigned char>(content[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      address += i <= content.size() ? digits[(bits >> (18 - 6 * i)) & 63U] : '=';
    }
  }
  return address;
}

std::string html_facts(const std::vector<NamedText>& facts) {
  std::string list;
  for (const NamedText& fact : facts) {
    if (!fact.text.empty()) {
      list += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html_text(fact.name), fact.text);
    }
  }
  return "<dl>\n" + list + "</dl>\n";
}

}  // namespace benignity
