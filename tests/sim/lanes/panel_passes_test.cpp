#include <catch2/catch.hpp>

#include "sim/lanes/panel_kernels.hpp"
#include "sim/model/products.hpp"
#include "tests/support/every_instruction_set.hpp"

namespace benignity::testing {
namespace panel_passes {
namespace {

/// Sums of `terms` products: each rounds by half an ulp of a sum of magnitudes at most.
template <class Real>
void check(const RowMatrix<Real>& computed, const RowMatrix<Real>& wanted, Eigen::Index terms) {
  const Real bound = static_cast<Real>(40 * terms) * std::numeric_limits<Real>::epsilon();
  CHECK((computed - wanted).cwiseAbs().maxCoeff() <= bound);
}

TEMPLATE_TEST_CASE("every instruction set multiplies panels as plain products do", "", float,
                   double) {
  using Rows = RowMatrix<TestType>;
  for (const InstructionSet set : supported_sets()) {
    const PanelKernels<TestType>& kernels = panel_kernels<TestType>(set);
    for (const Eigen::Index width : {16, 48, 64, 208}) {
      for (const Eigen::Index vectors : {1, 2, 5, 7, 20}) {
        CAPTURE(name(set), width, vectors);
        constexpr Eigen::Index rows = 24;
        const Rows panel = random_matrix<TestType>(1, rows, width);
        const Rows x = random_matrix<TestType>(2, vectors, width + 16);  // strides of their own
        const Rows d = random_matrix<TestType>(3, vectors, rows + 8);
        const Rows start = random_matrix<TestType>(4, vectors, rows + 8);
        Rows y = start;
        kernels.multiply(rows, width, panel.data(), vectors, x.data(), x.cols(), y.data(),
                         y.cols());
        Rows wanted = start;
        wanted.leftCols(rows) += product(x.leftCols(width), panel.transpose());
        check<TestType>(y, wanted, width);

        Rows z = x;
        kernels.multiply_transposed(rows, width, panel.data(), vectors, d.data(), d.cols(),
                                    z.data(), z.cols());
        Rows wanted_z = x;
        wanted_z.leftCols(width) += product(d.leftCols(rows), panel);
        check<TestType>(z, wanted_z, rows);

        Rows grown = panel;
        kernels.add_product(rows, width, grown.data(), vectors, d.data(), d.cols(), x.data(),
                            x.cols());
        const Rows wanted_panel = panel + product(d.leftCols(rows).transpose(), x.leftCols(width));
        check<TestType>(grown, wanted_panel, vectors);
      }
    }
  }
}

}  // namespace
}  // namespace panel_passes
}  // namespace benignity::testing
