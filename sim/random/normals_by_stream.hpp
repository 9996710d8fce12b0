#pragma once

#include <cstddef>
#include <span>

#include "sim/random/stream.hpp"

namespace benignity {

/// Rows that normals_by_stream() writes for `count` normals a stream: whole blocks of four.
[[nodiscard]] constexpr std::ptrdiff_t normal_rows(std::ptrdiff_t count) {
  return (count + 3) / 4 * 4;
}

/// The first `count` normals of several streams of one seed at once, each the same as that of
/// Stream::normal(): normal k of stream s goes to to[k S + s], S the number of streams, a multiple
/// of sample_lanes. `to` has normal_rows(count) S numbers.
void normals_by_stream(std::span<const StreamAddress> streams, std::ptrdiff_t count, double* to);

}  // namespace benignity
