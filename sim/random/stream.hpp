#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace benignity {

/// What a draw is for. Two purposes never share a counter, so training data, fresh data and
/// initialisation are independent whatever their sizes. The numbers are part of the pinned
/// sequence: a new purpose takes the next free one and no other is ever renumbered or used again,
/// for that would change every kept result, or make two draws of one run the same ones.
enum class Purpose : std::uint64_t {
  train_label = 1,
  train_noise = 2,
  initial_weight = 3,
  initial_query = 4,
  token_signal_plane = 5,  ///< `sampled`: C of theory/README.md (5.1)
  token_bartlett = 6,      ///< `sampled`: B
  weight_direction = 7,    ///< `sampled`: z
  weight_bartlett = 8,     ///< `sampled`: B'
  test_label = 9,
  test_noise = 10,
  test_projection = 11,       ///< two normals a fresh token
  test_orthogonal = 12,       ///< |w_perp|^2
  design = 13,                ///< inputs of claims and tests
  initial_query_norm = 14,    ///< `sampled`: |p0|^2, independent of what the explicit engines draw
  batch_order = 15,           ///< the permutation of an epoch
  initial_key = 16,           ///< W_K
  initial_query_matrix = 17,  ///< W_Q
  head_direction = 18,        ///< what a linear head has beside the signal
  sample_choice = 19,         ///< which samples of given data a run takes
  label_flip = 20,            ///< which labels of given data are flipped, and to what
  class_token = 21,           ///< of the encoder
  encoder_weight = 22         ///< of the encoder: sample a row, token the matrix (sim/encoder)
};

/// The address of a stream: (seed, purpose, replicate, sample, token).
struct StreamAddress {
  std::uint64_t seed = 0;
  Purpose purpose = Purpose::design;
  std::uint64_t replicate = 0;
  std::uint32_t sample = 0;
  std::uint32_t token = 0;
};

/// A counter-based stream: Philox4x64-10 (Salmon et al. 2011; Random123) with key (seed, 0) and
/// counter (block index, sample * 2^32 + token, replicate, purpose). Streams with different
/// addresses never overlap: each holds 2^66 numbers.
class Stream {
 public:
  explicit Stream(const StreamAddress& address);

  [[nodiscard]] std::uint64_t bits();  ///< the next 64 uniform bits
  [[nodiscard]] double uniform();      ///< in (0, 1]; never 0
  [[nodiscard]] double normal();       ///< N(0, 1), see DrawKernels::normals
  /// Fills `to` with the next normals, the same as those of normal() one after the other, but many
  /// at once.
  void normals(std::span<double> to);
  /// Gamma(shape, 1) for shape >= 1/2, exact rejection (Marsaglia & Tsang 2000); shape may be 1e18.
  [[nodiscard]] double gamma(double shape);
  /// chi-squared with `degrees` >= 1 degrees of freedom.
  [[nodiscard]] double chi_squared(double degrees) { return 2 * gamma(degrees / 2); }

 private:
  void next_block();

  std::uint64_t seed_;
  std::array<std::uint64_t, 4> counter_;
  std::array<std::uint64_t, 4> block_{};
  unsigned used_ = 4;
  double spare_normal_ = 0;
  bool has_spare_normal_ = false;
};

}  // namespace benignity
