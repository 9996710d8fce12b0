#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "verify/result/figure.hpp"

namespace benignity {

/// gnuplot's palette of heat maps, cividis: Nuñez, Anderton, Renslow, PLoS ONE 13 (2018): even in
/// lightness, also for the colour-blind.
inline constexpr std::string_view heat_map_palette =
    "0 '#00224E', 1 '#123570', 2 '#3B496C', 3 '#575D6D', 4 '#707173', 5 '#8A8678', 6 '#A59C74', "
    "7 '#C3B369', 8 '#E1CC55', 9 '#FEE838'";

/// Counts the series of a panel in their order: which of its kind one is, for the colour that it
/// shares with its kin. Observed series and curves are of one kind.
class MarkRanks {
 public:
  std::size_t next(Mark mark);

 private:
  std::size_t shown_ = 0;
  std::size_t predicted_ = 0;
  std::size_t bands_ = 0;
};

/// How gnuplot draws a series of so many points that is the `rank`-th of its kind.
[[nodiscard]] std::string mark_style(Mark mark, std::size_t rank, std::size_t points);

}  // namespace benignity
