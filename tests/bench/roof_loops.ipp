#pragma once

// Included by tests/bench/roof_<set>.cpp alone, like sim/lanes/lanes.ipp.
#include "sim/lanes/lanes.ipp"
#include "tests/bench/roof.hpp"

namespace benignity::bench {
namespace {

double read_all(const double* x, std::ptrdiff_t count) {
  Pack<double> sums[8] = {};
  for (std::ptrdiff_t i = 0; i < count; i += 8 * lanes<double>) {
    for (int j = 0; j < 8; ++j) sums[j] += load(x + i + j * lanes<double>);
  }
  Pack<double> sum = {};
  for (int j = 0; j < 8; ++j) sum += sums[j];
  return sum[0];
}

void update_all(double* x, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; i += 8 * lanes<double>) {
    for (int j = 0; j < 8; ++j) {
      double* at = x + i + j * lanes<double>;
      store(at, load(at) + 1);
    }
  }
}

constexpr int chains = vector_bytes == 64 ? 16 : 10;  // independent sums that fit the registers

double multiply_adds(std::ptrdiff_t rounds) {
  Pack<double> sums[chains];
  for (int j = 0; j < chains; ++j) sums[j] = all(1.0 + j);
  Pack<double> factor = all(0.999);
  Pack<double> term = all(1e-3);
  asm volatile("" : "+v"(factor), "+v"(term));  // not known to the compiler
  for (std::ptrdiff_t i = 0; i < rounds; ++i) {
    for (int j = 0; j < chains; ++j) sums[j] = multiply_add(sums[j], factor, term);
  }
  Pack<double> sum = {};
  for (int j = 0; j < chains; ++j) sum += sums[j];
  return sum[0];
}

constexpr RoofLoops compiled_loops = {read_all, update_all, multiply_adds,
                                      static_cast<double>(chains* lanes<double>)};

}  // namespace
}  // namespace benignity::bench
