// When are the labels memorised, and when does attention leave uniform? Eight signal strengths at
// the paper's n, T and d, eight replicates each, as CSV.
#include <cstdint>
#include <cstdio>

#include <benignity/sim/trajectory/simulate.hpp>

int main() {
  std::printf("signal_norm,replicates_that_fit,mean_noisy_selection\n");
  for (double signal_norm = 10; signal_norm <= 80; signal_norm += 10) {
    constexpr std::uint64_t replicates = 8;
    int fitted = 0;
    double noisy_selection = 0;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
      benignity::RunSettings run;
      run.parameters.signal_norm = signal_norm;
      run.replicate = replicate;
      const benignity::Trajectory trajectory = benignity::simulate(run);
      fitted += trajectory.stopping_times.fit_all.has_value() ? 1 : 0;
      noisy_selection += trajectory.final().noisy_relevant_mean.value_or(0);
    }
    std::printf("%g,%d,%.4f\n", signal_norm, fitted, noisy_selection / replicates);
  }
}
