#pragma once

#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Bytes that a run holds at its peak, to leading order.
[[nodiscard]] double required_bytes(const RunSettings& settings);

/// Refuses a run larger than the machine and names the key whose change makes it fit: record_every
/// where the default does, else dimension where 2 does, else samples where 1 does, else tokens.
/// Throws InvalidInput.
void require_memory(const RunSettings& settings);

/// Refuses a run on given data that is to leave its arrays, W in full among them, where these are
/// larger than the machine. Throws InvalidInput.
void require_memory_of_arrays(const RunSettings& settings);

}  // namespace benignity
