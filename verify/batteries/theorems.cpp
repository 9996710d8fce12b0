#include "verify/batteries/theorems.hpp"

#include <algorithm>
#include <array>

#include "theory/invalid_input.hpp"
#include "verify/batteries/token_selection.hpp"
#include "verify/claims/data/claims.hpp"
#include "verify/claims/harmful_edge/claims.hpp"
#include "verify/claims/heads/claims.hpp"
#include "verify/claims/max_margin/claims.hpp"
#include "verify/claims/optimisers/claims.hpp"
#include "verify/claims/query_only/claims.hpp"
#include "verify/claims/single_head_attention/claims.hpp"

namespace benignity {
namespace {

constexpr std::array known = {
    Theorem{"token_selection",
            "one attention head does not overfit where n SNR^2 is large, overfits benignly and "
            "late where it is small",
            "[paper] Sakamoto & Sato, ICML 2025, arXiv 2409.17625", "verify/claims/theorem",
            token_selection_standard, token_selection_beyond_standard, token_selection_mutants},
    Theorem{"single_head_attention",
            "two steps from zero overfit benignly in a window of n SNR^2: noisy labels by their "
            "noise token, clean samples and fresh data by the signal",
            "[published] Magen et al., arXiv 2410.07746; [derived] the window and its map",
            "verify/claims/single_head_attention", single_head_attention_claims, nullptr,
            single_head_attention_mutants},
    Theorem{"heads",
            "several heads with one linear head are one head with a larger gap or a smaller step; "
            "summed, they weaken, then destroy not overfitting",
            "[derived] theory/heads/README.md; an open question of Sakamoto & Sato",
            "verify/claims/heads", heads_claims, nullptr, heads_mutants},
    Theorem{"max_margin",
            "with a fixed head the query turns to the max-margin solution of the tokens it selects",
            "[published] Tarzanagh et al., arXiv 2306.13596; [derived] its derivative, rate, ties",
            "verify/claims/max_margin", max_margin_claims, nullptr, max_margin_mutants},
    Theorem{"harmful_edge",
            "below an edge in |mu| memorisation spoils fresh data in the end; above a boundary in "
            "kappa noisy labels are not fitted at a given step",
            "[published] arXiv 2409.17625: SNR = o(d^(-1/4)) is harmful; [derived] the edge",
            "verify/claims/harmful_edge", harmful_edge_claims, nullptr, harmful_edge_mutants},
    Theorem{
        "query_only",
        "where the query alone trains with W = I the kernel stands still, and the sign of what "
        "clean less noisy samples add up decides benign or not",
        "[derived] theory/query_only/README.md, for the model of the first version of Sakamoto & "
        "Sato and its Theorem 4.2",
        "verify/claims/query_only", query_only_claims, nullptr, query_only_mutants},
    Theorem{"optimisers",
            "momentum is a time scale, decay has three cases, mini-batches keep the events",
            "[derived] theory/optimisers/README.md; the paper trains by full-batch descent",
            "verify/claims/optimisers", optimisers_claims, nullptr, optimisers_mutants},
    Theorem{"given_data", "what is measured of given tokens says what training does with them",
            "[derived] theory/README.md section 13", "verify/claims/data",
            [] { return std::vector<Claim>(); }, given_data_beyond_standard, given_data_mutants},
    // Its controls lie beside its claims: runs of a network take minutes.
    Theorem{
        "encoder",
        "a one-layer transformer encoder keeps part 2 alone: every label is memorised, benignly "
        "and before it generalises; its trained linear head leaves no part 1",
        "[derived] sim/encoder/README.md; an open question of Sakamoto & Sato",
        "verify/claims/encoder", [] { return std::vector<Claim>(); }, nullptr,
        [] { return std::vector<Mutant>(); }},
};

}  // namespace

std::span<const Theorem> theorems() { return known; }

const Theorem& theorem_named(std::string_view name) {
  const auto* const found = std::find_if(
      known.begin(), known.end(), [&](const Theorem& theorem) { return theorem.name == name; });
  if (found == known.end()) {
    throw InvalidInput("theorem", std::string(name), "one of " + known_theorems());
  }
  return *found;
}

std::string known_theorems() {
  std::string names;
  for (const Theorem& theorem : known) {
    names += (names.empty() ? "" : ", ") + std::string(theorem.name);
  }
  return names;
}

}  // namespace benignity
