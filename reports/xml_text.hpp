#pragma once

#include <string>
#include <string_view>

namespace benignity {

/// The text as XML 1.0 character data. `&`, `<`, `>`, quotes and carriage returns become
/// references, so that a parser gives them back unchanged; characters that XML 1.0 does not allow
/// (most control characters, U+FFFE, U+FFFF) and bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// The same for the value of an attribute, where tabs and line feeds need references as well.
[[nodiscard]] std::string xml_attribute(std::string_view text);

}  // namespace benignity
