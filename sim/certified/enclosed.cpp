#include "sim/certified/enclosed.hpp"

#include "sim/certified/arb_types.ipp"

namespace benignity {

std::string ball_library_version() {
#if __FLINT_RELEASE >= 30000
  return flint_version;
#else
  return arb_version;
#endif
}

bool encloses(const std::string& outer, const std::string& inner) {
  if (outer == inner) return true;  // Arb reads decimals outwards, each a little wider
  constexpr long digits = 1024;
  Ball around;
  Ball within;
  return arb_set_str(around, outer.c_str(), digits) == 0 &&
         arb_set_str(within, inner.c_str(), digits) == 0 && arb_contains(around, within) != 0;
}

}  // namespace benignity
