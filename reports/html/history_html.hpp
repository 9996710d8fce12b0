#pragma once

#include <string>

#include "reports/compare/history.hpp"

namespace benignity {

/// The history as one HTML file that asks for nothing else and runs nothing: the runs, and of each
/// claim its verdicts in a row and its first measurement over the runs (oldest left), each point in
/// the colour of its verdict over the interval it had to lie in. Claims that turned come first.
/// Texts are escaped.
[[nodiscard]] std::string history_html(const History& history);

}  // namespace benignity
