#include "verify/program/flips_json.hpp"

#include <nlohmann/json.hpp>

namespace benignity {

void add_flips(nlohmann::ordered_json& document, const Parameters& parameters,
               const std::optional<LabelFlips>& flips) {
  for (const char* const name :
       {"flipped_labels", "effective_label_noise", "flipped_plus", "flipped_minus"}) {
    document[name] = nullptr;
  }
  if (!flips) return;
  document["flipped_labels"] = flips->total();
  document["effective_label_noise"] =
      static_cast<double>(flips->total()) / static_cast<double>(parameters.samples);
  document["flipped_plus"] = flips->plus;
  document["flipped_minus"] = flips->minus;
}

}  // namespace benignity
