#pragma once

#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// The report as GitHub's and GitLab's Markdown, for a job's summary or a comment: the outcome in a
/// line, what did not pass with its explanation and replay line, then the table of all claims,
/// folded. Texts are escaped; control characters are not passed on.
[[nodiscard]] std::string markdown_summary(const Report& report);

}  // namespace benignity
