#include "sim/random/normals_by_stream.hpp"

#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/lanes/draw_kernels.hpp"

namespace benignity {
namespace {

TEST_CASE("many normals at once are those of one after the other, wherever a stream stands") {
  const bool holds = rc::check([](std::uint64_t seed) {
    Stream one({seed, Purpose::design, 0, 0, 0});
    Stream many = one;
    for (int call = 0; call < 8; ++call) {
      const auto count = *rc::gen::inRange<std::size_t>(0, 300);
      std::vector<double> at_once(count, 7);
      many.normals(at_once);
      for (const double normal : at_once) RC_ASSERT(normal == one.normal());
      // Words between the normals, so that pairs begin anywhere in a block.
      for (int word = *rc::gen::inRange(0, 4); word > 0; --word) {
        RC_ASSERT(many.bits() == one.bits());
      }
    }
  });
  CHECK(holds);
}

TEST_CASE("normals stream by stream are those of the streams alone") {
  for (const std::size_t width : {8U, 16U, 64U}) {
    for (const std::ptrdiff_t count : {1, 2, 4, 5, 11, 184}) {
      CAPTURE(width, count);
      std::vector<StreamAddress> streams;
      for (std::uint32_t s = 0; s < width; ++s) {
        streams.push_back({5, Purpose::test_projection, s % 3, 1000 + s / 2, 2 + s});
      }
      const auto rows = normal_rows(count);
      CHECK(rows >= count);
      CHECK(rows < count + 4);
      std::vector<double> normals(static_cast<std::size_t>(rows) * width);
      normals_by_stream(streams, count, normals.data());
      std::size_t differing = 0;
      for (std::size_t s = 0; s < width; ++s) {
        Stream stream(streams[s]);
        for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k) {
          differing += normals[k * width + s] != stream.normal();
        }
      }
      CHECK(differing == 0);
    }
  }
}

}  // namespace
}  // namespace benignity
