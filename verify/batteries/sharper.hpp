#pragma once

#include <span>
#include <string_view>

namespace benignity {

/// What is found here beyond a published statement, in a sentence, and the claim that tries it:
/// verify/README.md, "Findings", has the evidence. A report shows the sentence beside that claim's
/// own verdict, and not at all where it did not run.
struct Sharper {
  std::string_view theorem;
  std::string_view text;
  std::string_view claim;
};

/// In the order of theorems().
[[nodiscard]] std::span<const Sharper> sharper_than_published();

}  // namespace benignity
