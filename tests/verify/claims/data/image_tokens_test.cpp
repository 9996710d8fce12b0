#include "verify/claims/data/image_tokens.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <unistd.h>
#include <zlib.h>

#include "theory/invalid_input.hpp"
#include "verify/claims/data/claims.hpp"
#include "verify/claims/data/idx_images.hpp"

namespace image_tokens_test {
namespace {

using namespace benignity;

const std::string two_images{
    "\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x03"
    "\x01\x02\x03\x04\x05\xff",
    22};
const std::string two_classes{"\x00\x00\x08\x01\x00\x00\x00\x02\x07\x09", 10};

/// A folder of its own that goes when the test does.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "idx_XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::filesystem::path with(const char* name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  [[nodiscard]] std::filesystem::path with_gzipped(const char* name,
                                                   const std::string& bytes) const {
    const std::filesystem::path file = path_ / name;
    gzFile stream = gzopen(file.c_str(), "wb");
    gzwrite(stream, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(stream);
    return file;
  }

 private:
  std::filesystem::path path_;
};

/// Two kinds of stripes with grey noise by a fixed recursion.
std::shared_ptr<LabelledImages> stripes(std::int64_t of_each_class) {
  auto images = std::make_shared<LabelledImages>();
  images->count = 2 * of_each_class;
  images->pixels = 64;
  std::uint32_t state = 1;
  for (std::int64_t i = 0; i < images->count; ++i) {
    images->classes.push_back(static_cast<std::uint8_t>(i % 2));
    for (std::int64_t k = 0; k < images->pixels; ++k) {
      state = state * 1664525U + 1013904223U;
      const bool is_bright = (i % 2 == 0 ? k / 8 : k % 8) % 2 == 0;
      images->values.push_back(static_cast<std::uint8_t>((is_bright ? 160 : 0) + (state >> 26)));
    }
  }
  return images;
}

}  // namespace

TEST_CASE("IDX files are read, gzipped or not") {
  const Folder folder;
  for (const bool is_gzipped : {false, true}) {
    const LabelledImages images =
        is_gzipped ? read_idx_images(folder.with_gzipped("i.gz", two_images),
                                     folder.with_gzipped("c.gz", two_classes))
                   : read_idx_images(folder.with("i", two_images), folder.with("c", two_classes));
    CHECK(images.count == 2);
    CHECK(images.pixels == 3);
    CHECK(images.values == std::vector<std::uint8_t>{1, 2, 3, 4, 5, 255});
    CHECK(images.classes == std::vector<std::uint8_t>{7, 9});
  }
}

TEST_CASE("IDX files that are something else are refused by name") {
  const Folder folder;
  const std::filesystem::path classes = folder.with("c", two_classes);
  std::string huge = two_images;
  huge[4] = '\x7f';
  huge[8] = '\x7f';
  const std::string gzipped_half = [&] {
    std::ifstream file(folder.with_gzipped("whole.gz", std::string(two_images)), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return bytes.substr(0, bytes.size() / 2);
  }();
  const std::vector<std::string> bad = {"",
                                        two_images.substr(0, 15),
                                        two_images.substr(0, 21),
                                        two_images + "x",
                                        two_classes,
                                        huge,
                                        gzipped_half,
                                        std::string(two_images).replace(7, 1, 1, '\0')};
  for (const std::string& bytes : bad) {
    CHECK_THROWS_AS(read_idx_images(folder.with("bad", bytes), classes), InvalidInput);
  }
  CHECK_THROWS_AS(read_idx_images("/nowhere/images", classes), InvalidInput);
  CHECK_THROWS_WITH(
      read_idx_images(
          folder.with("i", two_images),
          folder.with("one", std::string(two_classes).replace(7, 1, 1, '\1').substr(0, 9))),
      Catch::Contains("one for each of the 2 images"));
}

TEST_CASE("An image stands at place 0 of its sample, noise of the asked length elsewhere") {
  const auto images = stripes(50);
  const ImageTokens law{{0, 1}, 3, 2.0};
  const ImageChoice choice{10, 50, 60, 5, 3};
  const LabelledTokens samples = image_tokens(*images, law, choice);
  CHECK(samples.rows.rows() == 180);
  double noise2 = 0;
  std::vector<double> first_pixels;
  for (std::int64_t i = 0; i < 60; ++i) {
    CHECK(samples.labels[static_cast<std::size_t>(i)] == (i % 2 == 0 ? 1 : -1));
    // Stripes of class 0 are rows: pixel 8 is dark; those of class 1 columns: it is bright.
    CHECK((samples.rows(3 * i, 8) > 0.5) == (i % 2 == 1));
    noise2 += samples.rows.middleRows(3 * i + 1, 2).squaredNorm();
    first_pixels.push_back(samples.rows.row(3 * i).sum());
  }
  // 7680 squares of variance 4: a standard error of 4 sqrt(2/7680).
  CHECK(std::abs(noise2 / 7680 - 4) < 5 * 4 * std::sqrt(2.0 / 7680));
  std::sort(first_pixels.begin(), first_pixels.end());
  CHECK(std::unique(first_pixels.begin(), first_pixels.end()) == first_pixels.end());

  const LabelledTokens noise =
      image_tokens(*images, {{0, 1}, 3, 2.0, RelevantToken::noise}, choice);
  CHECK(noise.rows.row(1) == samples.rows.row(1));
  double ratio = 0;
  for (std::int64_t i = 0; i < 60; ++i) {
    ratio += noise.rows.row(3 * i).squaredNorm() / samples.rows.row(3 * i).squaredNorm() / 60;
  }
  CHECK(ratio == Approx(1).margin(5 * std::sqrt(2.0 / 64 / 60)));
  CHECK_THROWS_AS(image_tokens(*images, law, {10, 51, 60, 5, 3}), InvalidInput);
}

TEST_CASE("Patches hold the pixels of their image, row after row") {
  const auto images = stripes(10);  // 8 x 8: patches of 2 x 2
  const ImageChoice choice{0, 10, 8, 5, 3};
  const LabelledTokens whole = image_tokens(*images, {{0, 1}, 1, 0}, choice);
  const LabelledTokens patches = image_patches(*images, {0, 1}, choice);
  REQUIRE((patches.tokens == 16 && patches.rows.rows() == 128 && patches.rows.cols() == 4));
  CHECK(patches.labels == whole.labels);
  CHECK(patches.rows.squaredNorm() == Approx(whole.rows.squaredNorm()));
  // Patch 6 is the second row of patches, third column: pixels of rows 2 and 3, columns 4 and 5.
  for (std::int64_t i = 0; i < 8; ++i) {
    CHECK(patches.rows(16 * i + 6, 0) == whole.rows(i, 8 * 2 + 4));
    CHECK(patches.rows(16 * i + 6, 1) == whole.rows(i, 8 * 2 + 5));
    CHECK(patches.rows(16 * i + 6, 2) == whole.rows(i, 8 * 3 + 4));
  }
  LabelledImages oblong = *images;
  oblong.pixels = 32;
  CHECK_THROWS_AS(image_patches(oblong, {0, 1}, choice), InvalidInput);
}

TEST_CASE("Images that are not there are said to be missing before anything runs") {
  const Folder folder;
  const char* const before = std::getenv("BENIGNITY_DATASETS");
  const std::string kept = before == nullptr ? "" : before;
  setenv("BENIGNITY_DATASETS", folder.with("empty", "").parent_path().c_str(), 1);
  CHECK_THROWS_WITH(require_data_of(real_data_claims()),
                    Catch::Contains("fashion-mnist") && Catch::Contains("dataset-fashion-mnist"));
  CHECK_THROWS_AS(images_of(ImageSet::fashion_mnist), InvalidInput);
  CHECK_THROWS_WITH(require_data_of({memorised_images_claim(memorised_digits_design())}),
                    Catch::Contains("mnist-digits") && Catch::Contains("r-cran-rsvd"));
  CHECK_NOTHROW(require_data_of({measured_law_claim()}));
  if (before == nullptr) {
    unsetenv("BENIGNITY_DATASETS");
  } else {
    setenv("BENIGNITY_DATASETS", kept.c_str(), 1);
  }
}

TEST_CASE("Claims about images judge every cell and every replicate of what they are given",
          "[slow]") {
  const auto images = stripes(6000);
  const std::atomic<bool> no{false};
  const ClaimContext context{1, 0.003, no};
  constexpr ImagePools pools = {.head = 200, .measured = 350, .training = 1200, .test = 1500};
  MemorisedImagesDesign cells;
  cells.classes = {{0, 1}};
  cells.pools = pools;
  cells.samples = {20};
  cells.replicates = 1;
  cells.images = images;
  const Finding memorised = memorised_images_claim(cells).check(context);
  CHECK(memorised.replicates == 4);
  CHECK_THAT(memorised.explanation, Catch::Contains("of 4 cells as kappa_eff predicts (2 below"));
  CHECK(memorised.measurements.size() == 4 * 3 + 1);
  // Two cells a side are too few for a share of 0.6, whatever they show.
  CHECK(memorised.verdict != Verdict::pass);

  ImageCourseDesign courses;
  courses.classes = {{0, 1}};
  courses.pools = pools;
  courses.samples = {20};
  courses.replicates = 1;
  courses.images = images;
  const Finding selected = selected_images_claim(courses).check(context);
  CHECK(selected.replicates == 4);
  CHECK_THAT(selected.explanation, Catch::Contains("of 2 runs below kappa*"));
  CHECK(selected.measurements.size() == 8);
  for (const Measurement& share : selected.measurements) {
    CHECK((share.observed >= 0 && share.observed <= 1));
  }
  const Finding delayed = delayed_images_claim(courses).check(context);
  CHECK(delayed.replicates == 4);
  CHECK(delayed.measurements.size() == 4);
  CHECK(delayed.verdict != Verdict::pass);  // two runs a side are too few
  // Noise in the image's place is never learnt.
  courses.relevant = RelevantToken::noise;
  for (const Measurement& time : delayed_images_claim(courses).check(context).measurements) {
    CHECK(std::isinf(time.observed));
  }

  OwnCoordinatesDesign runs;
  runs.classes = {{0, 1}};
  runs.samples = 20;
  runs.replicates = 1;
  runs.measured_images = 30;
  runs.sources = {TokenSource::own_law, TokenSource::among_noise_1, TokenSource::among_noise_3,
                  TokenSource::patches};
  runs.data.images = images;
  const Finding own = own_coordinates_claim(runs).check(context);
  CHECK(own.replicates == 4);
  CHECK(own.measurements.size() == 4 * (4 + 3));
  CHECK(own.figures.size() == 3);
  for (const Measurement& error : own.measurements) {
    CHECK((error.observed >= 0 && error.observed <= 1));
  }
  runs.sources = {TokenSource::among_noise_1};
  const Claim among_noise = own_coordinates_claim(runs);
  CHECK(among_noise.check(context).explanation == among_noise.check(context).explanation);
}

}  // namespace image_tokens_test
