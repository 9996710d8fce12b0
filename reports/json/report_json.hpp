#pragma once

#include <string>
#include <string_view>

#include "verify/result/report.hpp"

namespace benignity {

/// The report as the JSON document that reports/json/report.schema.json describes: every field of
/// the structs under its own name, `schema_version` first, a `summary` with the number of claims in
/// each verdict; indented by 2, one line feed at the end. Two reports that differ in their manifest
/// and in wall_seconds only give texts that differ there only.
///
/// Doubles are written so that reading gives the same double again. JSON has no infinity and no
/// NaN: a number that is not finite is null. In an interval an absent or unbounded end is null; an
/// interval that contains no number, or has a NaN as an end, is null as a whole. Bytes that are not
/// UTF-8 become U+FFFD. Never fails.
[[nodiscard]] std::string report_to_json(const Report& report);

/// The report in a document that report_to_json wrote, so that writing it again gives the same
/// text: a number that is null becomes NaN, an interval that is null has NaN as both ends. Fields
/// may come in any order. A document of an older version that can still be read is one whose claims
/// say nothing in the fields it lacks. Throws MalformedJson, one line that names the field, where
/// the text is not JSON, the schema_version is none of those, a field is missing, unknown, of
/// another type or no verdict, and where the summary does not count the claims.
[[nodiscard]] Report report_from_json(std::string_view text);

}  // namespace benignity
