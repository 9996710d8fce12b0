#include "theory/heads/alignment.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/harmful/head_noise.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

Parameters heads_at(std::int64_t heads, double cosine) {
  Parameters parameters;
  parameters.heads = heads;
  parameters.linear_heads = LinearHeads::independent;
  parameters.head_alignment = cosine;
  return parameters;
}

TEST_CASE("aligned heads have the error limits of one head, however many they are") {
  for (const std::int64_t heads : {1, 2, 7}) {
    const Parameters parameters = heads_at(heads, 1);
    CHECK(heads_signal_to_noise(parameters) ==
          Approx(head_signal_to_noise(parameters)).epsilon(1e-14));
    CHECK(aligned_heads_error(parameters).uniform ==
          Approx(uniform_attention_error(parameters)).epsilon(1e-12));
  }
}

TEST_CASE("hardly aligned heads average their noise as 1/sqrt(H)") {
  for (const std::int64_t heads : {2, 4, 16}) {
    const double one = heads_signal_to_noise(heads_at(1, 1e-4));
    CHECK(heads_signal_to_noise(heads_at(heads, 1e-4)) ==
          Approx(std::sqrt(static_cast<double>(heads)) * one).epsilon(1e-6));
  }
}

TEST_CASE("the alignment for a signal-to-noise ratio has it") {
  for (const std::int64_t heads : {1, 3, 8}) {
    for (const double cosine : {0.01, 0.3, 0.9}) {
      const Parameters parameters = heads_at(heads, cosine);
      CHECK(alignment_for(parameters, heads_signal_to_noise(parameters)) ==
            Approx(cosine).epsilon(1e-12));
    }
  }
  // Beyond what aligned heads have: no alignment, first above 1, then none at all.
  const Parameters parameters = heads_at(4, 1);
  const double most = head_signal_to_noise(parameters);
  CHECK(alignment_for(parameters, 1.05 * most) > 1);
  CHECK(std::isinf(alignment_for(parameters, 2 * most)));
  Parameters refused = parameters;
  refused.noise_std = -1;
  CHECK_THROWS_AS(heads_signal_to_noise(refused), InvalidInput);
}

TEST_CASE("the two limits of the error are ordered, and an alignment between them decides") {
  const Parameters parameters = heads_at(2, 0.05);
  const AlignedHeadsError error = aligned_heads_error(parameters);
  CHECK(error.selected < error.uniform);
  CHECK(error.uniform < 0.5);
}

}  // namespace
}  // namespace benignity
