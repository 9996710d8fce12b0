#include "sim/random/normals_by_stream.hpp"

#include <vector>

#include "sim/lanes/draw_kernels.hpp"
#include "sim/random/philox.hpp"

namespace benignity {

void normals_by_stream(std::span<const StreamAddress> streams, std::ptrdiff_t count, double* to) {
  const DrawKernels& vectors = draw_kernels();
  const auto width = static_cast<std::ptrdiff_t>(streams.size());
  std::vector<std::uint64_t> words(4 * streams.size());
  std::uint64_t* const word[] = {words.data(), words.data() + width, words.data() + 2 * width,
                                 words.data() + 3 * width};
  for (std::ptrdiff_t row = 0; row < count; row += 4) {
    for (std::size_t s = 0; s < streams.size(); ++s) {
      std::array<std::uint64_t, 4> counter = first_counter(streams[s]);
      counter[0] = static_cast<std::uint64_t>(row / 4);
      const std::array<std::uint64_t, 4> block = philox(counter, streams[s].seed);
      for (std::size_t k = 0; k < 4; ++k) word[k][s] = block[k];
    }
    double* const rows = to + row * width;
    vectors.normals(width, word[0], word[1], rows, rows + width);
    vectors.normals(width, word[2], word[3], rows + 2 * width, rows + 3 * width);
  }
}

}  // namespace benignity
