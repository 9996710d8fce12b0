#include "verify/program/command_texts.hpp"

#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "verify/batteries/battery.hpp"
#include "verify/experiments/setting_keys.hpp"

namespace benignity {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
  return program.get_subcommands([](const CLI::App*) { return true; });
}

/// Those with a name of their own; a positional word has none.
std::vector<const CLI::Option*> options_of(const CLI::App& command) {
  return command.get_options(
      [](const CLI::Option* option) { return !option->get_lnames().empty(); });
}

std::string long_name(const CLI::Option& option) { return "--" + option.get_lnames().front(); }

std::string positional_words(const CLI::App& command) {
  std::string words;
  for (const CLI::Option* option :
       command.get_options([](const CLI::Option* each) { return each->get_positional(); })) {
    words += " " + option->get_name(true);
  }
  return words;
}

/// Text that roff takes as it stands: a backslash and a leading dot or quote mean something there.
std::string roff(std::string_view text) {
  std::string safe;
  bool at_start = true;
  for (const char letter : text) {
    if (at_start && (letter == '.' || letter == '\'')) safe += "\\&";
    safe += letter == '\\' ? "\\e" : letter == '-' ? "\\-" : std::string(1, letter);
    at_start = letter == '\n';
  }
  return safe;
}

void add_options(std::string& page, const CLI::App& command) {
  for (const CLI::Option* option : options_of(command)) {
    page += ".TP\n.B " + roff(long_name(*option)) + "\n" + roff(option->get_description()) + "\n";
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

std::string man_page(const CLI::App& program) {
  std::string page = ".TH BENIGNITY 1\n.SH NAME\nbenignity \\- " + roff(program.get_description()) +
                     "\n.SH SYNOPSIS\n.B benignity\nCOMMAND [OPTION]...\n.SH COMMANDS\n";
  for (const CLI::App* command : commands_of(program)) {
    page += ".SS " + roff(command->get_name() + positional_words(*command)) + "\n" +
            roff(command->get_description()) + "\n";
    add_options(page, *command);
  }
  page += ".SH OPTIONS\n";
  add_options(page, program);
  return page + ".SH KEYS\n.nf\n" + roff(setting_keys_help()) + ".fi\n.SH EXIT STATUS\n.nf\n" +
         roff(program.get_footer()) + "\n.fi\n";
}

std::string bash_completion(const CLI::App& program) {
  std::vector<std::string> names;
  std::string cases;
  for (const CLI::App* command : commands_of(program)) {
    names.push_back(command->get_name());
    std::vector<std::string> options;
    for (const CLI::Option* option : options_of(*command)) options.push_back(long_name(*option));
    cases += "    " + command->get_name() + ") words='" + joined(options) + "' ;;\n";
  }
  std::vector<std::string> keys;
  for (const Key<RunSettings>& key : setting_keys()) {
    if (key.set) keys.push_back(key.name + std::string("="));
  }
  return "_benignity() {\n"
         "  local words='" +
         joined(names) +
         "'\n"
         "  [[ $COMP_CWORD -eq 1 ]] || case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  case ${COMP_WORDS[COMP_CWORD-1]} in\n"
         "    --set) words='" +
         joined(keys) +
         "'; compopt -o nospace ;;\n"
         "    --battery) words='" +
         joined(battery_names()) +
         "' ;;\n"
         "    --config|--out|--data|--from-state|--claim-file) compopt -o default; return ;;\n"
         "  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\")\n"
         "}\n"
         "complete -F _benignity benignity\n";
}

}  // namespace benignity
