#pragma once

#include <string>

namespace CLI {
class App;
}

namespace benignity {

// What is installed beside the program, made from its own tree of commands and options.

/// benignity(1), in roff's man macros: every command with its options, then the keys.
[[nodiscard]] std::string man_page(const CLI::App& program);

/// A bash completion: commands, each one's options, keys after --set, batteries after --battery,
/// files after options that name one. zsh reads it through bashcompinit.
[[nodiscard]] std::string bash_completion(const CLI::App& program);

}  // namespace benignity
