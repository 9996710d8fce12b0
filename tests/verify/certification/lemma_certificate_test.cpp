#include "verify/certification/lemma_certificate.hpp"

#include <catch2/catch.hpp>

namespace benignity {
namespace {

LemmaCertificate certificate_of(const OutcomeCounts& counts) {
  LemmaCertificate certificate;
  certificate.point_sets = {{"points", counts, {}, {}}};
  return certificate;
}

TEST_CASE("a certificate without points or proofs certifies and proves nothing",
          "[certification]") {
  CHECK_FALSE(LemmaCertificate{}.is_certified());
  CHECK_FALSE(LemmaCertificate{}.is_proved_on_domain());
  CHECK_FALSE(certificate_of({10, 0, 0, 0}).is_proved_on_domain());
}

TEST_CASE("points certify only where none is violated and none undecided", "[certification]") {
  CHECK(certificate_of({10, 0, 0, 0}).is_certified());
  CHECK(certificate_of({0, 10, 0, 0}).is_certified());
  CHECK_FALSE(certificate_of({10, 0, 1, 0}).is_certified());
  CHECK_FALSE(certificate_of({10, 0, 0, 1}).is_certified());
}

TEST_CASE("points do not make up for a proof that failed or stayed open", "[certification]") {
  LemmaCertificate certificate = certificate_of({10, 0, 0, 0});
  certificate.proofs = {{"whole", 64, 0, {}}};
  CHECK(certificate.is_certified());
  CHECK(certificate.is_proved_on_domain());
  certificate.proofs.push_back({"open", 64, 1, {}});
  CHECK_FALSE(certificate.is_certified());
  CHECK_FALSE(certificate.is_proved_on_domain());
  certificate.proofs.back() = {"false", 64, 0, "a box"};
  CHECK_FALSE(certificate.is_certified());
  CHECK(certificate.witness() == "a box");
  CHECK(certificate.boxes() == 128);
}

}  // namespace
}  // namespace benignity
