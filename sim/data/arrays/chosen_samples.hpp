#pragma once

#include <cstdint>
#include <vector>

#include "sim/data/arrays/data_set.hpp"
#include "sim/data/labels.hpp"
#include "theory/setting/token_law.hpp"

namespace benignity {

/// What one run takes out of a data set.
struct ChosenSamples {
  std::vector<std::int64_t> training;  ///< n places in the data set
  std::vector<std::int64_t> head;      ///< set aside for the linear head
  Labels labels;  ///< of the training samples: as given, and with law.label_noise flipped
};

/// Throws InvalidInput where the set has fewer samples than a run takes.
void require_samples(const DataSet& set, std::int64_t samples, std::int64_t head_samples);

/// law.samples training samples and `head_samples` others: all in the order in which they are given
/// where every one trains, else the beginnings of a random order of (seed, replicate), so that more
/// samples extend fewer. Flips are to any other class: ceil(n eta) samples at random (law fixed),
/// or each on its own (bernoulli). Throws as above.
[[nodiscard]] ChosenSamples choose_samples(const DataSet& set, const TokenLaw& law,
                                           std::int64_t head_samples, std::uint64_t seed,
                                           std::uint64_t replicate);

/// The samples at these places, with their labels.
[[nodiscard]] LabelledTokens samples_at(const LabelledTokens& from,
                                        const std::vector<std::int64_t>& places);

}  // namespace benignity
