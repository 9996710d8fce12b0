#include "verify/claims/data/claims.hpp"

#include <string>
#include <utility>

namespace benignity {

std::vector<Claim> given_data_beyond_standard() { return {measured_law_claim()}; }

std::vector<Claim> real_data_claims() {
  std::vector<Claim> claims = {measured_law_claim(),
                               memorised_images_claim(),
                               memorised_images_claim(memorised_digits_design()),
                               selected_images_claim(),
                               delayed_images_claim(),
                               memorised_mails_claim(),
                               own_coordinates_claim()};
  // Where 0.1 to 0.15 of the cells above kappa* hit without a signal, 12 of them (n = 60 and 200
  // alone) are told from 0.6 with power 0.66 to 0.44 at a seventh of 0.01, 24 with 0.99 to 0.94.
  const auto without_signal = [](MemorisedImagesDesign design) {
    design.samples = {60, 100, 150, 200};
    design.replicates = 1;
    design.relevant = RelevantToken::noise;
    return memorised_images_claim(design).check;
  };
  const auto course_without_signal = [](ImageCourseDesign design) {
    design.samples = {20};
    design.relevant = RelevantToken::noise;
    return design;
  };
  MemorisedMailsDesign louder;
  // One setting with power enough: n is 40.
  louder.settings = {{32, 0.1, 3}, {32, 0.1, 1.0 / 3}};
  louder.replicates = 24;
  louder.kappa_factor = 9;
  OwnCoordinatesDesign of_others;
  of_others.coordinates = Coordinates::of_others;
  // Of patches s is near 0 at the signal's place, by anybody's coordinates.
  of_others.sources = {TokenSource::among_noise_1, TokenSource::among_noise_3};
  of_others.replicates = 4;
  const std::vector<Mutant> mutants = {
      {"given_data.memorised_images",
       "without_signal",
       "white noise of an image's length in its place",
       without_signal({}),
       {}},
      {"given_data.memorised_digits",
       "without_signal",
       "white noise of a digit's length in its place",
       without_signal(memorised_digits_design()),
       {}},
      {"given_data.selected_images",
       "without_signal",
       "white noise of an image's length in its place",
       selected_images_claim(course_without_signal(selected_images_design())).check,
       {}},
      {"given_data.delayed_images",
       "without_signal",
       "white noise of an image's length in its place",
       delayed_images_claim(course_without_signal(delayed_images_design())).check,
       {}},
      {"given_data.memorised_mails",
       "louder",
       "kappa_eff taken nine times too large",
       memorised_mails_claim(louder).check,
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
  const auto is_about = [](const Claim& claim, const char* name) {
    return claim.description.id.find(name) != std::string::npos;
  };
  for (const Claim& claim : claims) {
    if (is_about(claim, "given_data.memorised_images") ||
        is_about(claim, "given_data.selected_images") ||
        is_about(claim, "given_data.delayed_images") ||
        is_about(claim, "given_data.own_coordinates")) {
      require_images(ImageSet::fashion_mnist);
    }
    if (is_about(claim, "given_data.memorised_digits")) require_images(ImageSet::digits);
    if (is_about(claim, "given_data.memorised_mails") ||
        is_about(claim, "given_data.own_coordinates")) {
      require_mails();
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
