#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "sim/data/arrays/data_set.hpp"
#include "verify/claims/data/image_tokens.hpp"

namespace benignity {

/// Mails as the first words of each, and a vector for every word of the vocabulary.
struct LabelledMails {
  RowMatrix<double> vectors;          ///< V x d
  std::int64_t longest = 0;           ///< words of a mail that are known
  std::vector<std::int64_t> words;    ///< count x longest, rows of `vectors`; -1: the mail is over
  std::vector<std::uint8_t> classes;  ///< count, 1 spam, 0 other mail
};

/// Samples of T tokens: the vectors of the first T words of a mail, a shorter mail's other tokens
/// absent. Even samples are spam, +1; odd ones other mail, -1. Throws InvalidInput where mails have
/// fewer words than T known, or a class fewer mails than `choice.last`.
[[nodiscard]] LabelledTokens mail_tokens(const LabelledMails& mails, std::int64_t tokens,
                                         const ImageChoice& choice);

/// vectors.npy, words.npy and labels.npy of a folder, as spam_mails.py leaves them. Throws
/// InvalidInput that names the file where a shape does not fit, or a number is no word or class.
[[nodiscard]] std::shared_ptr<const LabelledMails> read_mails(const std::filesystem::path& folder);

/// Throws InvalidInput where the mails are not there, before anything long starts.
void require_mails();

/// The SpamAssassin corpus, looked for where images_of() looks for images. docs/data.md has its
/// card.
[[nodiscard]] std::shared_ptr<const LabelledMails> spam_mails();

}  // namespace benignity
