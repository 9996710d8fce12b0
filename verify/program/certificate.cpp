#include "verify/program/certificate.hpp"

#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "verify/claims/stopping_events.hpp"
#include "verify/program/certificate_parts.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

std::string hexadecimal(double value) { return fmt::format("{:a}", value); }

template <class Numbers>
std::string hexadecimals(const Numbers& numbers) {
  std::string line;
  for (const double number : numbers) line += (line.empty() ? "" : " ") + hexadecimal(number);
  return line;
}

Json lines_of(const RowMatrix<double>& matrix) {
  Json lines = Json::array();
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) lines.push_back(hexadecimals(matrix.row(i)));
  return lines;
}

Json given_json(const ExactDraw& draw) {
  if (!draw.given) return nullptr;
  return {{"linear_head", hexadecimals(draw.given->linear_head)},
          {"test_labels", draw.given->test_labels},
          {"test_rows", lines_of(draw.given->test_rows)}};
}

Json draw_json(const ExactDraw& draw) {
  return {{"tokens", draw.tokens},
          {"true_labels", draw.labels.truth},
          {"observed_labels", draw.labels.observed},
          {"rows", lines_of(draw.rows)},
          {"weights", lines_of(draw.weights)},
          {"weight_scale", hexadecimal(draw.weight_scale)},
          {"query", hexadecimals(draw.query)},
          {"head_norm", draw.given ? Json(nullptr) : Json(hexadecimal(draw.head_norm))},
          {"given", given_json(draw)},
          {"step_size", hexadecimal(draw.step_size)},
          {"unseen_chi_squared",
           draw.unseen_chi_squared ? Json(hexadecimal(*draw.unseen_chi_squared)) : Json(nullptr)}};
}

Json question_json(const Question& question) {
  Json json = {{"steps", question.steps}, {"record_every", question.record_every}};
  if (!question.law) return json;
  const TokenLaw& law = *question.law;
  json["selection_threshold"] = hexadecimal(question.selection_threshold);
  json["target_gap"] = hexadecimal(question.target_gap);
  json["fresh_samples"] = {{"signal_norm", hexadecimal(law.signal_norm)},
                           {"noise_std", hexadecimal(law.noise_std)},
                           {"weak_signal", hexadecimal(law.weak_signal)},
                           {"confusing_tokens", law.confusing_tokens},
                           {"aligned_tokens", law.aligned_tokens()}};
  return json;
}

/// Of given arrays no token is known to be the relevant one, and no signal: fit_all is left.
std::vector<StoppingEvent> events_of(const Question& question) {
  if (!question.law) return {stopping_events.front()};
  return {stopping_events.begin(), stopping_events.end()};
}

Json decimals_of(const std::vector<Enclosed>& numbers) {
  Json list = Json::array();
  for (const Enclosed& number : numbers) list.push_back(number.decimals);
  return list;
}

}  // namespace

std::string digest_of(nlohmann::ordered_json document) {
  document.erase("digest");
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : document.dump()) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 0x100000001b3;
  }
  return fmt::format("{:016x}", hash);
}

nlohmann::ordered_json fresh_json(const Proof& proof) {
  if (!proof.fresh) return nullptr;
  const auto ends = [](const ProbabilityBounds& bounds) {
    return Json{{"at_least", bounds.lower}, {"at_most", bounds.upper}};
  };
  return {{"error", ends(proof.fresh->error)}, {"selected", ends(proof.fresh->selected)}};
}

nlohmann::ordered_json test_json(const Proof& proof) {
  if (!proof.test) return nullptr;
  return {{"samples", proof.test->margins.size()},
          {"right_at_least", proof.test->right_least},
          {"right_at_most", proof.test->right_most}};
}

nlohmann::ordered_json proof_json(const Proof& proof, const Question& question) {
  Json events = Json::object();
  for (const StoppingEvent& event : events_of(question)) {
    const auto& time = proof.stopping_times.*event.observed;
    events[event.name] =
        time ? Json{{"at", static_cast<std::int64_t>(*time)}} : Json{{"not_up_to", proof.steps}};
  }
  Json records = Json::array();
  for (const ProvedRecord& record : proof.records) {
    const EnclosedState& state = record.state;
    Json of_step = {{"step", record.step},
                    {"fitted_at_least", record.fitted_least},
                    {"fitted_at_most", record.fitted_most},
                    {"margin", decimals_of(state.margin)}};
    if (question.law) {
      of_step["relevant"] = decimals_of(state.relevant);
      of_step["lambda_plus"] = state.lambda_plus.value().decimals;
      of_step["lambda_minus"] = state.lambda_minus.value().decimals;
    }
    of_step["query_norm_squared"] = state.query_norm2.decimals;
    records.push_back(std::move(of_step));
  }
  const Json fresh = fresh_json(proof);
  Json balance = nullptr;
  if (proof.balance) {
    balance = {{"present", proof.balance->present.decimals},
               {"followed", proof.balance->followed.decimals}};
  }
  Json test = test_json(proof);
  if (proof.test) test["margin"] = decimals_of(proof.test->margins);
  return {{"steps", proof.steps}, {"bits", proof.bits},
          {"events", events},     {"balance", balance},
          {"fresh", fresh},       {"fresh_absent_because", proof.fresh_absent_because},
          {"test", test},         {"records", records}};
}

std::vector<std::string> words_of(const Proof& proof, const Question& question) {
  std::vector<std::string> words;
  for (const StoppingEvent& event : events_of(question)) {
    const auto& time = proof.stopping_times.*event.observed;
    if (time && *time > 0) {
      words.push_back(fmt::format("{}: certainly not up to step {:.0f}, certainly at step {:.0f}",
                                  event.name, *time - 1, *time));
    } else if (time) {
      words.push_back(fmt::format("{}: certainly at step 0", event.name));
    } else {
      words.push_back(fmt::format("{}: certainly not up to step {}", event.name, proof.steps));
    }
  }
  if (proof.undecided_at) {
    words.push_back(fmt::format("undecided from step {} on with {} digits", *proof.undecided_at,
                                proof.digits()));
  }
  if (!proof.records.empty()) {
    const ProvedRecord& last = proof.records.back();
    const auto samples = last.state.margin.size();
    words.push_back(
        last.fitted_least == last.fitted_most
            ? fmt::format("at step {} certainly {} of {} samples are fitted", last.step,
                          last.fitted_least, samples)
            : fmt::format("at step {} at least {} and at most {} of {} samples are fitted",
                          last.step, last.fitted_least, last.fitted_most, samples));
  }
  if (proof.fresh) {
    words.push_back(
        fmt::format("a fresh sample is misclassified with a probability from {:.4g} to "
                    "{:.4g}, and selects x_1 with one from {:.4g} to {:.4g}",
                    proof.fresh->error.lower, proof.fresh->error.upper, proof.fresh->selected.lower,
                    proof.fresh->selected.upper));
  } else {
    words.push_back("no bounds of a fresh sample's error: " + proof.fresh_absent_because);
  }
  if (proof.test) {
    words.push_back(fmt::format("of {} test samples at least {} and at most {} are right",
                                proof.test->margins.size(), proof.test->right_least,
                                proof.test->right_most));
  }
  words.push_back(fmt::format(
      "{} steps of {} proved with {} digits, of which {} were used up (attempt {})", proof.steps,
      question.steps, proof.digits(), proof.digits_used(), proof.attempts));
  return words;
}

std::string certificate_json(const RunSettings& drawn_by, const ExactDraw& draw,
                             const Question& question, const Proof& proof) {
  Json document = {{"format", certificate_format},
                   {"drawn_by",
                    {{"engine", name(drawn_by.engine)},
                     {"seed", drawn_by.seed},
                     {"replicate", drawn_by.replicate},
                     {"dimension", drawn_by.parameters.dimension}}},
                   {"words", words_of(proof, question)},
                   {"question", question_json(question)},
                   {"proof", proof_json(proof, question)},
                   {"undecided_at", proof.undecided_at ? Json(*proof.undecided_at) : Json(nullptr)},
                   {"draw", draw_json(draw)}};
  document["digest"] = digest_of(document);
  return document.dump(1) + "\n";
}

}  // namespace benignity
