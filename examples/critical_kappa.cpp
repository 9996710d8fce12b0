// Which side of the threshold is my setting on? The paper's benign one, four label noises.
#include <cmath>
#include <cstdio>

#include <benignity/theory/prediction.hpp>

int main() {
  benignity::Parameters
      parameters;  // the paper's benign setting: n = 20, T = 8, d = 2000, |mu| = 20
  std::printf("label noise   kappa   critical kappa   fit [steps]   generalise [steps]\n");
  for (const double noise : {0.05, 0.1, 0.2, 0.3}) {
    parameters.label_noise = noise;
    const benignity::Prediction prediction = benignity::predict(parameters);
    // Absent where no kappa is critical: noisy samples then never select x_1.
    const double critical = prediction.critical_kappa.value.value_or(HUGE_VAL);
    std::printf("%11.2f %7.3g %16.4g %13.4g %20.4g\n", noise, prediction.kappa, critical,
                prediction.mean_field.fit.value_or(HUGE_VAL),
                prediction.mean_field.generalize.value_or(HUGE_VAL));
  }
}
