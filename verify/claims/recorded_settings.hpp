#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "theory/setting/parameters.hpp"
#include "theory/setting/setting_key.hpp"
#include "verify/figures/setting_line.hpp"
#include "verify/result/claim_result.hpp"

namespace benignity {

/// The parameters that a claim's runs took, gathered where the runs are made, so that a report can
/// never name another setting than the one that ran. Threads may record at once; what is found does
/// not depend on their order.
class RecordedSettings {
 public:
  void record(const Parameters& parameters);

  /// Every key of parameter_keys() with its value (those of Listing::away_from_default where a run
  /// was away from it), then flipped_labels and effective_label_noise of
  /// the law fixed (theory/label_flips.hpp). Of several values all, in order, up to six, else
  /// "250 to 1000 (8 values)". Empty where nothing was recorded; keys without a value are left out.
  [[nodiscard]] std::vector<NamedText> texts() const;
  /// What all of them share, for the line above a picture.
  [[nodiscard]] std::string line() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::set<SettingValue>> values_;
  std::set<std::string> departing_;  ///< of Listing::away_from_default
  SettingLine line_;
};

}  // namespace benignity
