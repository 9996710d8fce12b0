#include <cmath>
#include <limits>

#include <boost/math/special_functions/lambert_w.hpp>

#include "verify/interval/enclosure.hpp"

namespace benignity {

Enclosure lambert_w0(const Enclosure& x) {
  const Enclosure nothing(std::numeric_limits<double>::quiet_NaN());
  if (!certainly_greater(x, Enclosure(0)) || !std::isfinite(x.upper()) || x.lower() == 0) {
    return nothing;
  }
  const double below = boost::math::lambert_w0(x.lower()) * (1 - 1e-12);
  const double above = boost::math::lambert_w0(x.upper()) * (1 + 1e-12);
  const auto product = [](const Enclosure& w) { return w * exp(w); };
  if (!certainly_less(product(below), x) || !certainly_greater(product(above), x)) {
    return nothing;
  }
  // w e^w increases on w > 0, so the bracket holds every W; so does each Newton image of it.
  Enclosure root(below, above);
  for (long known_bits = 32; known_bits < WorkingPrecision::bits(); known_bits *= 2) {
    const Enclosure centre = midpoint(root);
    const Enclosure slope = (1 + root) * exp(root);
    root = intersection(root, centre - (product(centre) - x) / slope);
  }
  return root;
}

}  // namespace benignity
