#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace benignity {

/// A JSON document that is not what it must be. `what()` is one line that names the field,
/// "claims[2].verdict is "MAYBE", but must be one of PASS, FAIL, ...".
class MalformedJson : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The document in a text. Throws MalformedJson with line and column where it is not JSON.
[[nodiscard]] nlohmann::ordered_json parse_json(std::string_view text);

/// One value inside a document that outlives it, together with the path that leads to it.
class JsonNode {
 public:
  JsonNode(const nlohmann::ordered_json& value, std::string path);

  /// The field of an object. Throws MalformedJson where this is no object or lacks the field.
  [[nodiscard]] JsonNode field(std::string_view name) const;
  [[nodiscard]] bool is_null() const;

  /// The value as the type that the function names; MalformedJson where it has another one, or is
  /// outside the range of a 64-bit integer.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::int64_t integer() const;
  [[nodiscard]] std::uint64_t natural() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] std::vector<JsonNode> elements() const;

  /// Throws MalformedJson where this value and the expected one differ in their fields, or in the
  /// number of their elements, at any depth; leaves are not compared.
  void require_same_fields(const nlohmann::ordered_json& expected) const;

  /// Throws MalformedJson: "PATH is VALUE, but must be REQUIREMENT".
  [[noreturn]] void refuse(std::string_view requirement) const;

 private:
  const nlohmann::ordered_json* value_;
  std::string path_;
};

}  // namespace benignity
