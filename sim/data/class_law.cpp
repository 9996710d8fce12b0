#include "sim/data/class_law.hpp"

#include <algorithm>
#include <cmath>

namespace benignity {

int label_of_class(const TokenLaw& law, std::int64_t class_number) {
  if (law.classes == 2) return class_number == 0 ? 1 : -1;
  return static_cast<int>(class_number);
}

std::int64_t class_of_label(const TokenLaw& law, int label) {
  if (law.classes == 2) return label > 0 ? 0 : 1;
  return label;
}

std::int64_t below(std::int64_t bound, double uniform) {
  const auto place = static_cast<std::int64_t>(std::ceil(uniform * static_cast<double>(bound)));
  return std::clamp(place, std::int64_t{1}, bound) - 1;
}

double token_noise_std(const TokenLaw& law, std::int64_t token) {
  return token == 0 ? law.relevant_noise_std() : law.noise_std;
}

ClassPart class_part(const TokenLaw& law, std::int64_t class_number, std::int64_t token) {
  const std::int64_t aligned_begin = 1 + law.confusing_tokens;
  const std::int64_t irrelevant_begin = aligned_begin + law.aligned_tokens();
  if (token == 0) return {class_number, 1};
  if (token < aligned_begin) return {(class_number + 1) % law.classes, law.weak_signal};
  if (token < irrelevant_begin) return {class_number, law.weak_signal};
  return {class_number, 0};
}

}  // namespace benignity
