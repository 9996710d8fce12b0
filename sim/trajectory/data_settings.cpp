#include "sim/trajectory/data_settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/engine/given_model.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

/// What the arrays' shapes say.
constexpr std::array shape_keys = {"tokens", "dimension", "classes"};
/// Of Gaussian tokens, and of a signal that nobody knows here.
constexpr std::array law_keys = {"signal_norm",
                                 "noise_std",
                                 "weak_signal",
                                 "confusing_tokens",
                                 "aligned_tokens",
                                 "kappa",
                                 "snr",
                                 "head_alignment",
                                 "target_gap",
                                 "test_samples",
                                 "relevant_noise_std"};

template <std::size_t count>
bool is_one_of(const std::array<const char*, count>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

template <class Matrix>
double root_mean_square(const Matrix& matrix) {
  return matrix.norm() / std::sqrt(static_cast<double>(matrix.size()));
}

void take_start(RunSettings& settings, const ChosenKeys& chosen) {
  const DataSet& set = *settings.data;
  Parameters& p = settings.parameters;
  if (set.weights) p.chosen_init_weight_std = root_mean_square(*set.weights);
  if (set.query) p.init_query_std = root_mean_square(*set.query);
  if (settings.query_token) {
    const std::int64_t token = *settings.query_token;
    const std::string text = std::to_string(token);
    if (token < 0 || token >= p.tokens) {
      throw InvalidInput("query_token", text, "an index from 0 to " + std::to_string(p.tokens - 1));
    }
    if (set.query) {
      throw InvalidInput("query_token", text, "left out where query.npy gives the query");
    }
    const bool is_trained = chosen.contains("trained") && p.trained.query;
    if (is_trained) {
      throw InvalidInput("trained", "with \"query\"",
                         "without it where query_token makes a token the query");
    }
    p.trained.query = false;
    p.init_query_std = root_mean_square(query_tokens(set.training, token));
  }
  if ((set.weights || set.query) && p.heads > 1) {
    throw InvalidInput("heads", std::to_string(p.heads),
                       "1 where weights.npy or query.npy gives the start");
  }
}

void take_linear_head(RunSettings& settings, const ChosenKeys& chosen) {
  const DataSet& set = *settings.data;
  Parameters& p = settings.parameters;
  if (p.linear_heads == LinearHeads::independent) {
    throw InvalidInput("linear_heads", "independent", "shared with --data");
  }
  if (set.head && chosen.contains("init_head")) {
    throw InvalidInput("init_head", "chosen", "left out where head.npy gives the linear head");
  }
  if (set.head) return;
  if (p.trained.linear_head && !chosen.contains("init_head")) p.init_head = InitHead::zero;
  if (p.init_head == InitHead::random && !p.chosen_head_norm) {
    throw InvalidInput("init_head", "random", "with head_norm on given data");
  }
}

}  // namespace

bool is_of_the_data(const RunSettings& settings, std::string_view key) {
  if (settings.data == nullptr) return false;
  const bool is_given =
      (settings.data->weights &&
       (key == "init_weight_std" || key == "init_weight_law" || key == "parameterization")) ||
      ((settings.data->query || settings.query_token) && key == "init_query_std");
  return is_given || is_one_of(shape_keys, key) || is_one_of(law_keys, key);
}

bool is_without_meaning(const RunSettings& settings, std::string_view key) {
  if (settings.data == nullptr) return false;
  return is_one_of(law_keys, key) || (key == "head_norm" && !settings.parameters.chosen_head_norm);
}

void take_from_data(RunSettings& settings, const ChosenKeys& chosen) {
  if (settings.data == nullptr) return;
  const DataSet& set = *settings.data;
  for (const std::string& key : chosen) {
    if (!is_of_the_data(settings, key)) continue;
    throw InvalidInput(key, "chosen", "left out with --data, which says or does without it");
  }
  Parameters& p = settings.parameters;
  p.tokens = set.training.tokens;
  p.dimension = set.dimension();
  p.classes = set.classes;
  if (settings.head_samples < 0 || settings.head_samples >= set.training.samples) {
    throw InvalidInput("head_samples", std::to_string(settings.head_samples),
                       "from 0 to " + std::to_string(set.training.samples - 1) +
                           ", so that a sample is left to train");
  }
  if (set.head && settings.head_samples > 0) {
    throw InvalidInput("head_samples", std::to_string(settings.head_samples),
                       "0 where head.npy gives the linear head");
  }
  if (!chosen.contains("samples")) p.samples = set.training.samples - settings.head_samples;
  require_samples(set, p.samples, settings.head_samples);
  if (!chosen.contains("label_noise")) p.label_noise = 0;
  if (!chosen.contains("engine")) settings.engine = Engine::automatic;
  take_start(settings, chosen);
  take_linear_head(settings, chosen);
}

}  // namespace benignity
