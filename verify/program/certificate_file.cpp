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
#include "verify/program/certificate.hpp"
#include "verify/program/certificate_parts.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

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

Vector<double> vector_of(const JsonNode& node, Eigen::Index size, const std::string& as_many) {
  const std::vector<double> numbers = numbers_of(node);
  if (static_cast<Eigen::Index>(numbers.size()) != size)
    node.refuse("as many numbers as " + as_many);
  return Eigen::Map<const Vector<double>>(numbers.data(), size);
}

ExactDraw::Given given_of(const JsonNode& node, std::int64_t tokens, Eigen::Index columns) {
  ExactDraw::Given given;
  given.linear_head = vector_of(node.field("linear_head"), columns, "a row has");
  given.test_labels = labels_of(node.field("test_labels"));
  const JsonNode rows = node.field("test_rows");
  given.test_rows = matrix_of(rows, columns);
  if (given.test_rows.rows() != static_cast<Eigen::Index>(given.test_labels.size()) * tokens) {
    rows.refuse("a line for every token of the test samples");
  }
  return given;
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
  const JsonNode given = node.field("given");
  const std::vector<JsonNode> rows = node.field("rows").elements();
  const std::int64_t signals = given.is_null() ? 2 : 0;
  if (static_cast<std::int64_t>(rows.size()) != samples * draw.tokens + signals) {
    node.field("rows").refuse(given.is_null() ? "a line for every token, mu_+1 and mu_-1"
                                              : "a line for every token");
  }
  const auto columns = static_cast<Eigen::Index>(numbers_of(rows.front()).size());
  if (columns < 2) rows.front().refuse("a line of two numbers or more");
  draw.rows = matrix_of(node.field("rows"), columns);
  draw.weights = matrix_of(node.field("weights"), columns);
  draw.query = vector_of(node.field("query"), draw.weights.rows(), "weights has lines");
  draw.weight_scale = positive(node.field("weight_scale"));
  if (given.is_null()) {
    draw.head_norm = positive(node.field("head_norm"));
  } else {
    draw.given = given_of(given, draw.tokens, columns);
  }
  draw.step_size = positive(node.field("step_size"));
  const JsonNode unseen = node.field("unseen_chi_squared");
  if (!unseen.is_null() && draw.given) unseen.refuse("null where the arrays are given");
  if (!unseen.is_null()) draw.unseen_chi_squared = positive(unseen);
  return draw;
}

Question question_of(const JsonNode& node, const ExactDraw& draw) {
  constexpr std::int64_t most_steps = 1'000'000'000'000'000;
  Question question;
  question.steps = whole(node.field("steps"), 0, most_steps);
  question.record_every = whole(node.field("record_every"), 1, most_steps);
  if (draw.given) return question;
  const JsonNode threshold = node.field("selection_threshold");
  question.selection_threshold = positive(threshold);
  if (!(question.selection_threshold < 1)) threshold.refuse("below 1");
  question.target_gap = positive(node.field("target_gap"));
  const JsonNode fresh = node.field("fresh_samples");
  TokenLaw& law = question.law.emplace();
  law.samples = draw.samples();
  law.tokens = draw.tokens;
  law.signal_norm = positive(fresh.field("signal_norm"));
  law.noise_std = positive(fresh.field("noise_std"));
  law.weak_signal = hexadecimal_of(fresh.field("weak_signal"), fresh.field("weak_signal").text());
  law.confusing_tokens = whole(fresh.field("confusing_tokens"), 0, draw.tokens - 1);
  law.chosen_aligned_tokens =
      whole(fresh.field("aligned_tokens"), 0, draw.tokens - 1 - law.confusing_tokens);
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

Certificate::Certificate(const std::string& path) : path_(path) {
  const std::string content = content_of(path);
  about_file(path, [&] {
    document_ = std::make_unique<Json>(parse_json(content));
    const JsonNode root(*document_, "");
    if (root.field("format").text() != certificate_format) {
      root.field("format").refuse("\"" + std::string(certificate_format) + "\"");
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
    require_proved(root.field("proof"), proof_json(proof, question_));
    const JsonNode digest = root.field("digest");
    if (digest.text() != digest_of(*document_)) {
      digest.refuse(digest_of(*document_) + ", which the rest of the file has");
    }
  });
}

}  // namespace benignity
