#include "verify/claims/lemma/gap_points.hpp"

#include <cmath>
#include <limits>
#include <random>

#include "theory/hypothesis.hpp"

namespace benignity {
namespace {

std::size_t scaled_count(double coordinate, std::size_t count) {
  return static_cast<std::size_t>(coordinate * static_cast<double>(count));
}

/// Head values for points that are not quasi-random: distinct, of both signs.
void add_head_values(GapPoint& point) {
  for (std::size_t t = 0; t <= point.gaps.size(); ++t) {
    point.head_values.push_back(static_cast<double>((t * 5 + 3) % 7) / 4 - 0.75);
  }
}

std::string list_gaps(const std::vector<double>& values) {
  constexpr std::size_t longest = 40;
  std::string text;
  for (std::size_t t = 0; t < values.size(); ++t) {
    if (values.size() <= longest || t + 1 == values.size() || t < 3) {
      text += (t == 0 ? "" : ", ") + round_trip(values[t]);
    } else if (t == 3) {
      text += ", ...";
    }
  }
  return text;
}

}  // namespace

GapPoint place_gap_point(std::span<const double> coordinates) {
  GapPoint point;
  const std::size_t tokens = 2 + scaled_count(coordinates[0], 31);
  const double scale = std::pow(10.0, -3 + 5 * coordinates[1]);
  const double shift = scale * (2 * coordinates[2] - 1);
  point.token = scaled_count(coordinates[3], tokens);
  for (std::size_t t = 0; t + 1 < tokens; ++t) {
    point.gaps.push_back(scale * (2 * coordinates[4 + t] - 1) + shift);
  }
  for (std::size_t t = 0; t < tokens; ++t) {
    point.head_values.push_back(2 * coordinates[4 + 31 + t] - 1);
  }
  return point;
}

GapPoint place_small_gap_point(std::span<const double> coordinates) {
  std::vector<double> small(coordinates.begin(), coordinates.end());
  small[0] *= 5.0 / 31;
  return place_gap_point(small);
}

std::vector<GapPoint> adversarial_gap_points() {
  const double largest = 1e4;
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<GapPoint> points;
  // Each pattern with three distinguished tokens, and the distinguished head value among distinct
  // others, below zeros and above zeros.
  const auto add = [&](const std::vector<double>& gaps) {
    for (const std::size_t token : {std::size_t{0}, std::size_t{1}, gaps.size()}) {
      GapPoint point{gaps, {}, token};
      add_head_values(point);
      points.push_back(point);
      for (const double own : {-0.5, 0.5}) {
        point.head_values.assign(gaps.size() + 1, 0.0);
        point.head_values[token] = own;
        points.push_back(point);
      }
    }
  };
  const auto add_around = [&](double value, std::size_t others, const std::vector<double>& offs) {
    std::vector<double> gaps(others, value);
    add(gaps);
    for (const double off : offs) {
      gaps.front() = off;
      add(gaps);
    }
    if (others > 2) {
      gaps.back() = -gaps.front();
      add(gaps);
    }
  };
  for (const double value :
       {0.0, 1.0, -1.0, std::log(2.0), 1e-9, 40.0, -40.0, 745.0, -745.0, largest, -largest}) {
    for (const std::size_t others : {1U, 2U, 3U}) {
      add_around(value, others,
                 {std::nextafter(value, infinity), value + 1, 0.0, largest, -largest});
    }
  }
  for (const double value : {0.0, 1.0, -40.0, largest}) {
    add_around(value, 31, {std::nextafter(value, infinity), value - 1});
  }
  return points;
}

std::vector<GapPoint> many_token_gap_points(const CertificationDesign& design) {
  constexpr double fewest = 33;
  std::vector<GapPoint> points;
  for (std::int64_t k = 0; k < design.many_token_points; ++k) {
    const double share =
        design.many_token_points > 1
            ? static_cast<double>(k) / static_cast<double>(design.many_token_points - 1)
            : 1;
    // Most points have some hundreds of tokens and the last the most: a point costs O(T).
    const double ratio = static_cast<double>(design.largest_tokens) / fewest;
    const auto tokens =
        static_cast<std::size_t>(std::lround(fewest * std::pow(ratio, std::pow(share, 12))));
    std::mt19937_64 generator(static_cast<std::uint64_t>(k));
    const auto uniform = [&] {
      return std::ldexp(static_cast<double>(generator() >> 11U), -52) - 1;
    };
    const double scale = std::pow(10.0, 2 * uniform());
    GapPoint point;
    point.token = generator() % tokens;
    for (std::size_t t = 0; t + 1 < tokens; ++t) {
      point.gaps.push_back(scale * uniform() + std::log(static_cast<double>(tokens)));
    }
    for (std::size_t t = 0; t < tokens; ++t) {
      point.head_values.push_back(uniform());
    }
    points.push_back(std::move(point));
  }
  return points;
}

std::string describe_gaps(const GapPoint& point) {
  return "T = " + std::to_string(point.gaps.size() + 1) +
         ", token = " + std::to_string(point.token + 1) + ", gaps = (" + list_gaps(point.gaps) +
         ")";
}

std::string describe_with_head_values(const GapPoint& point) {
  return describe_gaps(point) + ", head values = (" + list_gaps(point.head_values) + ")";
}

}  // namespace benignity
