#include "verify/certification/lemma_certificate.hpp"

#include <algorithm>

#include "verify/certification/lemma_trial.hpp"

namespace benignity {

OutcomeCounts LemmaCertificate::counts() const {
  OutcomeCounts all;
  for (const PointSet& set : point_sets) {
    all += set.counts;
  }
  return all;
}

std::int64_t LemmaCertificate::boxes() const {
  std::int64_t all = 0;
  for (const DomainProof& proof : proofs) {
    all += proof.boxes;
  }
  return all;
}

bool LemmaCertificate::is_proved_on_domain() const {
  return !proofs.empty() && std::all_of(proofs.begin(), proofs.end(), [](const DomainProof& proof) {
    return proof.is_complete();
  });
}

bool LemmaCertificate::is_certified() const {
  const OutcomeCounts all = counts();
  return all.total() > 0 && all.violated == 0 && all.undecided == 0 &&
         (proofs.empty() || is_proved_on_domain());
}

std::string LemmaCertificate::witness() const {
  for (const PointSet& set : point_sets) {
    if (!set.witness.empty()) {
      return set.witness;
    }
  }
  for (const DomainProof& proof : proofs) {
    if (!proof.witness.empty()) {
      return proof.witness;
    }
  }
  return {};
}

LemmaCertificate certify(const LemmaTrial& trial, const CertificationDesign& design) {
  LemmaCertificate certificate;
  for (const PointTrial& points : trial.points) {
    certificate.point_sets.push_back(certify_points(points, design));
  }
  for (const DomainTrial& domain : trial.domains) {
    certificate.proofs.push_back(prove_on_domain(domain, design));
  }
  return certificate;
}

}  // namespace benignity
