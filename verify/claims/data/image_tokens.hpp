#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "sim/data/arrays/data_set.hpp"
#include "verify/claims/data/idx_images.hpp"

namespace benignity {

/// What stands at the relevant place: the image, or white noise of its mean squared length.
enum class RelevantToken { image, noise };

/// Samples of T tokens: an image of one of two classes, pixels from 0 to 1, at place 0, and
/// Gaussian noise of standard deviation noise_std at the others (the field's "signal patch among
/// noise patches"). Even samples are of class +1, odd ones of class -1.
struct ImageTokens {
  std::array<int, 2> classes = {0, 1};  ///< of the images, +1 and -1
  std::int64_t tokens = 4;
  double noise_std = 1;
  RelevantToken relevant = RelevantToken::image;
};

/// Which images: the samples/2 that a random order of (seed, stream) has first among those of each
/// class from `first` on, `last` excluded, in the order of the file.
struct ImageChoice {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t samples = 0;  ///< even
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;
};

/// The places first, ..., last - 1 of a class in `classes`, in the random order of (seed, stream,
/// column). Throws InvalidInput where the class has fewer than `last`.
[[nodiscard]] std::vector<std::int64_t> chosen_of_class(const std::vector<std::uint8_t>& classes,
                                                        int of_class, std::uint32_t column,
                                                        const ImageChoice& choice);

/// Throws InvalidInput where a class has fewer than `last` images.
[[nodiscard]] LabelledTokens image_tokens(const LabelledImages& images, const ImageTokens& law,
                                          const ImageChoice& choice);

/// Samples of 16 tokens: the image cut into 4 x 4 patches, row after row, of pixels/16 numbers from
/// 0 to 1, row after row. Throws InvalidInput as above, and where a side is no multiple of 4.
[[nodiscard]] LabelledTokens image_patches(const LabelledImages& images,
                                           const std::array<int, 2>& classes,
                                           const ImageChoice& choice);

/// The sets of images that are read: Fashion-MNIST (Xiao, Rasul & Vollgraf 2017), 6,000 training
/// images of each of ten classes; the MNIST digits 0 to 3 (LeCun, Cortes & Burges) of R's package
/// rsvd, 3,000 of each. docs/data.md has their cards.
enum class ImageSet { fashion_mnist, digits };

/// /usr/share/datasets, or what BENIGNITY_DATASETS names.
[[nodiscard]] std::filesystem::path datasets_folder();

/// Throws InvalidInput where the images are not there, before anything long starts.
void require_images(ImageSet set);

/// Looked for below datasets_folder(). Throws InvalidInput where they are not there or damaged.
[[nodiscard]] std::shared_ptr<const LabelledImages> images_of(ImageSet set);

}  // namespace benignity
