#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "sim/certified/prove.hpp"

namespace benignity {

// What the writer and the reader of a certificate share.

inline constexpr std::string_view certificate_format = "benignity certificate 3";

/// FNV-1a of the document without its digest: an edit that changes nothing which is proved (a digit
/// beyond the last one, the seed) is seen by this alone. It is no signature.
[[nodiscard]] std::string digest_of(nlohmann::ordered_json document);

/// Bounds of a fresh sample's probabilities; null where none are certain.
[[nodiscard]] nlohmann::ordered_json fresh_json(const Proof& proof);

/// How many test samples of given arrays are certainly right; null where there are none.
[[nodiscard]] nlohmann::ordered_json test_json(const Proof& proof);

/// What `check` proves again and compares, leaf by leaf.
[[nodiscard]] nlohmann::ordered_json proof_json(const Proof& proof, const Question& question);

}  // namespace benignity
