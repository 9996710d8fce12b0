#include "sim/random/stream.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include <Random123/boxmuller.hpp>
#include <Random123/philox.h>
#include <Random123/uniform.hpp>
#include <boost/math/special_functions/log1p.hpp>

namespace benignity {

Stream::Stream(const StreamAddress& address)
    : seed_(address.seed),
      counter_{{0, (std::uint64_t{address.sample} << 32) | address.token, address.replicate,
                static_cast<std::uint64_t>(address.purpose)}} {}

std::uint64_t Stream::bits() {
  if (used_ == 4) {
    const auto words =
        r123::Philox4x64{}({{counter_[0], counter_[1], counter_[2], counter_[3]}}, {{seed_, 0}});
    for (std::size_t word = 0; word < 4; ++word) block_[word] = words[word];
    ++counter_[0];
    used_ = 0;
  }
  return block_[used_++];
}

double Stream::uniform() { return r123::u01<double>(bits()); }

double Stream::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  const std::uint64_t angle = bits();
  const std::uint64_t radius = bits();
  const r123::double2 pair = r123::boxmuller(angle, radius);
  spare_normal_ = pair.y;
  has_spare_normal_ = true;
  return pair.x;
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
