#include "verify/program/command_line.hpp"

#include <memory>
#include <sstream>
#include <string>

#include <CLI/CLI.hpp>

#include "theory/invalid_input.hpp"
#include "verify/batteries/battery.hpp"
#include "verify/batteries/theorems.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/program/command.hpp"
#include "verify/program/command_texts.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

using Command = std::function<ExitCode()>;

/// The options live as long as the command that reads them.
template <class Options>
std::shared_ptr<Options> options_of(CLI::App& command, Command& chosen) {
  auto options = std::make_shared<Options>();
  command.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
  return options;
}

/// --set takes one word each time, or `--set a=1 b=2` would swallow what follows.
void add_settings(CLI::App& command, std::vector<std::string>& assignments) {
  command.add_option("--set", assignments, "key=value, wins over --config")
      ->allow_extra_args(false);
  command.footer([] { return "Keys of --config and --set:\n" + setting_keys_help(); });
}

void add_settings(CLI::App& command, ConfigurationSources& sources) {
  command.add_option("--config", sources.file, "TOML file of keys");
  add_settings(command, sources.assignments);
}

void add_pictures(CLI::App& command, PictureOptions& pictures) {
  command.add_flag("--png", pictures.png, "figures in --out also as PNG");
  command.add_flag("--pdf", pictures.pdf, "figures in --out also as PDF, for print");
  command.add_option("--figure-width", pictures.width,
                     "width of a figure in cm; panels that have no room stand below each other");
  command.add_option("--font-size", pictures.font_size, "of a figure's letters in points, 10.5");
}

CLI::Option* add_theorem(CLI::App& command, std::optional<std::string>& theorem) {
  return command.add_option("--theorem", theorem,
                            "only claims of the theorem NAME: " + known_theorems());
}

void add_claims(CLI::App& program, Command& chosen) {
  CLI::App& command = *program.add_subcommand("claims", "list every claim");
  const auto options = options_of<ClaimsOptions>(command, chosen);
  command.add_flag("--json", options->json, "as JSON");
  add_theorem(command, options->theorem);
}

void add_explain(CLI::App& program, Command& chosen) {
  CLI::App& command =
      *program.add_subcommand("explain", "statement, source, hypotheses and method of a claim");
  const auto options = options_of<ExplainOptions>(command, chosen);
  command.add_option("ID", options->id, "the claim's id")->required();
}

void add_predict(CLI::App& program, Command& chosen) {
  CLI::App& command =
      *program.add_subcommand("predict", "quantities, regime, margins and mean-field times");
  const auto options = options_of<PredictOptions>(command, chosen);
  add_settings(command, options->sources);
  command.add_flag("--json", options->json, "as JSON");
}

void add_simulate(CLI::App& program, Command& chosen) {
  CLI::App& command = *program.add_subcommand("simulate", "one run: summary.json, trajectory.csv");
  const auto options = options_of<SimulateOptions>(command, chosen);
  add_settings(command, options->sources);
  const auto out =
      command.add_option("--out", options->out, "folder for summary.json and trajectory.csv, .svg");
  command.add_option("--data", options->data,
                     "folder of arrays of one's own: tokens.npy, labels.npy (docs/data.md)");
  command
      .add_flag("--save-state", options->save_state,
                "the trained state in --out: state.txt, logits.npy and, but for engine sampled, "
                "which has inner products alone, query.npy, weights.npy, head.npy")
      ->needs(out);
  command
      .add_flag("--save-attention", options->save_attention,
                "softmax at each recorded step in --out: attention.npy")
      ->needs(out);
  const auto from =
      command.add_option("--from-state", options->from_state,
                         "goes on, for `steps` more, from what --save-state left in this folder");
  command
      .add_flag("--certify", options->certify,
                "also encloses the run: what is certain of it, in --out certificate.json")
      ->excludes(from);
  add_pictures(command, options->pictures);
}

void add_check(CLI::App& program, Command& chosen) {
  CLI::App& command =
      *program.add_subcommand("check", "prove a certificate again, from itself alone");
  const auto options = options_of<CheckOptions>(command, chosen);
  command.add_option("FILE", options->file, "certificate.json of simulate --certify")->required();
}

void add_measure(CLI::App& program, Command& chosen) {
  CLI::App& command = *program.add_subcommand(
      "measure",
      "what the theory needs to know of given tokens: lengths, spectrum, margins, regime");
  const auto options = options_of<MeasureOptions>(command, chosen);
  command.add_option("--data", options->data, "folder of tokens.npy, labels.npy (docs/data.md)")
      ->required();
  add_settings(command, options->sources);
  command.add_flag("--json", options->json, "as JSON");
}

void add_sweep(CLI::App& program, Command& chosen) {
  CLI::App& command = *program.add_subcommand("sweep", "a grid of runs: sweep.csv, figures");
  const auto options = options_of<SweepOptions>(command, chosen);
  command.add_option("--config", options->config, "TOML file of keys and [sweep]")->required();
  add_settings(command, options->assignments);
  command.add_option("--jobs", options->jobs,
                     "threads (under mpirun: of each rank); the results do not depend on it");
  command.add_flag("--resume", options->resume, "go on with the store in --out");
  command.add_flag("--yes", options->yes, "also more than 100,000 cells");
  command.add_option(
      "--out", options->out,
      "folder for sweep.csv, sweep.sqlite and figures; default: the name of the config");
  add_pictures(command, options->pictures);
}

std::string battery_list() {
  std::string list;
  for (const std::string& name : battery_names()) list += (list.empty() ? "" : ", ") + name;
  return list;
}

void add_verify(CLI::App& program, Command& chosen) {
  CLI::App& command = *program.add_subcommand("verify", "run a battery of claims");
  const auto options = options_of<VerifyOptions>(command, chosen);
  CLI::Option* const battery =
      command.add_option("--battery", options->battery,
                         battery_list() +
                             " (default: the smallest that holds the claims "
                             "asked for, its theorem's for --theorem alone, else smoke)");
  command
      .add_option("--claim-file", options->claim_files,
                  "a claim of one's own instead, from a TOML file (repeatable)")
      ->allow_extra_args(false)
      ->excludes(battery)
      ->excludes(add_theorem(command, options->theorem));
  command.add_option("--claim", options->claims, "only claims that match GLOB (repeatable)")
      ->allow_extra_args(false);
  command.add_option("--seed", options->seed, "key of the random streams")->capture_default_str();
  command.add_option("--jobs", options->jobs, "threads; the results do not depend on it");
  command.add_flag("--strict", options->strict, "exit with 3 unless every claim passes");
  command.add_option("--out", options->out,
                     "folder for report.json, junit.xml, report.html, figures");
  command.add_option("--markdown", options->markdown,
                     "file for a summary in Markdown, as GITHUB_STEP_SUMMARY takes it");
  add_pictures(command, options->pictures);
}

void add_compare(CLI::App& program, Command& chosen) {
  CLI::App& command = *program.add_subcommand("compare", "what changed from one report to another");
  const auto options = options_of<CompareOptions>(command, chosen);
  command
      .add_option("OLD", options->before,
                  "report.json to compare with, or a folder of reports whose history is asked for")
      ->required();
  command.add_option("NEW", options->after, "report.json to compare; none with a folder");
  command.add_flag("--common-only", options->common_only, "only the claims that both reports hold");
  command.add_flag("--accept", options->accept, "put NEW in the place of OLD, after the table");
  command.add_option("--out", options->out,
                     "folder for trend.html and trend.csv of a folder's history");
}

/// For `cmake --install`; --help does not show them.
void add_installed_texts(CLI::App& program) {
  const auto add = [&program](const char* flag, std::string (*text)(const CLI::App&)) {
    const auto print = [&program, text] { throw CLI::CallForVersion(text(program), 0); };
    program.add_flag_callback(flag, print)->group("");
  };
  add("--man-page", man_page);
  add("--bash-completion", bash_completion);
}

/// The version on a line of its own, then what else tells one build's numbers from another's.
std::string version_text() {
  const Manifest manifest = program_manifest();
  return manifest.version + "\ncommit " + manifest.commit + "\ncompiler " + manifest.compiler +
         "\nflags " + manifest.flags + "\ninstruction set " + manifest.instruction_set;
}

InvalidInput unexpected_words(const CLI::App& program) {
  std::string words;
  for (const std::string& word : program.remaining(true))
    words += (words.empty() ? "" : " ") + word;
  std::string help = "benignity";
  for (const CLI::App* command : program.get_subcommands()) help += " " + command->get_name();
  return {"argument", words, "one that " + help + " --help lists"};
}

/// CLI11 would call an unknown first word an extra argument; it is an unknown command.
void require_known_command(const CLI::App& program, int argument_count, char** arguments) {
  std::string known;
  for (const CLI::App* command : program.get_subcommands({})) {
    if (argument_count > 1 && command->get_name() == arguments[1]) return;
    known += (known.empty() ? "" : ", ") + command->get_name();
  }
  if (argument_count > 1 && program.get_option_no_throw(arguments[1]) != nullptr) return;
  throw InvalidInput("command", argument_count > 1 ? arguments[1] : "missing",
                     "one of " + known + " (benignity --help)");
}

/// What CLI11 prints for --help and --version.
std::string requested_text(const CLI::App& program, const CLI::ParseError& request) {
  std::ostringstream text;
  program.exit(request, text, text);
  return text.str();
}

}  // namespace

std::function<ExitCode()> read_command_line(int argument_count, char** arguments) {
  CLI::App program(
      "Checks the theorem on benign overfitting in attention against its own dynamics");
  program.set_version_flag("--version", version_text);
  program.footer(
      "Exit codes: 0 no claim failed; 1 a FAIL or ERROR, a change, or a cell that failed;\n"
      "2 bad usage or input, or an output that cannot be written; 3 with --strict, a claim did "
      "not\n"
      "end as it declares; 130 interrupted.\n"
      "Example: benignity predict --set kappa=4 --set label_noise=0.1");
  program.require_subcommand(1);
  add_installed_texts(program);
  Command chosen;
  add_claims(program, chosen);
  add_explain(program, chosen);
  add_predict(program, chosen);
  add_simulate(program, chosen);
  add_check(program, chosen);
  add_measure(program, chosen);
  add_sweep(program, chosen);
  add_verify(program, chosen);
  add_compare(program, chosen);
  require_known_command(program, argument_count, arguments);
  try {
    program.parse(argument_count, arguments);
  } catch (const CLI::ExtrasError&) {
    throw unexpected_words(program);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw BadUsage(error.what());
    return [text = requested_text(program, error)] {
      print_output(text);
      return ExitCode::all_pass;
    };
  }
  return chosen;
}

}  // namespace benignity
