#pragma once

#include <string>

#include <catch2/catch.hpp>

#include "tests/verify/claims/lemma/wrong_bound.hpp"
#include "verify/claims/lemma/claims.hpp"

namespace benignity::test {

/// A design that a test can afford: same code, fewer points.
[[nodiscard]] inline CertificationDesign small_design() {
  CertificationDesign design;
  design.quasi_random_points = 2'000;
  design.many_token_points = 5;
  design.largest_tokens = 500;
  design.identity_points = 20;
  return design;
}

[[nodiscard]] inline LemmaCertificate certify_small(const Lemma& lemma) {
  return certify(lemma.trial(small_design()), small_design());
}

/// A lemma that holds: something counted, nothing violated, nothing undecided.
inline void check_certified(const LemmaCertificate& certificate) {
  INFO(certificate.witness());
  const OutcomeCounts counts = certificate.counts();
  CHECK(counts.certified >= 2'000);
  CHECK(counts.violated == 0);
  CHECK(counts.undecided == 0);
  CHECK(certificate.witness().empty());
  CHECK(certificate.is_certified());
}

/// The certificate of a lemma with one bound made wrong.
[[nodiscard]] inline LemmaCertificate certify_wrong(const Lemma& lemma,
                                                    const std::string& inequality, Bound bound,
                                                    const Error& wrong) {
  CertificationDesign design = small_design();
  design.largest_box_count = 20'000;  // a false statement may leave the proof without an end
  return certify(with_wrong_bound(lemma.trial(design), inequality, bound, wrong), design);
}

/// A lemma with a wrong constant: a certified violation with its witness, never a pass. Its sets of
/// points are tried until one catches it: the adversarial ones, which take up to 30,000 bits, are
/// asked where the random ones let it through. Boxes of a domain are not: see certify_wrong.
inline void check_caught(const Lemma& lemma, const std::string& inequality, Bound bound,
                         const Error& wrong) {
  const CertificationDesign design = small_design();
  LemmaCertificate certificate;
  for (const PointTrial& points : lemma.trial(design).points) {
    const LemmaTrial one_set = with_wrong_bound({{points}, {}}, inequality, bound, wrong);
    certificate = certify(one_set, design);
    if (certificate.counts().violated > 0) break;
  }
  INFO(lemma.text.name << ": " << certificate.witness());
  CHECK(certificate.counts().violated > 0);
  CHECK_FALSE(certificate.is_certified());
  CHECK(certificate.witness().find(inequality + " is certainly false: [") != std::string::npos);
  CHECK(certificate.witness().find(" at ") != std::string::npos);
}

}  // namespace benignity::test
