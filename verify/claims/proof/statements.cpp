#include "verify/claims/proof/statements.hpp"

#include <functional>

namespace benignity {
namespace {

std::optional<bool> both(const std::optional<bool>& a, const std::optional<bool>& b) {
  if (a == std::optional(false) || b == std::optional(false)) return false;
  return a && b ? std::optional(true) : std::nullopt;
}

std::optional<bool> negation(const std::optional<bool>& holds) {
  return holds ? std::optional(!*holds) : std::nullopt;
}

/// What is certain of a number in [lower, upper].
std::optional<bool> at_least(double lower, double upper, double level) {
  if (lower >= level) return true;
  if (upper < level) return false;
  return std::nullopt;
}

std::optional<bool> above(double lower, double upper, double level) {
  if (lower > level) return true;
  if (upper <= level) return false;
  return std::nullopt;
}

using OfSample = std::function<std::optional<bool>(std::size_t sample)>;

std::optional<bool> of_every_sample(const Labels& labels, const OfSample& holds) {
  std::optional<bool> all = true;
  for (std::size_t i = 0; i < labels.observed.size(); ++i) all = both(all, holds(i));
  return all;
}

std::optional<bool> is_fitted(const Proof& proof, std::size_t sample) {
  const Enclosed& margin = proof.records.back().state.margin[sample];
  return above(margin.lower, margin.upper, 0);
}

std::optional<bool> is_selected(const Proof& proof, std::size_t sample) {
  const Enclosed& relevant = proof.records.back().state.relevant[sample];
  return at_least(relevant.lower, relevant.upper, 0.5);
}

std::optional<bool> errs_less_than(const Proof& proof, double delta) {
  if (!proof.fresh) return std::nullopt;
  return negation(at_least(proof.fresh->error.lower, proof.fresh->error.upper, delta));
}

std::optional<bool> selects_at_least(const Proof& proof, double share) {
  if (!proof.fresh) return std::nullopt;
  return at_least(proof.fresh->selected.lower, proof.fresh->selected.upper, share);
}

}  // namespace

std::optional<bool> part_one_signs(const Proof& proof, const Labels& labels, double delta) {
  return both(of_every_sample(labels,
                              [&](std::size_t i) {
                                const std::optional<bool> fitted = is_fitted(proof, i);
                                return labels.is_noisy(i) ? negation(fitted) : fitted;
                              }),
              errs_less_than(proof, delta));
}

std::optional<bool> part_two_signs(const Proof& proof, const Labels& labels, double delta) {
  return both(of_every_sample(labels, [&](std::size_t i) { return is_fitted(proof, i); }),
              errs_less_than(proof, delta));
}

std::optional<bool> harmful_error(const Proof& proof, const Labels&, double delta) {
  return negation(errs_less_than(proof, delta));
}

std::optional<bool> part_one_selections(const Proof& proof, const Labels& labels, double delta) {
  return both(of_every_sample(labels, [&](std::size_t i) { return is_selected(proof, i); }),
              selects_at_least(proof, 1 - delta));
}

std::optional<bool> part_two_selections(const Proof& proof, const Labels& labels, double delta) {
  return both(of_every_sample(labels,
                              [&](std::size_t i) {
                                const std::optional<bool> selected = is_selected(proof, i);
                                return both(is_fitted(proof, i),
                                            labels.is_noisy(i) ? negation(selected) : selected);
                              }),
              selects_at_least(proof, 1 - delta));
}

}  // namespace benignity
