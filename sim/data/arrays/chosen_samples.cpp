#include "sim/data/arrays/chosen_samples.hpp"

#include <numeric>
#include <string>

#include "sim/data/class_law.hpp"
#include "sim/random/permutation.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

int other_label(const TokenLaw& law, int label, Stream& stream) {
  const std::int64_t away = 1 + below(law.classes - 1, stream.uniform());
  return label_of_class(law, (class_of_label(law, label) + away) % law.classes);
}

void flip(const TokenLaw& law, std::uint64_t seed, std::uint64_t replicate, Labels& labels) {
  const auto stream_of = [&](std::size_t sample) {
    return Stream({seed, Purpose::label_flip, replicate, static_cast<std::uint32_t>(sample), 0});
  };
  if (law.label_noise_kind == LabelNoiseKind::bernoulli) {
    for (std::size_t i = 0; i < labels.truth.size(); ++i) {
      Stream stream = stream_of(i);
      if (stream.uniform() > law.label_noise) continue;
      labels.observed[i] = other_label(law, labels.truth[i], stream);
    }
    return;
  }
  Stream order_stream({seed, Purpose::label_flip, replicate, 0, 1});
  const std::vector<std::int64_t> order = random_order(order_stream, law.samples);
  for (std::int64_t k = 0; k < fixed_flips(law); ++k) {
    const auto sample = static_cast<std::size_t>(order[static_cast<std::size_t>(k)]);
    Stream stream = stream_of(sample);
    labels.observed[sample] = other_label(law, labels.truth[sample], stream);
  }
}

}  // namespace

void require_samples(const DataSet& set, std::int64_t samples, std::int64_t head_samples) {
  const std::int64_t given = set.training.samples;
  if (samples <= given - head_samples) return;
  const std::string aside =
      head_samples == 0 ? "" : ", head_samples sets " + std::to_string(head_samples) + " aside";
  throw InvalidInput("samples", std::to_string(samples),
                     "at most " + std::to_string(given - head_samples) + ": " + set.folder +
                         " has " + std::to_string(given) + aside);
}

ChosenSamples choose_samples(const DataSet& set, const TokenLaw& law, std::int64_t head_samples,
                             std::uint64_t seed, std::uint64_t replicate) {
  require_samples(set, law.samples, head_samples);
  const std::int64_t given = set.training.samples;
  std::vector<std::int64_t> order(static_cast<std::size_t>(given));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  if (law.samples < given) {
    Stream stream({seed, Purpose::sample_choice, replicate, 0, 0});
    order = random_order(stream, given);
  }
  ChosenSamples chosen;
  chosen.head.assign(order.begin(), order.begin() + head_samples);
  chosen.training.assign(order.begin() + head_samples, order.begin() + head_samples + law.samples);
  for (const std::int64_t place : chosen.training) {
    chosen.labels.truth.push_back(set.training.labels[static_cast<std::size_t>(place)]);
  }
  chosen.labels.observed = chosen.labels.truth;
  if (law.label_noise > 0) flip(law, seed, replicate, chosen.labels);
  return chosen;
}

LabelledTokens samples_at(const LabelledTokens& from, const std::vector<std::int64_t>& places) {
  LabelledTokens chosen;
  chosen.samples = static_cast<std::int64_t>(places.size());
  chosen.tokens = from.tokens;
  chosen.rows.resize(chosen.samples * from.tokens, from.rows.cols());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int64_t first = places[i] * from.tokens;
    chosen.rows.middleRows(static_cast<Eigen::Index>(i) * from.tokens, from.tokens) =
        from.rows.middleRows(first, from.tokens);
    chosen.labels.push_back(from.labels[static_cast<std::size_t>(places[i])]);
    if (!from.absent.empty()) {
      chosen.absent.insert(chosen.absent.end(), from.absent.begin() + first,
                           from.absent.begin() + first + from.tokens);
    }
  }
  return chosen;
}

}  // namespace benignity
