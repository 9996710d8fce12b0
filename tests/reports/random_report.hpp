#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "verify/result/report.hpp"

namespace benignity {

/// Draws for RapidCheck properties: any bytes as text, any bit pattern as double.
inline std::string random_text() {
  return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

inline double random_double() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto bits =
      rc::gen::map(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()),
                   [](std::uint64_t pattern) { return std::bit_cast<double>(pattern); });
  const auto special = rc::gen::element(0.0, -0.0, infinity, -infinity, 0.1, 412.0,
                                        std::numeric_limits<double>::quiet_NaN(),
                                        std::numeric_limits<double>::denorm_min());
  return *rc::gen::oneOf(bits, special);
}

inline double random_seconds() {
  return static_cast<double>(*rc::gen::inRange(0, 1'000'000'000)) / 1000;
}

inline std::optional<double> random_optional() {
  return *rc::gen::arbitrary<bool>() ? std::optional(random_double()) : std::nullopt;
}

inline Interval random_interval() { return {random_optional(), random_optional()}; }

template <class Draw>
auto random_list(Draw draw) {
  std::vector<decltype(draw())> list(*rc::gen::inRange<std::size_t>(0, 4));
  for (auto& element : list) {
    element = draw();
  }
  return list;
}

inline NamedText random_named_text() { return {random_text(), random_text()}; }

inline ClaimResult random_claim() {
  const auto test = [] {
    return StatisticalTest{random_text(),   random_double(), random_interval(),
                           random_double(), random_double(), random_double()};
  };
  const auto expected = [] {
    return ExpectedVerdict{*rc::gen::elementOf(every_verdict), random_text()};
  };
  return {
      .id = random_text(),
      .statement = random_text(),
      .source = random_text(),
      .kind = random_text(),
      .theorem = random_text(),
      .hypotheses = random_text(),
      .method = random_text(),
      .settings = random_list(random_named_text),
      .expected = *rc::gen::arbitrary<bool>() ? std::optional(expected()) : std::nullopt,
      .verdict = *rc::gen::elementOf(every_verdict),
      .explanation = random_text(),
      .margins = random_list([] {
        return MarginValue{random_text(), random_double()};
      }),
      .measurements = random_list([] {
        return Measurement{random_text(), random_optional(), random_double(), random_interval()};
      }),
      .test = *rc::gen::arbitrary<bool>() ? std::optional(test()) : std::nullopt,
      .replicates = *rc::gen::arbitrary<std::int64_t>(),
      .seeds = random_text(),
      .engine = random_text(),
      .precision = random_text(),
      .wall_seconds = random_seconds(),
      .replay = random_text()};
}

inline Report random_report() {
  return {.battery = random_text(),
          .family_error = random_double(),
          .manifest = {.version = random_text(),
                       .commit = random_text(),
                       .compiler = random_text(),
                       .flags = random_text(),
                       .instruction_set = random_text(),
                       .cpu = random_text(),
                       .libraries = random_list(random_named_text),
                       .seed = *rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()),
                       .jobs = *rc::gen::arbitrary<std::int64_t>(),
                       .started = random_text(),
                       .wall_seconds = random_seconds()},
          .claims = random_list(random_claim),
          .missing = random_list(random_text)};
}

}  // namespace benignity
