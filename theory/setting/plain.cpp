#include "theory/setting/plain.hpp"

#include "theory/invalid_input.hpp"
#include "theory/setting/parameter_keys.hpp"

namespace benignity {
namespace {

bool has_plain_law(const TokenLaw& law) {
  return law.classes == 2 && law.relevant_noise_std() == law.noise_std;
}

bool has_plain_model(const Parameters& p) {
  return p.model == ModelKind::attention && p.heads == 1 && p.trained == Trained{} &&
         p.init_head == InitHead::signal && p.head_alignment == 1 &&
         p.parameterization == Parameterization::weights &&
         p.init_weight_law != InitWeightLaw::identity;
}

bool has_plain_descent(const Parameters& p) {
  return p.optimizer == OptimizerKind::descent && p.momentum == 0 && p.weight_decay == 0 &&
         p.batch_size() == p.samples;
}

/// Everything that these ask for.
Parameters made_plain(Parameters p) {
  p.classes = 2;
  p.chosen_relevant_noise_std.reset();
  p.model = ModelKind::attention;
  p.heads = 1;
  p.trained = {};
  p.init_head = InitHead::signal;
  p.head_alignment = 1;
  p.parameterization = Parameterization::weights;
  if (p.init_weight_law == InitWeightLaw::identity) p.init_weight_law = InitWeightLaw::gaussian;
  p.optimizer = OptimizerKind::descent;
  p.momentum = 0;
  p.weight_decay = 0;
  p.chosen_batch_size.reset();
  return p;
}

}  // namespace

bool is_plain(const Parameters& parameters) {
  return has_plain_law(parameters) && has_plain_model(parameters) && has_plain_descent(parameters);
}

std::optional<Departure> first_departure(const Parameters& parameters) {
  if (is_plain(parameters)) return std::nullopt;
  const Parameters plain = made_plain(parameters);
  for (const Key<Parameters>& key : parameter_keys()) {
    // The default standard deviation of W is that of its law, and no choice of its own.
    if (std::string_view(key.name) == "init_weight_std") continue;
    const std::string value = text(key.get(parameters));
    const std::string instead = text(key.get(plain));
    if (value != instead) return Departure{key.name, value, instead};
  }
  return std::nullopt;
}

void require_plain(const Parameters& parameters) {
  const std::optional<Departure> departure = first_departure(parameters);
  if (!departure) return;
  throw InvalidInput(departure->key, departure->value,
                     departure->instead + " here: this part of the theory knows no other");
}

}  // namespace benignity
