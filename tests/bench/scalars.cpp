// The two backends for 50 and 100 digits; theory/scalar.hpp takes the faster.
#include <array>

#include <benchmark/benchmark.h>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "theory/scalar.hpp"

namespace benignity::bench {
namespace {

template <unsigned digits>
using Binary = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<digits>,
                                             boost::multiprecision::et_off>;

/// y += a x over 64 entries, as in a column of the Gram step.
template <class Real>
void multiply_add(benchmark::State& state) {
  constexpr std::size_t count = 64;
  std::array<Real, count> x;
  std::array<Real, count> y;
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = Real(1) / Real(3 + static_cast<int>(i));
    y[i] = Real(1) / Real(7 + static_cast<int>(i));
  }
  const Real a = Real(1) / Real(1000003);
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) y[i] += a * x[i];
    benchmark::DoNotOptimize(y.data());
    benchmark::ClobberMemory();
  }
  state.counters["seconds_each"] =
      benchmark::Counter(static_cast<double>(count) * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK_TEMPLATE(multiply_add, Float50)->Name("multiply_add/mpfr/50");
BENCHMARK_TEMPLATE(multiply_add, Binary<50>)->Name("multiply_add/cpp_bin_float/50");
BENCHMARK_TEMPLATE(multiply_add, Float100)->Name("multiply_add/mpfr/100");
BENCHMARK_TEMPLATE(multiply_add, Binary<100>)->Name("multiply_add/cpp_bin_float/100");

}  // namespace
}  // namespace benignity::bench
