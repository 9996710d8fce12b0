#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sim/certified/prove.hpp"

namespace benignity {

/// What a proof says, a sentence a line: "fit_all: certainly not at step 47, certainly at step 48".
[[nodiscard]] std::vector<std::string> words_of(const Proof& proof, const Question& question);

/// certificate.json: the draw in hexadecimal doubles, what was asked of it, what is proved.
[[nodiscard]] std::string certificate_json(const RunSettings& drawn_by, const ExactDraw& draw,
                                           const Question& question, const Proof& proof);

/// A certificate as it was read: what it says of itself is still to be proved.
class Certificate {
 public:
  /// Throws InvalidInput that names the file, and in it the first field that is missing or
  /// malformed.
  explicit Certificate(const std::string& path);
  ~Certificate();

  [[nodiscard]] const ExactDraw& draw() const { return draw_; }
  /// As far as the certificate says that it was proved.
  [[nodiscard]] const Question& question() const { return question_; }
  [[nodiscard]] long bits() const { return bits_; }

  /// Throws InvalidInput that names the first place at which the certificate says something else
  /// than the proof, or anything else than when it was written.
  void require_fits(const Proof& proof) const;

 private:
  std::string path_;
  std::unique_ptr<nlohmann::ordered_json> document_;
  ExactDraw draw_;
  Question question_;
  long bits_ = 0;
};

}  // namespace benignity
