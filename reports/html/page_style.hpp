#pragma once

#include <string_view>

namespace benignity {

/// The style sheet of the report page; no address in it.
[[nodiscard]] std::string_view page_style();

}  // namespace benignity
