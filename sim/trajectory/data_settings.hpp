#pragma once

#include <functional>
#include <set>
#include <string>

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Keys that a user chose.
using ChosenKeys = std::set<std::string, std::less<>>;

/// The key has no meaning for given samples, or is theirs to say: no user's with --data.
[[nodiscard]] bool is_of_the_data(const RunSettings& settings, std::string_view key);

/// The key's value says nothing of a run on given data.
[[nodiscard]] bool is_without_meaning(const RunSettings& settings, std::string_view key);

/// Takes from settings.data what it says of a run: tokens, dimension, classes; samples (all that
/// are not set aside), label_noise 0 and engine auto where these are not chosen; init_weight_std
/// and init_query_std where W, p or query tokens are given: the root mean squares of their entries.
/// A linear head that trains and is neither given nor chosen starts from zero. Throws InvalidInput
/// for a chosen key that is_of_the_data(), a query_token outside 0..T-1 or beside query.npy,
/// head_samples beside head.npy or that leave nobody to train, several heads on given weights or
/// query, and init_head random without head_norm.
void take_from_data(RunSettings& settings, const ChosenKeys& chosen);

}  // namespace benignity
