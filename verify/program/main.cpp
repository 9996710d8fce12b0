#include <CLI/CLI.hpp>

int main(int argument_count, char** arguments) {
  CLI::App program(
      "Checks the theorem on benign overfitting in attention against its own dynamics");
  program.set_version_flag("--version", BENIGNITY_VERSION);
  CLI11_PARSE(program, argument_count, arguments);
  return 0;
}
