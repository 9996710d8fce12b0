#include "verify/claims/data/image_tokens.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "sim/random/permutation.hpp"
#include "sim/random/stream.hpp"
#include "theory/invalid_input.hpp"
#include "verify/claims/data/r_digits.hpp"

namespace benignity {
namespace image_tokens_parts {
namespace {

constexpr double largest_pixel = 255;

std::filesystem::path folder_of(ImageSet set) {
  return datasets_folder() / (set == ImageSet::fashion_mnist ? "fashion-mnist" : "mnist-digits");
}

}  // namespace
}  // namespace image_tokens_parts

std::filesystem::path datasets_folder() {
  const char* const chosen = std::getenv("BENIGNITY_DATASETS");
  return chosen == nullptr ? "/usr/share/datasets" : chosen;
}

std::vector<std::int64_t> chosen_of_class(const std::vector<std::uint8_t>& classes, int of_class,
                                          std::uint32_t column, const ImageChoice& choice) {
  std::vector<std::int64_t> found;
  std::int64_t seen = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i] != of_class) continue;
    if (seen >= choice.first && seen < choice.last) found.push_back(static_cast<std::int64_t>(i));
    ++seen;
  }
  if (seen < choice.last) {
    throw InvalidInput("class " + std::to_string(of_class), std::to_string(seen) + " samples",
                       "at least " + std::to_string(choice.last));
  }
  Stream stream({choice.seed, Purpose::sample_choice, choice.stream, column, 0});
  std::vector<std::int64_t> chosen;
  for (const std::int64_t k : random_order(stream, choice.last - choice.first)) {
    chosen.push_back(found[static_cast<std::size_t>(k)]);
  }
  return chosen;
}

LabelledTokens image_tokens(const LabelledImages& images, const ImageTokens& law,
                            const ImageChoice& choice) {
  LabelledTokens samples;
  samples.samples = choice.samples;
  samples.tokens = law.tokens;
  samples.rows.resize(choice.samples * law.tokens, images.pixels);
  const auto pixels = static_cast<std::size_t>(images.pixels);
  const std::array<std::vector<std::int64_t>, 2> of_class = {
      chosen_of_class(images.classes, law.classes[0], 0, choice),
      chosen_of_class(images.classes, law.classes[1], 1, choice)};
  for (std::int64_t i = 0; i < choice.samples; ++i) {
    const auto odd = static_cast<std::size_t>(i % 2);
    samples.labels.push_back(odd == 0 ? 1 : -1);
    const std::int64_t place = of_class[odd].at(static_cast<std::size_t>(i / 2));
    for (std::int64_t t = 0; t < law.tokens; ++t) {
      auto row = samples.rows.row(i * law.tokens + t);
      Stream({choice.seed, Purpose::train_noise, choice.stream, static_cast<std::uint32_t>(i),
              static_cast<std::uint32_t>(t)})
          .normals({row.data(), pixels});
      if (t > 0) {
        row *= law.noise_std;
        continue;
      }
      double length2 = 0;
      for (std::size_t k = 0; k < pixels; ++k) {
        const double pixel = images.values[static_cast<std::size_t>(place) * pixels + k] /
                             image_tokens_parts::largest_pixel;
        length2 += pixel * pixel;
        if (law.relevant == RelevantToken::image) row(static_cast<Eigen::Index>(k)) = pixel;
      }
      if (law.relevant == RelevantToken::noise) {
        row *= std::sqrt(length2 / static_cast<double>(pixels));
      }
    }
  }
  return samples;
}

LabelledTokens image_patches(const LabelledImages& images, const std::array<int, 2>& classes,
                             const ImageChoice& choice) {
  constexpr std::int64_t cuts = 4;
  const std::int64_t side = std::llround(std::sqrt(static_cast<double>(images.pixels)));
  if (side * side != images.pixels || side % cuts != 0) {
    throw InvalidInput("images", std::to_string(images.pixels) + " pixels",
                       "squares whose side is a multiple of 4");
  }
  // The images as they stand at place 0.
  const LabelledTokens whole = image_tokens(images, {classes, 1, 0}, choice);
  const std::int64_t width = side / cuts;
  LabelledTokens patches;
  patches.samples = choice.samples;
  patches.tokens = cuts * cuts;
  patches.labels = whole.labels;
  patches.rows.resize(patches.samples * patches.tokens, width * width);
  for (std::int64_t i = 0; i < patches.samples; ++i) {
    for (std::int64_t pixel = 0; pixel < images.pixels; ++pixel) {
      const std::int64_t row = pixel / side;
      const std::int64_t column = pixel % side;
      const std::int64_t patch = row / width * cuts + column / width;
      patches.rows(i * patches.tokens + patch, row % width * width + column % width) =
          whole.rows(i, pixel);
    }
  }
  return patches;
}

void require_images(ImageSet set) {
  const std::filesystem::path folder = image_tokens_parts::folder_of(set);
  std::error_code no_folder;
  if (std::filesystem::is_directory(folder, no_folder)) return;
  const std::string package =
      set == ImageSet::fashion_mnist ? "dataset-fashion-mnist" : "r-cran-rsvd";
  throw InvalidInput(
      "battery", "real without " + folder.string(),
      "with it: from Debian package " + package + ", as ./run verify --battery real leaves it");
}

std::shared_ptr<const LabelledImages> images_of(ImageSet set) {
  require_images(set);
  const std::filesystem::path folder = image_tokens_parts::folder_of(set);
  if (set == ImageSet::digits) {
    return std::make_shared<LabelledImages>(read_r_digits(folder / "digits.ser"));
  }
  return std::make_shared<LabelledImages>(read_idx_images(folder / "train-images-idx3-ubyte.gz",
                                                          folder / "train-labels-idx1-ubyte.gz"));
}

}  // namespace benignity
