#include <catch2/catch.hpp>

#include "sim/lanes/kernels.hpp"
#include "sim/model/products.hpp"
#include "tests/support/every_instruction_set.hpp"

namespace benignity::testing {
namespace {

TEMPLATE_TEST_CASE("every instruction set follows remembered queries as 50 digits do", "", float,
                   double) {
  for (const InstructionSet set : supported_sets()) {
    for (const Eigen::Index tokens : {1, 3, 8, 16, 33, 160}) {
      for (const Eigen::Index queries : {0, 1, 2, 7}) {
        CAPTURE(name(set), tokens, queries);
        const auto replicate = static_cast<std::uint64_t>(10 * tokens + queries);
        const auto c = random_matrix<TestType>(replicate, tokens, 1);
        const auto k = random_matrix<TestType>(5000 + replicate, tokens, 1);
        const auto images_before = random_matrix<TestType>(6000 + replicate, tokens, queries);
        const auto products_before = random_matrix<TestType>(7000 + replicate, queries, 1);
        const TestType alpha = TestType(0.25);
        Matrix<TestType> images = images_before;
        Matrix<TestType> products = products_before;
        kernels<TestType>(set).follow_queries(tokens, queries, alpha, c.data(), k.data(),
                                              products.data(), images.data());

        const Matrix<Float50> y = exactly(images_before);
        const Matrix<Float50> lengths = exactly(products_before) * Float50(alpha);
        const Matrix<Float50> sizes =
            exactly<TestType>(products_before.cwiseAbs()) +
            product(y.cwiseAbs().eval().transpose(), exactly<TestType>(c.cwiseAbs())) *
                Float50(alpha);
        const Matrix<Float50> gained = product(y.transpose(), exactly(c)) * Float50(alpha);
        CHECK(worst_ulps<TestType>(products, exactly(products_before) + gained, sizes) <=
              static_cast<double>(tokens) + 2);
        const Matrix<Float50> moved = product(exactly(k), lengths.transpose());
        CHECK(worst_ulps<TestType>(images, y + moved, y.cwiseAbs() + moved.cwiseAbs()) <= 2);
      }
    }
  }
}

}  // namespace
}  // namespace benignity::testing
