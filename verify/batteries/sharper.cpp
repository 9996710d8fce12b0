#include "verify/batteries/sharper.hpp"

#include <array>

namespace benignity {
namespace {

constexpr std::array found = {
    Sharper{"token_selection",
            "the threshold of SNR^2 is kappa*/n, kappa* = 10 to 25 at the published T, eta, rho, "
            "where the paper has SNR^2 ~ 1/n",
            "theorem.regime"},
    Sharper{"token_selection",
            "the delay of benign overfitting is e^{c/kappa} with c = 2 lambda*/S, not e^{1/kappa}",
            "theorem.exponent_constant"},
    Sharper{"token_selection",
            "not overfitting is a window: at an exit time noisy samples leave the relevant token "
            "again",
            "theorem.window"},
    Sharper{"token_selection",
            "the gain is d (sigma_w^2 + sigma_p^2), not d max(sigma_w^2, sigma_p^2)",
            "exponent.selection_time.gain_is_a_sum"},
    Sharper{"token_selection",
            "part 1 in signs is true before training: what training earns is the selection of x_1",
            "theorem.not_overfitting.sign"},
    Sharper{"single_head_attention",
            "two steps overfit benignly exactly in a window, 2/c^2 < n SNR^2 < x_noisy",
            "single_head_attention.window"},
    Sharper{"single_head_attention", "with one step size they never do by attention",
            "single_head_attention.step_sizes"},
    Sharper{"heads", "kappa* = 22.7, 44.4, 131 for 1, 2, 3 summed heads, and four never select x_1",
            "heads.critical_kappa"},
    Sharper{
        "max_margin",
        "dp/dlog t tends to the max-margin solution itself, at a rate t^{-r} of its own program",
        "max_margin.rate"},
    Sharper{"max_margin", "tokens of equal head value ask for no margin", "max_margin.ties"},
    Sharper{"harmful_edge",
            "SNR = o(d^(-1/4)) is a limit of exponents: local ones of |mu| in d are 0.17 to 0.24",
            "harmful_edge.late_edge"},
    Sharper{"query_only", "a lazy kernel is late by d^(-1/2), 15% at the paper's size",
            "query_only.dimension"},
    Sharper{"optimisers", "heavy ball comes late by m(1 + log(v_e/v_0)) steps, m = beta/(1 - beta)",
            "optimisers.momentum.delay"},
    Sharper{"optimisers",
            "decoupled weight decay keeps none of the late statements: training stops",
            "optimisers.decay"},
};

}  // namespace

std::span<const Sharper> sharper_than_published() { return found; }

}  // namespace benignity
