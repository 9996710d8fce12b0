#include "verify/claims/data/claims.hpp"

#include <string>
#include <utility>

namespace benignity {

std::vector<Claim> given_data_beyond_standard() { return {measured_law_claim()}; }

std::vector<Claim> real_data_claims() {
  std::vector<Claim> claims = {measured_law_claim(), memorised_images_claim(),
                               memorised_images_claim(memorised_digits_design()),
                               own_coordinates_claim()};
  MemorisedImagesDesign without_signal;
  without_signal.samples = {60, 200};
  without_signal.replicates = 1;
  without_signal.relevant = RelevantToken::noise;
  OwnCoordinatesDesign of_others;
  of_others.coordinates = Coordinates::of_others;
  // Of patches s is near 0 at the signal's place, by anybody's coordinates.
  of_others.sources = {TokenSource::among_noise_1, TokenSource::among_noise_3};
  of_others.replicates = 4;
  const std::vector<Mutant> mutants = {{"given_data.memorised_images",
                                        "without_signal",
                                        "white noise of an image's length in its place",
                                        memorised_images_claim(without_signal).check,
                                        {}},
                                       {"given_data.own_coordinates",
                                        "of_others",
                                        "the coordinates of a sample of the other class",
                                        own_coordinates_claim(of_others).check,
                                        {}}};
  for (const Mutant& mutant : mutants) {
    // Of the originals' own family here, so that the battery gives it their share already.
    Claim control = control_claim(mutant, 1);
    control.description.theorem = "given_data";
    claims.push_back(std::move(control));
  }
  return claims;
}

void require_data_of(const std::vector<Claim>& claims) {
  struct Need {
    const char* claim;
    ImageSet set;
  };
  constexpr Need needs[] = {{"given_data.memorised_images", ImageSet::fashion_mnist},
                            {"given_data.own_coordinates", ImageSet::fashion_mnist},
                            {"given_data.memorised_digits", ImageSet::digits}};
  for (const Claim& claim : claims) {
    for (const Need& need : needs) {
      if (claim.description.id.find(need.claim) != std::string::npos) require_images(need.set);
    }
  }
}

std::vector<Mutant> given_data_mutants() {
  return {{"given_data.measured_law",
           "noisier",
           "a noise of 5% more",
           measured_law_claim({.noise_factor = 1.05}).check,
           {}}};
}

}  // namespace benignity
