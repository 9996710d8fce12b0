#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/measure/token_coordinates.hpp"
#include "sim/trajectory/settings.hpp"
#include "verify/claims/data/image_tokens.hpp"
#include "verify/claims/data/mail_tokens.hpp"

namespace benignity {

/// What the tokens of a run are: those of the theorem's own law with |mu| = 10, sigma = 1 (d =
/// 784); an image among three tokens of white noise of standard deviation 1 or 3; the first 16
/// words of a mail (d = 100); 16 patches of an image.
enum class TokenSource { own_law, among_noise_1, among_noise_3, words, patches };

[[nodiscard]] const char* name(TokenSource source);

/// Whose coordinates the prediction of a sample goes by: its own, or those of another one, of the
/// other class.
enum class Coordinates { own, of_others };

struct ImageRunDesign {
  TokenSource source = TokenSource::own_law;
  std::array<int, 2> classes = {};
  std::int64_t samples = 60;
  double label_noise = 0.2;
  Coordinates coordinates = Coordinates::own;
  std::uint64_t seed = 1;
  std::uint64_t run = 0;               ///< of the seed: images, noise and flips of its own
  std::int64_t measured_images = 500;  ///< of each class
};

/// What tokens are taken from; null where no source of a design reads them.
struct TokenData {
  std::shared_ptr<const LabelledImages> images = nullptr;
  std::shared_ptr<const LabelledMails> mails = nullptr;
};

/// A run on images or mails for 300 tau_select beside what theory says of it. Of each class: 100
/// for the linear head, 500 (mails: 160) to be measured, the others train. Softmax is recorded
/// every 30 tau_select
/// (`records`, the first before training).
class ImageRun {
 public:
  static constexpr std::int64_t records = 11;
  static constexpr double tau_selects_a_record = 30;

  ImageRun(const ImageRunDesign& design, const TokenData& data);

  [[nodiscard]] const LabelledTokens& training() const { return training_; }  ///< observed labels
  [[nodiscard]] const Labels& labels() const { return chosen_.labels; }
  [[nodiscard]] std::int64_t signal_place() const { return place_; }
  [[nodiscard]] std::vector<double> head_values() const;  ///< nu . x, nT

  /// Softmax of the run, records x n x T; the same with a record every tau_select, 301 of them.
  [[nodiscard]] std::vector<double> observed() const;
  [[nodiscard]] std::vector<double> observed_closely() const;
  /// The same by the mean field of own coordinates.
  [[nodiscard]] std::vector<double> by_own_coordinates(KeptKernel kept) const;
  /// Softmax of the signal's place at one record by the isotropic law of what was measured, H and q
  /// growing, n.
  [[nodiscard]] std::vector<double> by_isotropic_law(std::int64_t record) const;

 private:
  [[nodiscard]] std::vector<double> observed_every(std::int64_t steps) const;

  RunSettings settings_;
  LabelledTokens measured_;  // that do not train
  LabelledTokens training_;
  LabelledTokens coordinates_;  // that the prediction goes by
  ChosenSamples chosen_;
  Parameters law_;
  std::int64_t place_ = 0;
};

}  // namespace benignity
