#include "theory/mean_field/equivalent.hpp"

#include <optional>

#include "theory/invalid_input.hpp"
#include "theory/setting/parameter_keys.hpp"
#include "theory/setting/plain.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// A key that may leave the family, when it does, what it would have to be, and why.
struct Leaving {
  const char* key;
  bool (*leaves)(const Parameters&);
  const char* instead;
  const char* reason;
};

constexpr Leaving leavings[] = {
    {"model", [](const Parameters& p) { return p.model != ModelKind::attention; }, "attention",
     "an encoder's value, MLP and linear head train too"},
    {"classes", [](const Parameters& p) { return p.classes > 2; }, "2",
     "the mean field of more than two classes is not derived"},
    {"relevant_noise_std",
     [](const Parameters& p) { return p.relevant_noise_std() != p.noise_std; }, "noise_std",
     "the relevant token's own logit would move at another rate than the others'"},
    {"parameterization",
     [](const Parameters& p) { return p.parameterization == Parameterization::key_query; },
     "weights", "W_K^T W_K has key_dimension directions, so that H is not proportional to K"},
    {"trained", [](const Parameters& p) { return p.trained.linear_head; },
     "without \"linear_head\"",
     "a trained linear head memorises too: its mean field is another system, "
     "theory/README.md (12.11), followed by engine mean_field where W, p and a head from zero or "
     "the signal direction train"},
    {"init_head", [](const Parameters& p) { return p.init_head == InitHead::random; }, "signal",
     "a random linear head does not see the signal"},
    {"head_alignment", [](const Parameters& p) { return p.head_alignment != 1; }, "1",
     "each linear head gives every token a noise of its own, and the heads part"},
    {"optimizer", [](const Parameters& p) { return p.optimizer != OptimizerKind::descent; },
     "descent", "its steps depend on the basis of R^d"},
    {"weight_decay", [](const Parameters& p) { return p.weight_decay != 0; }, "0",
     "decay forgets the initial weights, and the gain D of the logits with them"},
    {"batch_size", [](const Parameters& p) { return p.batch_size() != p.samples; }, "samples",
     "the full batch is its limit of small steps, but no margin bounds the spread around it"},
};

std::string value_of(const char* name, const Parameters& parameters) {
  for (const Key<Parameters>& key : parameter_keys()) {
    if (std::string_view(key.name) == name) return text(key.get(parameters));
  }
  return {};
}

std::optional<NoEquivalent> leaving(const Parameters& parameters) {
  for (const Leaving& each : leavings) {
    if (!each.leaves(parameters)) continue;
    return NoEquivalent{each.key, value_of(each.key, parameters), each.instead, each.reason};
  }
  return std::nullopt;
}

/// One head for H alike: f = H f_1 is a head of H |nu|, whose c is H times each head's; f = f_1
/// leaves each 1/H of its c. (12.6)
void join_heads(Parameters& p) {
  const auto heads = static_cast<double>(p.heads);
  if (p.heads > 1) {
    if (p.head_output == HeadOutput::sum) p.chosen_head_norm = heads * p.head_norm();
    p.step_size /= heads;
  }
  p.heads = 1;
  p.head_output = HeadOutput::sum;
  p.linear_heads = LinearHeads::shared;
}

/// The scales of W and p that both train with the gain D of what trains here. (12.7)
void keep_the_gain(Parameters& p) {
  if (p.init_weight_law == InitWeightLaw::identity) {
    p.chosen_init_weight_std = p.init_weight_std();
    p.init_weight_law = InitWeightLaw::gaussian;
  }
  if (!p.trained.query) p.chosen_init_weight_std = 0;
  if (!p.trained.weights) p.init_query_std = 0;
  p.trained = {};
}

}  // namespace

MeanFieldReduction mean_field_reduction(const Parameters& parameters) {
  validate(parameters);
  if (is_plain(parameters)) return MeanFieldEquivalent{parameters};
  if (std::optional<NoEquivalent> none = leaving(parameters)) return *std::move(none);
  const bool both_train = parameters.trained.weights && parameters.trained.query;
  MeanFieldEquivalent equivalent{parameters,
                                 both_train ? KernelMotion::grows : KernelMotion::frozen};
  Parameters& plain = equivalent.plain;
  join_heads(plain);
  keep_the_gain(plain);
  equivalent.memory = plain.momentum / (1 - plain.momentum);
  plain.step_size /= 1 - plain.momentum;
  plain.momentum = 0;
  validate(plain);
  return equivalent;
}

MeanFieldEquivalent mean_field_equivalent(const Parameters& parameters) {
  MeanFieldReduction reduction = mean_field_reduction(parameters);
  if (const auto* none = std::get_if<NoEquivalent>(&reduction)) {
    throw InvalidInput(none->key, none->value,
                       none->instead + " where the mean field is asked: " + none->reason);
  }
  return std::get<MeanFieldEquivalent>(std::move(reduction));
}

double lazy_query_norm2(const Parameters& parameters, double energy) {
  const double initial = parameters.init_query_std * parameters.init_query_std *
                         static_cast<double>(parameters.dimension);
  if (!parameters.trained.query) return initial;
  return initial + energy / logit_gain<double>(mean_field_equivalent(parameters).plain);
}

double norm2_across_data(const Parameters& parameters, double query_norm2) {
  const auto dimension = static_cast<double>(parameters.dimension);
  if (parameters.init_weight_law == InitWeightLaw::identity) {
    return parameters.init_query_std * parameters.init_query_std * dimension;
  }
  return parameters.init_weight_std() * parameters.init_weight_std() * dimension * query_norm2;
}

}  // namespace benignity
