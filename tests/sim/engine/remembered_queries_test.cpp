#include <vector>

#include <catch2/catch.hpp>

#include "sim/engine/explicit_gram.hpp"
#include "tests/support/small_runs.hpp"

namespace benignity {
namespace {

TEST_CASE("Gram space follows <p, p_s> of every remembered step as explicit parameters have it") {
  for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
    const Parameters parameters = testing::random_small_parameters(replicate);
    const TrainingSet set = draw_training_set(parameters, 9, replicate);
    auto dense = testing::dense_start<double>(parameters, set, 9, replicate);
    auto gram = testing::gram_start<double>(parameters, set, 9, replicate);
    RememberedQueries<double> remembered;
    std::vector<Vector<double>> queries;
    for (int tau = 0; tau <= 60; ++tau) {
      if (tau % 20 == 0) {
        remembered.remember(gram.logits().head(gram.problem().head_values.size()),
                            gram.query_norm2());
        queries.push_back(dense.query());
        for (std::size_t s = 0; s < queries.size(); ++s) {
          CHECK(remembered.products()[s] == Approx(dense.query().dot(queries[s])).epsilon(1e-10));
        }
      }
      remembered.step(0.3, gram.response().coefficients, gram.kernel_product());
      gram.step(0.3);
      dense.step(0.3);
    }
  }
}

}  // namespace
}  // namespace benignity
