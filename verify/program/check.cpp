#include <atomic>
#include <string>

#include <fmt/core.h>

#include "verify/program/certificate.hpp"
#include "verify/program/command.hpp"
#include "verify/program/interruption.hpp"
#include "verify/program/run_progress.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {

ExitCode run(const CheckOptions& options) {
  const Certificate certificate(options.file);
  heed_interruptions();
  std::atomic<double> reached{0};
  const Question& question = certificate.question();
  const Proof proof = [&] {
    const RunProgress progress("check", reached, static_cast<double>(question.steps));
    return prove(certificate.draw(), question, certificate.bits(),
                 {&interruption_requested(), &reached});
  }();
  if (interruption_requested()) {
    print_note(fmt::format("check: interrupted at step {} of {}; nothing is said of the file\n",
                           proof.steps, question.steps));
    return ExitCode::interrupted;
  }
  certificate.require_fits(proof);
  print_output(fmt::format("{}: proved again\n", options.file));
  for (const std::string& line : words_of(proof, question)) print_output("  " + line + "\n");
  return ExitCode::all_pass;
}

}  // namespace benignity
