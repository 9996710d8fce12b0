#include "verify/program/certificate.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "reports/json/json_node.hpp"
#include "theory/invalid_input.hpp"
#include "verify/claims/stopping_events.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view format = "benignity certificate 1";

/// FNV-1a: an edit that changes nothing which is proved (a digit beyond the last one, the seed) is
/// seen by this alone. It is no signature.
std::string digest_of(Json document) {
  document.erase("digest");
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : document.dump()) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 0x100000001b3;
  }
  return fmt::format("{:016x}", hash);
}

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

Json draw_json(const ExactDraw& draw) {
  return {{"tokens", draw.tokens},
          {"true_labels", draw.labels.truth},
          {"observed_labels", draw.labels.observed},
          {"rows", lines_of(draw.rows)},
          {"weights", lines_of(draw.weights)},
          {"weight_scale", hexadecimal(draw.weight_scale)},
          {"query", hexadecimals(draw.query)},
          {"head_norm", hexadecimal(draw.head_norm)},
          {"step_size", hexadecimal(draw.step_size)},
          {"unseen_chi_squared",
           draw.unseen_chi_squared ? Json(hexadecimal(*draw.unseen_chi_squared)) : Json(nullptr)}};
}

Json question_json(const Question& question) {
  return {{"steps", question.steps},
          {"record_every", question.record_every},
          {"selection_threshold", hexadecimal(question.selection_threshold)},
          {"target_gap", hexadecimal(question.target_gap)},
          {"fresh_samples",
           {{"signal_norm", hexadecimal(question.law.signal_norm)},
            {"noise_std", hexadecimal(question.law.noise_std)},
            {"weak_signal", hexadecimal(question.law.weak_signal)},
            {"confusing_tokens", question.law.confusing_tokens},
            {"aligned_tokens", question.law.aligned_tokens()}}}};
}

Json decimals_of(const std::vector<Enclosed>& numbers) {
  Json list = Json::array();
  for (const Enclosed& number : numbers) list.push_back(number.decimals);
  return list;
}

Json bounds_json(const ProbabilityBounds& bounds) {
  return {{"at_least", bounds.lower}, {"at_most", bounds.upper}};
}

/// What `check` proves again and compares, leaf by leaf.
Json proof_json(const Proof& proof) {
  Json events = Json::object();
  for (const StoppingEvent& event : stopping_events) {
    const auto& time = proof.stopping_times.*event.observed;
    events[event.name] =
        time ? Json{{"at", static_cast<std::int64_t>(*time)}} : Json{{"not_up_to", proof.steps}};
  }
  Json records = Json::array();
  for (const ProvedRecord& record : proof.records) {
    records.push_back({{"step", record.step},
                       {"fitted_at_least", record.fitted_least},
                       {"fitted_at_most", record.fitted_most},
                       {"margin", decimals_of(record.state.margin)},
                       {"relevant", decimals_of(record.state.relevant)},
                       {"lambda_plus", record.state.lambda_plus.decimals},
                       {"lambda_minus", record.state.lambda_minus.decimals},
                       {"query_norm_squared", record.state.query_norm2.decimals}});
  }
  Json fresh = nullptr;
  if (proof.fresh) {
    fresh = {{"error", bounds_json(proof.fresh->error)},
             {"selected", bounds_json(proof.fresh->selected)}};
  }
  Json balance = nullptr;
  if (proof.balance) {
    balance = {{"present", proof.balance->present.decimals},
               {"followed", proof.balance->followed.decimals}};
  }
  return {{"steps", proof.steps}, {"bits", proof.bits}, {"events", events},
          {"balance", balance},   {"fresh", fresh},     {"records", records}};
}

double hexadecimal_of(const JsonNode& node, std::string_view text) {
  const bool negative = text.substr(0, 1) == "-";
  std::string_view digits = text.substr(negative ? 1 : 0);
  double value = 0;
  const bool prefixed = digits.substr(0, 2) == "0x";
  if (prefixed) digits.remove_prefix(2);
  const auto [stopped, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::hex);
  if (!prefixed || error != std::errc{} || stopped != digits.data() + digits.size() ||
      !std::isfinite(value)) {
    node.refuse("made of finite hexadecimal numbers (0x1.8p+1)");
  }
  return negative ? -value : value;
}

std::vector<double> numbers_of(const JsonNode& node) {
  std::istringstream words(node.text());
  std::vector<double> numbers;
  for (std::string word; words >> word;) numbers.push_back(hexadecimal_of(node, word));
  return numbers;
}

double positive(const JsonNode& node) {
  const double value = hexadecimal_of(node, node.text());
  if (!(value > 0)) node.refuse("above 0");
  return value;
}

std::int64_t whole(const JsonNode& node, std::int64_t least, std::int64_t most) {
  const std::int64_t value = node.integer();
  if (value < least || value > most) {
    node.refuse(fmt::format("a whole number from {} to {}", least, most));
  }
  return value;
}

std::vector<int> labels_of(const JsonNode& node) {
  std::vector<int> labels;
  for (const JsonNode& label : node.elements()) {
    labels.push_back(static_cast<int>(whole(label, -1, 1)));
    if (labels.back() == 0) label.refuse("1 or -1");
  }
  return labels;
}

RowMatrix<double> matrix_of(const JsonNode& node, Eigen::Index columns) {
  const std::vector<JsonNode> lines = node.elements();
  RowMatrix<double> matrix(static_cast<Eigen::Index>(lines.size()), columns);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<double> numbers = numbers_of(lines[i]);
    if (static_cast<Eigen::Index>(numbers.size()) != columns) {
      lines[i].refuse(fmt::format("a line of {} numbers", columns));
    }
    matrix.row(static_cast<Eigen::Index>(i)) =
        Eigen::Map<const Vector<double>>(numbers.data(), columns).transpose();
  }
  return matrix;
}

ExactDraw draw_of(const JsonNode& node) {
  constexpr std::int64_t most_tokens = 1'000'000;
  ExactDraw draw;
  draw.tokens = whole(node.field("tokens"), 2, most_tokens);
  draw.labels = {labels_of(node.field("true_labels")), labels_of(node.field("observed_labels"))};
  const std::int64_t samples = draw.samples();
  if (samples < 1 || draw.labels.truth.size() != draw.labels.observed.size()) {
    node.field("observed_labels").refuse("as many labels as true_labels, one or more");
  }
  const std::vector<JsonNode> rows = node.field("rows").elements();
  if (static_cast<std::int64_t>(rows.size()) != samples * draw.tokens + 2) {
    node.field("rows").refuse("a line for every token, mu_+1 and mu_-1");
  }
  const auto columns = static_cast<Eigen::Index>(numbers_of(rows.front()).size());
  if (columns < 2) rows.front().refuse("a line of two numbers or more");
  draw.rows = matrix_of(node.field("rows"), columns);
  draw.weights = matrix_of(node.field("weights"), columns);
  const std::vector<double> query = numbers_of(node.field("query"));
  if (static_cast<Eigen::Index>(query.size()) != draw.weights.rows()) {
    node.field("query").refuse("as many numbers as weights has lines");
  }
  draw.query = Eigen::Map<const Vector<double>>(query.data(), draw.weights.rows());
  draw.weight_scale = positive(node.field("weight_scale"));
  draw.head_norm = positive(node.field("head_norm"));
  draw.step_size = positive(node.field("step_size"));
  const JsonNode unseen = node.field("unseen_chi_squared");
  if (!unseen.is_null()) draw.unseen_chi_squared = positive(unseen);
  return draw;
}

Question question_of(const JsonNode& node, const ExactDraw& draw) {
  constexpr std::int64_t most_steps = 1'000'000'000'000'000;
  Question question;
  question.steps = whole(node.field("steps"), 0, most_steps);
  question.record_every = whole(node.field("record_every"), 1, most_steps);
  const JsonNode threshold = node.field("selection_threshold");
  question.selection_threshold = positive(threshold);
  if (!(question.selection_threshold < 1)) threshold.refuse("below 1");
  question.target_gap = positive(node.field("target_gap"));
  const JsonNode fresh = node.field("fresh_samples");
  question.law.samples = draw.samples();
  question.law.tokens = draw.tokens;
  question.law.signal_norm = positive(fresh.field("signal_norm"));
  question.law.noise_std = positive(fresh.field("noise_std"));
  question.law.weak_signal =
      hexadecimal_of(fresh.field("weak_signal"), fresh.field("weak_signal").text());
  question.law.confusing_tokens = whole(fresh.field("confusing_tokens"), 0, draw.tokens - 1);
  question.law.chosen_aligned_tokens =
      whole(fresh.field("aligned_tokens"), 0, draw.tokens - 1 - question.law.confusing_tokens);
  return question;
}

/// Throws at the first leaf of `claimed` that says another thing than the proof. A claimed
/// enclosure may be wider than the proved one; what is narrower claims more.
void require_proved(const JsonNode& claimed, const Json& proved) {
  if (proved.is_object()) {
    for (const auto& item : proved.items()) {
      require_proved(claimed.field(item.key()), item.value());
    }
    return;
  }
  if (proved.is_array()) {
    const std::vector<JsonNode> nodes = claimed.elements();
    if (nodes.size() != proved.size()) {
      claimed.refuse(fmt::format("a list of {}, as proved", proved.size()));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) require_proved(nodes[i], proved[i]);
    return;
  }
  const bool agrees = proved.is_string() ? encloses(claimed.text(), proved.get<std::string>())
                      : proved.is_null() ? claimed.is_null()
                      : proved.is_number_integer() ? claimed.integer() == proved.get<std::int64_t>()
                                                   : claimed.number() == proved.get<double>();
  if (!agrees) claimed.refuse(proved.dump() + ", as proved from the draw");
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InvalidInput("FILE", path, "a certificate that can be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// `work`, its complaints about the document as one about the file.
template <class Work>
auto about_file(const std::string& path, const Work& work) {
  try {
    return work();
  } catch (const MalformedJson& error) {
    throw InvalidInput("FILE", path, std::string("a certificate that fits: ") + error.what());
  }
}

}  // namespace

std::vector<std::string> words_of(const Proof& proof, const Question& question) {
  std::vector<std::string> words;
  for (const StoppingEvent& event : stopping_events) {
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
  }
  words.push_back(fmt::format(
      "{} steps of {} proved with {} digits, of which {} were used up (attempt {})", proof.steps,
      question.steps, proof.digits(), proof.digits_used(), proof.attempts));
  return words;
}

std::string certificate_json(const RunSettings& drawn_by, const ExactDraw& draw,
                             const Question& question, const Proof& proof) {
  Json document = {{"format", format},
                   {"drawn_by",
                    {{"engine", name(drawn_by.engine)},
                     {"seed", drawn_by.seed},
                     {"replicate", drawn_by.replicate},
                     {"dimension", drawn_by.parameters.dimension}}},
                   {"words", words_of(proof, question)},
                   {"question", question_json(question)},
                   {"proof", proof_json(proof)},
                   {"undecided_at", proof.undecided_at ? Json(*proof.undecided_at) : Json(nullptr)},
                   {"draw", draw_json(draw)}};
  document["digest"] = digest_of(document);
  return document.dump(1) + "\n";
}

Certificate::Certificate(const std::string& path) : path_(path) {
  const std::string content = content_of(path);
  about_file(path, [&] {
    document_ = std::make_unique<Json>(parse_json(content));
    const JsonNode root(*document_, "");
    if (root.field("format").text() != format) {
      root.field("format").refuse("\"" + std::string(format) + "\"");
    }
    draw_ = draw_of(root.field("draw"));
    question_ = question_of(root.field("question"), draw_);
    const JsonNode proof = root.field("proof");
    question_.steps = whole(proof.field("steps"), 0, question_.steps);
    constexpr std::int64_t least_bits = 32;
    bits_ = static_cast<long>(whole(proof.field("bits"), least_bits, most_bits));
    static_cast<void>(root.field("digest").text());
  });
}

Certificate::~Certificate() = default;

void Certificate::require_fits(const Proof& proof) const {
  about_file(path_, [&] {
    const JsonNode root(*document_, "");
    require_proved(root.field("proof"), proof_json(proof));
    const JsonNode digest = root.field("digest");
    if (digest.text() != digest_of(*document_)) {
      digest.refuse(digest_of(*document_) + ", which the rest of the file has");
    }
  });
}

}  // namespace benignity
