#pragma once

#include <string>

#include <catch2/catch.hpp>

#include "verify/certification/lemma_certificate.hpp"

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

/// A lemma that holds: something counted, nothing violated, nothing undecided.
inline void check_certified(const LemmaCertificate& certificate) {
  INFO(certificate.lemma << ": " << certificate.witness());
  const OutcomeCounts counts = certificate.counts();
  CHECK(counts.certified >= 2'000);
  CHECK(counts.violated == 0);
  CHECK(counts.undecided == 0);
  CHECK(certificate.witness().empty());
  CHECK(certificate.is_certified());
  CHECK_FALSE(certificate.statement.empty());
  CHECK(certificate.equation.find("theory/README.md (8.") != std::string::npos);
}

/// A lemma with a wrong constant: a certified violation with its witness, never a pass.
inline void check_caught(const LemmaCertificate& certificate, const std::string& inequality) {
  INFO(certificate.lemma << ": " << certificate.witness());
  CHECK(certificate.counts().violated > 0);
  CHECK_FALSE(certificate.is_certified());
  CHECK(certificate.witness().find(inequality + " is certainly false: [") != std::string::npos);
  CHECK(certificate.witness().find(" at ") != std::string::npos);
}

}  // namespace benignity::test
