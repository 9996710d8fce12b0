#pragma once

#include <cmath>
#include <span>

#include "sim/encoder/factored_matrix.ipp"
#include "sim/encoder/parameters.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace encoder_draws {

/// The token of a stream's address; part of the pinned sequence.
enum class Drawn : std::uint32_t {
  query = 0,
  key = 1,
  value = 2,
  hidden = 3,
  hidden_bias = 4,
  output = 5,
  output_bias = 6,
  head = 7,
  head_bias = 8
};

class Draw {
 public:
  Draw(std::uint64_t seed, std::uint64_t replicate) : seed_(seed), replicate_(replicate) {}

  /// Uniform on +-1/sqrt(fan_in).
  void uniform(Drawn what, Eigen::Index row, Eigen::Index fan_in, std::span<double> to) const {
    Stream stream({seed_, Purpose::encoder_weight, replicate_, static_cast<std::uint32_t>(row),
                   static_cast<std::uint32_t>(what)});
    const double bound = 1 / std::sqrt(static_cast<double>(fan_in));
    for (double& number : to) number = bound * (2 * stream.uniform() - 1);
  }
  template <class Real>
  [[nodiscard]] Vector<Real> vector(Drawn what, Eigen::Index size, Eigen::Index fan_in) const {
    std::vector<double> numbers(static_cast<std::size_t>(size));
    uniform(what, 0, fan_in, numbers);
    Vector<Real> drawn = Vector<Real>::Zero(padded(size));
    for (Eigen::Index j = 0; j < size; ++j) {
      drawn(j) = static_cast<Real>(numbers[static_cast<std::size_t>(j)]);
    }
    return drawn;
  }
  template <class Real>
  [[nodiscard]] FactoredMatrix<Real> matrix(Drawn what, Eigen::Index rows, Eigen::Index columns,
                                            Eigen::Index update_rank) const {
    FactoredMatrix<Real> drawn(rows, columns, update_rank);
    std::vector<double> row(static_cast<std::size_t>(columns));
    for (Eigen::Index r = 0; r < rows; ++r) {
      uniform(what, r, columns, row);
      for (Eigen::Index c = 0; c < columns; ++c) {
        drawn.base(r, c) = static_cast<Real>(row[static_cast<std::size_t>(c)]);
      }
    }
    return drawn;
  }

 private:
  std::uint64_t seed_;
  std::uint64_t replicate_;
};

}  // namespace encoder_draws

template <class Real>
void EncoderParameters<Real>::keep(StateArchive& archive) {
  archive(class_token, head, head_bias);
  for (LayerNorm<Real>* norm : {&token_norm, &mlp_norm, &head_norm}) {
    archive(norm->scale, norm->shift);
  }
  query.keep(archive);
  key.keep(archive);
  value.keep(archive);
  if (!mlp) return;
  mlp->hidden.keep(archive);
  mlp->output.keep(archive);
  archive(mlp->hidden_bias, mlp->output_bias);
}

template <class Real>
EncoderParameters<Real> draw_encoder(const Parameters& parameters, std::uint64_t seed,
                                     std::uint64_t replicate) {
  using encoder_draws::Drawn;
  const encoder_draws::Draw draw(seed, replicate);
  const Eigen::Index d = parameters.dimension;
  const Eigen::Index n = parameters.samples;
  const Eigen::Index width = parameters.mlp_width;
  EncoderParameters<Real> drawn;
  drawn.dimension = d;
  drawn.skip_connection = parameters.skip_connection;
  std::vector<double> token(static_cast<std::size_t>(d));
  Stream({seed, Purpose::class_token, replicate, 0, 0}).normals(token);
  drawn.class_token.setZero(padded(d));
  for (Eigen::Index j = 0; j < d; ++j) {
    drawn.class_token(j) = static_cast<Real>(token[static_cast<std::size_t>(j)]);
  }
  drawn.query = draw.matrix<Real>(Drawn::query, d, d, 1);
  drawn.key = draw.matrix<Real>(Drawn::key, d, d, 1);
  drawn.value = draw.matrix<Real>(Drawn::value, d, d, n);
  drawn.token_norm = LayerNorm<Real>(parameters.norm, d);
  drawn.mlp_norm = drawn.token_norm;
  drawn.head_norm = drawn.token_norm;
  if (width > 0) {
    drawn.mlp = EncoderMlp<Real>{draw.matrix<Real>(Drawn::hidden, width, d, n),
                                 draw.vector<Real>(Drawn::hidden_bias, width, d),
                                 draw.matrix<Real>(Drawn::output, d, width, n),
                                 draw.vector<Real>(Drawn::output_bias, d, width)};
  }
  drawn.head = draw.vector<Real>(Drawn::head, d, d);
  drawn.head_bias = draw.vector<Real>(Drawn::head_bias, 1, d)(0);
  return drawn;
}

}  // namespace benignity
