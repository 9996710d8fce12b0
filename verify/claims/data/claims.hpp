#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"
#include "verify/claims/data/image_cells.hpp"
#include "verify/claims/data/image_course.hpp"
#include "verify/claims/data/image_run.hpp"
#include "verify/claims/data/image_tokens.hpp"
#include "verify/claims/data/mail_cells.hpp"
#include "verify/claims/data/mail_tokens.hpp"

namespace benignity {

/// What a control changes in the law that the measurement is asked to find again.
struct MeasuredLawDesign {
  double noise_factor = 1;  ///< of the standard deviation that is called true
};

/// `measure` finds the parameters of a known law again.
[[nodiscard]] Claim measured_law_claim(const MeasuredLawDesign& design = {});

/// The cells; what a control or a test has instead of them.
struct MemorisedImagesDesign {
  ImageSet set = ImageSet::fashion_mnist;
  std::vector<std::array<int, 2>> classes = {{2, 3}, {4, 5}, {6, 8}};
  ImagePools pools = {};
  std::vector<std::int64_t> samples = {20, 60, 200, 600};
  std::int64_t replicates = 3;
  RelevantToken relevant = RelevantToken::image;           ///< of what trains; measured are images
  std::shared_ptr<const LabelledImages> images = nullptr;  ///< null: those of the set
};

/// The same of the digits 0 to 3, which are fewer.
[[nodiscard]] MemorisedImagesDesign memorised_digits_design();

/// kappa_eff against kappa* says whether images with wrong labels are memorised.
[[nodiscard]] Claim memorised_images_claim(const MemorisedImagesDesign& design = {});

[[nodiscard]] ImageCourseDesign selected_images_design();

/// kappa_eff against kappa* says which samples select their image.
[[nodiscard]] Claim selected_images_claim(
    const ImageCourseDesign& design = selected_images_design());

[[nodiscard]] ImageCourseDesign delayed_images_design();

/// kappa_eff says whether generalisation comes late.
[[nodiscard]] Claim delayed_images_claim(const ImageCourseDesign& design = delayed_images_design());

struct MailSetting {
  std::int64_t tokens;
  double label_noise;
  double ratio;  ///< kappa_eff/kappa*
};

/// The settings whose n is at most 600; what a control or a test has instead of them.
struct MemorisedMailsDesign {
  std::vector<MailSetting> settings = {{16, 0.2, 3},       {32, 0.2, 3},       {8, 0.1, 3},
                                       {16, 0.1, 3},       {32, 0.1, 3},       {8, 0.2, 1.0 / 3},
                                       {16, 0.2, 1.0 / 3}, {32, 0.2, 1.0 / 3}, {8, 0.1, 1.0 / 3},
                                       {16, 0.1, 1.0 / 3}, {32, 0.1, 1.0 / 3}};
  MailPools pools = {};
  std::int64_t replicates = 8;
  double kappa_factor = 1;                               ///< what kappa_eff is taken times
  std::shared_ptr<const LabelledMails> mails = nullptr;  ///< null: the SpamAssassin corpus
};

/// The same of words as tokens: n is the dial.
[[nodiscard]] Claim memorised_mails_claim(const MemorisedMailsDesign& design = {});

/// What a control or a test has instead.
struct OwnCoordinatesDesign {
  std::vector<TokenSource> sources = {TokenSource::words, TokenSource::own_law,
                                      TokenSource::among_noise_1, TokenSource::among_noise_3,
                                      TokenSource::patches};
  std::vector<std::array<int, 2>> classes = {{2, 3}, {4, 5}, {6, 8}};
  std::int64_t samples = 60;
  std::int64_t replicates = 9;  ///< of each data set, a third on each pair of classes
  Coordinates coordinates = Coordinates::own;
  std::int64_t measured_images = 500;  ///< of each class
  TokenData data = {};                 ///< null: Fashion-MNIST, the SpamAssassin corpus
};

/// The mean field with each token's own coordinates says where each sample looks.
[[nodiscard]] Claim own_coordinates_claim(const OwnCoordinatesDesign& design = {});

/// Throws InvalidInput where one of the claims is about images or mails that are not there.
void require_data_of(const std::vector<Claim>& claims);

/// What the full battery has of this folder: claims that need no data of a package.
[[nodiscard]] std::vector<Claim> given_data_beyond_standard();
/// Battery real: those and what is said of packaged data, with its control.
[[nodiscard]] std::vector<Claim> real_data_claims();
/// The negative controls of this folder that need no data of a package.
[[nodiscard]] std::vector<Mutant> given_data_mutants();

}  // namespace benignity
