#pragma once

#include "theory/setting/parameters.hpp"
#include "theory/setting/setting_key.hpp"

namespace benignity {

/// The words of README.md, "fixed", "bernoulli" and so on.
[[nodiscard]] std::string_view name(LabelNoiseKind kind);
[[nodiscard]] std::string_view name(HeadOutput output);
[[nodiscard]] std::string_view name(LinearHeads heads);
[[nodiscard]] std::string_view name(InitHead head);
[[nodiscard]] std::string_view name(Parameterization parameterization);
[[nodiscard]] std::string_view name(InitWeightLaw law);
[[nodiscard]] std::string_view name(OptimizerKind optimizer);
[[nodiscard]] std::string_view name(ModelKind model);
[[nodiscard]] std::string_view name(SkipConnection connection);
[[nodiscard]] std::string_view name(NormPlacement norm);

/// Every key of the token law, the first ones of Parameters.
[[nodiscard]] const std::vector<Key<TokenLaw>>& token_law_keys();

/// Every key of Parameters, in the order of README.md. A new key is one line here (and one in
/// verify/program/summary.schema.json): parsing, validate(), texts, axes and --help read the table.
[[nodiscard]] const std::vector<Key<Parameters>>& parameter_keys();

/// kappa = n SNR^2 and SNR, which set signal_norm in their own way: from the samples, the dimension
/// and the token noise that the parameters have when they are set, so they are set last.
[[nodiscard]] const std::vector<Key<Parameters>>& signal_keys();

}  // namespace benignity
