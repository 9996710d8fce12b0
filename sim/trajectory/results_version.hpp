#pragma once

namespace benignity {

/// Raised with every change that gives any engine other numbers for the same settings: kept results
/// of another version are not mixed with new ones.
inline constexpr int results_version = 4;

}  // namespace benignity
