#pragma once

#include <cstdint>
#include <string>

#include "sim/measure/measured_tokens.hpp"
#include "verify/claims/data/mail_tokens.hpp"
#include "verify/claims/data/memorised_shares.hpp"

namespace benignity {

/// Where, among the mails of a class in the order of their file, those for the linear head begin
/// and end, those that are measured end, those that train, and those that test. Others may have
/// been seen when the design was chosen.
struct MailPools {
  std::int64_t first = 620;
  std::int64_t head = 720;
  std::int64_t measured = 880;
  std::int64_t training = 1180;
  std::int64_t test = 1240;
};

/// Mails of T words as they were measured, on mails that train nothing, and their linear head,
/// fitted to others and scaled to g = 1/sqrt(2).
struct MeasuredMails {
  std::int64_t tokens = 0;
  MeasuredTokens figures;
  Matrix<double> head;
};

[[nodiscard]] MeasuredMails measured_mails(const LabelledMails& mails, std::int64_t tokens,
                                           const MailPools& pools);

/// One setting. What a mail is cannot be turned louder: n makes kappa_eff = ratio * kappa*.
struct MailCell {
  std::int64_t tokens;
  double label_noise;
  double ratio;
  // What is said of it before it runs:
  std::int64_t samples = 0;
  double kappa = 0;
  double critical = 0;
  double tau_select = 0;    ///< steps of step size 1
  double least_margin = 0;  ///< the smallest of the measured margins of section 9
  std::string margin_name = {};
  MemorisedShares shares = {};  ///< own coordinates with the whole of K

  [[nodiscard]] bool is_predicted_memorised() const { return kappa < critical; }
  /// Replicates that are memorised as predicted: half of the noisy samples or more, or fewer.
  [[nodiscard]] std::int64_t hits() const;
  [[nodiscard]] std::int64_t hits_by_own_coordinates() const;
  [[nodiscard]] std::string name() const;
};

/// Sets what is said of the cell; kappa_eff is taken times `kappa_factor`, 1 outside controls.
/// Throws InvalidInput where no law stands for the mails.
void predict_cell(MailCell& cell, const MeasuredMails& measured, double kappa_factor);

/// Trains one replicate of the cell from scratch on mails of its own, at `place` of the cell's
/// lists; `run` numbers it among all runs of the seed.
void run_cell(MailCell& cell, std::size_t place, std::uint64_t run, const LabelledMails& mails,
              const MailPools& pools, const MeasuredMails& measured, std::uint64_t seed);

}  // namespace benignity
