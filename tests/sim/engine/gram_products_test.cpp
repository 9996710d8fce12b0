#include <cstdint>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/engine/gram.ipp"
#include "sim/model/products.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

/// Entries are whole numbers of at most 8, so that every product and sum below is exact in any
/// scalar and the order of summation cannot matter.
struct Products {
  Matrix<double> lower;  // upper triangle: rubbish that must not be read
  Vector<double> c;      // zero beyond active
  Vector<double> u;
  Vector<double> k;
  Eigen::Index active = 0;
};

Products random_products(std::uint64_t replicate, Eigen::Index size, Eigen::Index active) {
  Stream stream({43, Purpose::design, replicate, 0, 0});
  const auto entry = [&] { return static_cast<double>(stream.bits() % 17) - 8; };
  Products products{Matrix<double>(size, size), Vector<double>::Zero(size), Vector<double>(size),
                    Vector<double>(size), active};
  for (double& value : products.lower.reshaped()) value = entry();
  for (double& value : products.c.head(active)) value = entry();
  for (double& value : products.u) value = entry();
  for (double& value : products.k) value = entry();
  return products;
}

template <class Real>
void check_products(const Products& products) {
  const Matrix<Real> lower = products.lower.template cast<Real>();
  const Vector<Real> c = products.c.template cast<Real>();
  const Vector<Real> u = products.u.template cast<Real>();
  const Vector<Real> k = products.k.template cast<Real>();
  Vector<Real> found = Vector<Real>::Constant(1, Real(99));  // wrong size and contents
  symmetric_product(lower, c, products.active, found);
  RC_ASSERT(largest_entry(found - product(symmetric(lower), c)) == 0);

  Matrix<Real> updated = lower;
  Vector<Real> h = Vector<Real>::Constant(1, Real(99));
  fused_update_and_product(u, k, c, products.active, updated, h);
  const Matrix<Real> expected =
      symmetric(lower) + product(u, k.transpose()) + product(k, u.transpose());
  RC_ASSERT(largest_entry(symmetric(updated) - expected) == 0);
  RC_ASSERT(largest_entry(h - product(expected, c)) == 0);
}

TEST_CASE("symmetric product and fused update equal those of full matrices, exactly on integers") {
  const bool holds = rc::check([](std::uint64_t replicate) {
    const auto size = *rc::gen::inRange<Eigen::Index>(1, 12);
    const auto active = *rc::gen::inRange<Eigen::Index>(0, size + 1);
    const Products products = random_products(replicate, size, active);
    check_products<float>(products);
    check_products<double>(products);
    check_products<long double>(products);
  });
  CHECK(holds);
}

TEST_CASE("and at 50 digits") {
  const bool holds = rc::check([](std::uint64_t replicate) {
    const auto size = *rc::gen::inRange<Eigen::Index>(1, 6);
    const auto active = *rc::gen::inRange<Eigen::Index>(0, size + 1);
    check_products<Float50>(random_products(replicate, size, active));
  });
  CHECK(holds);
}

}  // namespace
}  // namespace benignity::testing
