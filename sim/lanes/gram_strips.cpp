#include "sim/lanes/gram_strips.hpp"

#include <algorithm>

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace benignity {
namespace {

/// Strips cut into chunks of as equal a length as whole squares allow; those that hold nothing but
/// padding are left out.
template <class Real>
std::vector<std::ptrdiff_t> chunks_of(const Strips<Real>& strips) {
  constexpr std::ptrdiff_t chunk_bytes = 1 << 20;
  constexpr std::ptrdiff_t most_chunks = 64;
  const std::ptrdiff_t total = strips.offset(strips.count());
  const auto bytes = total * static_cast<std::ptrdiff_t>(sizeof(Real));
  const std::ptrdiff_t chunks = std::clamp(bytes / chunk_bytes, std::ptrdiff_t{1}, most_chunks);
  std::vector<std::ptrdiff_t> begin = {strips.padding() / Strips<Real>::width};
  for (std::ptrdiff_t s = 0; s < strips.count(); s += Strips<Real>::per_square) {
    const auto chunk = static_cast<std::ptrdiff_t>(begin.size());
    if (chunk < chunks && s > begin.back() && strips.offset(s) >= chunk * (total / chunks)) {
      begin.push_back(s);
    }
  }
  begin.push_back(strips.count());
  return begin;
}

}  // namespace

template <class Real>
GramStrips<Real>::GramStrips(const Matrix<Real>& kernel, const Matrix<Real>& weighted_kernel,
                             const Kernels<Real>& kernels)
    : kernels_(&kernels),
      strips_{kernel.rows()},
      chunk_begin_(chunks_of(strips_)),
      kernel_(in_strips(kernel)),
      weighted_kernel_(in_strips(weighted_kernel)),
      u_(Vector<Real>::Zero(strips_.padded())),
      k_(u_),
      c_(u_),
      kernel_sums_(strips_.padded(), static_cast<Eigen::Index>(chunk_begin_.size()) - 1),
      weighted_sums_(kernel_sums_.rows(), kernel_sums_.cols()) {}

template <class Real>
Vector<Real> GramStrips<Real>::in_strips(const Matrix<Real>& lower) const {
  constexpr Eigen::Index side = Strips<Real>::side;
  Vector<Real> entries = Vector<Real>::Zero(strips_.offset(strips_.count()));
  for (Eigen::Index j = 0; j < lower.cols(); ++j) {
    Eigen::Index i = j;
    for (; i < lower.rows() && strips_.share_a_square(i, j); ++i) {
      entries(strips_.index(i, j)) = entries(strips_.index(j, i)) = lower(i, j);
    }
    // Below its diagonal square a column lies in whole blocks, for the padding is in front.
    for (; i < lower.rows(); i += side)
      std::copy_n(&lower(i, j), side, &entries(strips_.index(i, j)));
  }
  return entries;
}

template <class Real>
Matrix<Real> GramStrips<Real>::full(const Vector<Real>& entries) const {
  Matrix<Real> matrix(strips_.size, strips_.size);
  for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
    for (Eigen::Index i = j; i < matrix.rows(); ++i) {
      matrix(i, j) = matrix(j, i) = entries(strips_.index(i, j));
    }
  }
  return matrix;
}

template <class Real>
void GramStrips<Real>::update_and_multiply(const Vector<Real>& u, const Vector<Real>& c,
                                           Eigen::Index /*active*/, Vector<Real>& k,
                                           Vector<Real>& h) {
  std::copy_n(u.data(), strips_.size, u_.data() + strips_.padding());
  std::copy_n(k.data(), strips_.size, k_.data() + strips_.padding());
  std::copy_n(c.data(), strips_.size, c_.data() + strips_.padding());
  h.resize(strips_.size);
  const GramArrays<Real> arrays{strips_,   kernel_.data(), weighted_kernel_.data(),
                                u_.data(), k_.data(),      c_.data()};
  const auto run = [&](Eigen::Index chunk) {
    Real* const kernel_sum = kernel_sums_.col(chunk).data();
    Real* const weighted_sum = weighted_sums_.col(chunk).data();
    std::fill_n(kernel_sum, strips_.padded(), Real(0));
    std::fill_n(weighted_sum, strips_.padded(), Real(0));
    const auto begin = chunk_begin_.begin() + chunk;
    kernels_->update_and_multiply(arrays, begin[0], begin[1], kernel_sum, weighted_sum);
  };
  const Eigen::Index chunks = kernel_sums_.cols();
  if (chunks == 1) {
    run(0);
    std::copy_n(kernel_sums_.data() + strips_.padding(), strips_.size, k.data());
    std::copy_n(weighted_sums_.data() + strips_.padding(), strips_.size, h.data());
    return;
  }
  // Isolated, so that a thread that waits takes up no other work of the program meanwhile.
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(Eigen::Index{0}, chunks, run);
    add_chunks(kernel_sums_, k);
    add_chunks(weighted_sums_, h);
  });
}

template <class Real>
void GramStrips<Real>::add_chunks(const Matrix<Real>& sums, Vector<Real>& product) const {
  constexpr Eigen::Index rows_at_once = 512;
  tbb::parallel_for(Eigen::Index{0}, strips_.size, rows_at_once, [&](Eigen::Index row) {
    const Eigen::Index count = std::min(rows_at_once, strips_.size - row);
    product.segment(row, count) = sums.col(0).tail(strips_.size).segment(row, count);
    for (Eigen::Index chunk = 1; chunk < sums.cols(); ++chunk) {
      product.segment(row, count) += sums.col(chunk).tail(strips_.size).segment(row, count);
    }
  });
}

template class GramStrips<float>;
template class GramStrips<double>;

}  // namespace benignity
