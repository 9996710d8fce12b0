#include "reports/json/json_node.hpp"

#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "reports/columns.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_quoted_value = 60;

// "[json.exception.parse_error.101] parse error at line 1, ..." without the bracket.
std::string parser_reason(const Json::exception& error) {
  const std::string text = printable(error.what());
  const std::size_t bracket = text.find("] ");
  return bracket == std::string::npos ? text : text.substr(bracket + 2);
}

// A list or an object is only named: it may be long, or nested deeper than the stack.
std::string shown_value(const Json& value) {
  if (value.is_structured()) {
    return value.is_array() ? "a list" : "an object";
  }
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return shortened(printable(text), longest_quoted_value);
}

}  // namespace

Json parse_json(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    throw MalformedJson("not a JSON document: " + parser_reason(error));
  }
}

JsonNode::JsonNode(const Json& value, std::string path) : value_(&value), path_(std::move(path)) {}

JsonNode JsonNode::field(std::string_view name) const {
  if (!value_->is_object()) {
    refuse("an object");
  }
  const std::string key(name);
  std::string path = path_.empty() ? key : path_ + "." + key;
  const auto found = value_->find(key);  // operator[] would add the field
  if (found == value_->end()) {
    throw MalformedJson(path + " is missing");
  }
  return {*found, std::move(path)};
}

bool JsonNode::is_null() const { return value_->is_null(); }

std::string JsonNode::text() const {
  if (!value_->is_string()) {
    refuse("a text");
  }
  return value_->get<std::string>();
}

std::int64_t JsonNode::integer() const {
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool too_large = value_->is_number_unsigned() && value_->get<std::uint64_t>() > largest;
  if (!value_->is_number_integer() || too_large) {
    refuse("a whole number of 64 bits");
  }
  return value_->get<std::int64_t>();
}

std::uint64_t JsonNode::natural() const {
  const bool negative = value_->is_number_integer() && !value_->is_number_unsigned() &&
                        value_->get<std::int64_t>() < 0;
  if (!value_->is_number_integer() || negative) {
    refuse("a whole number from 0 to 2^64 - 1");
  }
  return value_->get<std::uint64_t>();
}

double JsonNode::number() const {
  if (!value_->is_number()) {
    refuse("a number");
  }
  return value_->get<double>();
}

std::vector<JsonNode> JsonNode::elements() const {
  if (!value_->is_array()) {
    refuse("a list");
  }
  std::vector<JsonNode> nodes;
  for (const Json& element : *value_) {
    nodes.emplace_back(element, path_ + "[" + std::to_string(nodes.size()) + "]");
  }
  return nodes;
}

void JsonNode::require_same_fields(const Json& expected) const {
  if (expected.is_object()) {
    for (const auto& item : expected.items()) {
      field(item.key()).require_same_fields(item.value());
    }
    for (const auto& item : value_->items()) {
      if (!expected.contains(item.key())) {
        throw MalformedJson(printable(path_.empty() ? item.key() : path_ + "." + item.key()) +
                            " is no field of this format");
      }
    }
  } else if (expected.is_array()) {
    const std::vector<JsonNode> nodes = elements();
    if (nodes.size() != expected.size()) {
      refuse("a list of " + std::to_string(expected.size()));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      nodes[i].require_same_fields(expected[i]);
    }
  }
}

void JsonNode::refuse(std::string_view requirement) const {
  throw MalformedJson((path_.empty() ? "the document" : path_) + " is " + shown_value(*value_) +
                      ", but must be " + std::string(requirement));
}

}  // namespace benignity
