#include "verify/claims/data/claims.hpp"

#include <utility>

namespace benignity {

std::vector<Claim> given_data_beyond_standard() { return {measured_law_claim()}; }

std::vector<Claim> real_data_claims() {
  std::vector<Claim> claims = {measured_law_claim(), memorised_images_claim()};
  const std::size_t family_size = claims.size();
  MemorisedImagesDesign without_signal;
  without_signal.noise_stds = {1};
  without_signal.samples = {60, 200};
  without_signal.replicates = 1;
  without_signal.relevant = RelevantToken::noise;
  Claim control = control_claim({"given_data.memorised_images",
                                 "without_signal",
                                 "white noise of an image's length in its place",
                                 memorised_images_claim(without_signal).check,
                                 {}},
                                family_size);
  control.description.theorem = "given_data";
  control.check = [check = control.check](const ClaimContext& context) {
    return fashion_mnist_is_installed() ? check(context) : no_images(context);
  };
  claims.push_back(std::move(control));
  return claims;
}

std::vector<Mutant> given_data_mutants() {
  return {{"given_data.measured_law",
           "noisier",
           "a noise of 5% more",
           measured_law_claim({.noise_factor = 1.05}).check,
           {}}};
}

}  // namespace benignity
