#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace benignity {

/// How a lemma is certified; the same for every lemma.
struct CertificationDesign {
  std::int64_t quasi_random_points = 100'000;  ///< with T <= 32
  std::int64_t many_token_points = 100;        ///< with T from 33 up to `largest_tokens`
  std::int64_t largest_tokens = 1'000'000;
  std::int64_t identity_points = 300;  ///< decided in ExponentialFraction
  long first_bits = 64;                ///< doubled until a point is decided
  long last_bits = 65'536;             ///< beyond the point is undecided
  std::int64_t largest_box_count = 4'000'000;
};

/// How many points ended how. certified counts strict inequalities proved in interval arithmetic,
/// equal those that hold as an identity of formulas; both hold.
struct OutcomeCounts {
  std::int64_t certified = 0;
  std::int64_t equal = 0;
  std::int64_t violated = 0;
  std::int64_t undecided = 0;
  [[nodiscard]] std::int64_t total() const { return certified + equal + violated + undecided; }
  OutcomeCounts& operator+=(const OutcomeCounts& other) {
    certified += other.certified;
    equal += other.equal;
    violated += other.violated;
    undecided += other.undecided;
    return *this;
  }
};

/// One set of points at which a lemma was tried.
struct PointSet {
  std::string name;  ///< "quasi-random, T <= 32"
  OutcomeCounts counts;
  std::string witness;          ///< the first violation, in round-trip form; empty without one
  std::string first_undecided;  ///< likewise
};

/// A branch-and-bound proof over every real point of a domain.
struct DomainProof {
  std::string domain;  ///< the domain, and the equality set it keeps away from
  std::int64_t boxes = 0;
  std::int64_t undecided_boxes = 0;
  std::string witness;  ///< a box on which the statement is certainly false; empty without one
  [[nodiscard]] bool is_complete() const { return undecided_boxes == 0 && witness.empty(); }
};

/// What the certification of one lemma found.
struct LemmaCertificate {
  std::vector<PointSet> point_sets;
  std::vector<DomainProof> proofs;  ///< empty for lemmas of more than three variables

  [[nodiscard]] OutcomeCounts counts() const;      ///< over all point sets
  [[nodiscard]] std::int64_t boxes() const;        ///< over all proofs
  [[nodiscard]] bool is_proved_on_domain() const;  ///< there are proofs and all are complete
  [[nodiscard]] bool is_certified() const;         ///< 0 violated, 0 undecided, proofs complete
  [[nodiscard]] std::string witness() const;       ///< the first; empty without a violation
};

}  // namespace benignity
