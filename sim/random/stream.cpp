#include "sim/random/stream.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include <Random123/uniform.hpp>
#include <boost/math/special_functions/log1p.hpp>

#include "sim/lanes/draw_kernels.hpp"
#include "sim/random/philox.hpp"

namespace benignity {

Stream::Stream(const StreamAddress& address)
    : seed_(address.seed), counter_(first_counter(address)) {}

void Stream::next_block() {
  block_ = philox(counter_, seed_);
  ++counter_[0];
  used_ = 0;
}

std::uint64_t Stream::bits() {
  if (used_ == 4) next_block();
  return block_[used_++];
}

double Stream::uniform() { return r123::u01<double>(bits()); }

double Stream::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  std::uint64_t angle[sample_lanes] = {bits()};
  std::uint64_t radius[sample_lanes] = {bits()};
  double sine[sample_lanes];
  double cosine[sample_lanes];
  draw_kernels().normals(sample_lanes, angle, radius, sine, cosine);
  spare_normal_ = cosine[0];
  has_spare_normal_ = true;
  return sine[0];
}

void Stream::normals(std::span<double> to) {
  // Up to the next whole block; never, where an odd number of words has been read.
  std::size_t done = 0;
  while (done < to.size() && (has_spare_normal_ || used_ != 4)) to[done++] = normal();
  constexpr std::size_t most_blocks = 32;
  std::uint64_t angle[2 * most_blocks] = {};
  std::uint64_t radius[2 * most_blocks] = {};
  double sine[2 * most_blocks];
  double cosine[2 * most_blocks];
  while (done < to.size()) {
    const std::size_t blocks = std::min(most_blocks, (to.size() - done + 3) / 4);
    for (std::size_t pair = 0; pair < 2 * blocks; pair += 2) {
      next_block();
      angle[pair] = block_[0];
      radius[pair] = block_[1];
      angle[pair + 1] = block_[2];
      radius[pair + 1] = block_[3];
    }
    const auto pairs = static_cast<std::ptrdiff_t>(2 * blocks);
    draw_kernels().normals(whole_lanes(pairs), angle, radius, sine, cosine);
    const std::size_t wanted = std::min(4 * blocks, to.size() - done);
    for (std::size_t i = 0; i < wanted / 2; ++i) {
      to[done + 2 * i] = sine[i];
      to[done + 2 * i + 1] = cosine[i];
    }
    // What the last pair and the last block still hold is for the next call.
    has_spare_normal_ = wanted % 2 == 1;
    if (has_spare_normal_) {
      to[done + wanted - 1] = sine[wanted / 2];
      spare_normal_ = cosine[wanted / 2];
    }
    used_ = wanted > 4 * blocks - 2 ? 4 : 2;
    done += wanted;
  }
}

double Stream::gamma(double shape) {
  if (!(shape >= 0.5 && shape <= 1e18)) {
    throw std::domain_error("gamma: shape is " + std::to_string(shape) +
                            ", but must be in [0.5, 1e18]");
  }
  if (shape < 1) {
    // X ~ Gamma(shape + 1), U uniform: X U^(1/shape) ~ Gamma(shape).
    const double larger = gamma(shape + 1);
    return larger * std::pow(uniform(), 1 / shape);
  }
  const double shifted = shape - 1.0 / 3;
  const double scale = 1 / (3 * std::sqrt(shifted));
  while (true) {
    const double candidate = normal();
    const double root = 1 + scale * candidate;
    if (root <= 0) continue;
    const double cube = root * root * root;
    // log of the acceptance ratio, x^2/2 + d(1 - v + log v) with v = (1 + y)^3, y = x/(3 sqrt d).
    // At d = 1e12 the bracket cancels to nothing; it equals 3 (log(1 + y) - y) - 3 y^2 - y^3.
    const double y = scale * candidate;
    const double log_ratio =
        candidate * candidate / 2 + shifted * (3 * boost::math::log1pmx(y) - 3 * y * y - y * y * y);
    if (std::log(uniform()) < log_ratio) return shifted * cube;
  }
}

}  // namespace benignity
