#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace benignity {

/// The most cells that a sweep can have at all.
inline constexpr std::int64_t most_cells = 10'000'000;

/// A key and the values that a sweep gives it, in the order the file has them.
template <class Value>
struct SweptKey {
  std::string name;
  std::vector<Value> values;
};

/// Number of combinations, as a double: 0 without keys, and beyond 2^64 not lost.
template <class Value>
[[nodiscard]] double grid_size(const std::vector<SweptKey<Value>>& keys) {
  double size = keys.empty() ? 0 : 1;
  for (const auto& key : keys) size *= static_cast<double>(key.values.size());
  return size;
}

/// Row r of the grid, one value a key; the last key varies fastest. r < grid_size(keys).
template <class Value>
[[nodiscard]] std::vector<Value> grid_row(const std::vector<SweptKey<Value>>& keys,
                                          std::uint64_t row) {
  std::vector<Value> values(keys.size());
  for (std::size_t k = keys.size(); k-- > 0;) {
    const std::vector<Value>& choices = keys[k].values;
    values[k] = choices[row % choices.size()];
    row /= choices.size();
  }
  return values;
}

}  // namespace benignity
