#pragma once

#include <optional>
#include <string>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// The setting of the theorem's own model and method: one head, W drawn, W and p trained, a linear
/// head fixed along mu_+1 - mu_-1, two classes, plain full-batch descent. Everything in theory/ but
/// setting/ and mean_field/equivalent.hpp is about such settings alone.
[[nodiscard]] bool is_plain(const Parameters& parameters);

/// A key whose value is not the plain setting's.
struct Departure {
  const char* key;
  std::string value;    ///< as its user might have written it
  std::string instead;  ///< the plain value
};

/// The first key, in the order of README.md, that makes the setting not plain; nothing where it is.
[[nodiscard]] std::optional<Departure> first_departure(const Parameters& parameters);

/// Throws InvalidInput that names first_departure(): what is written for the plain setting alone
/// gives no number for another.
void require_plain(const Parameters& parameters);

}  // namespace benignity
