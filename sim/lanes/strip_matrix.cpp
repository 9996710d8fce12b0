#include "sim/lanes/strip_matrix.hpp"

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
StripMatrix<Real>::StripMatrix(const Matrix<Real>& lower, const Kernels<Real>& kernels)
    : kernels_(&kernels),
      strips_{lower.rows()},
      chunk_begin_(chunks_of(strips_)),
      entries_(Vector<Real>::Zero(strips_.offset(strips_.count()))),
      u_(Vector<Real>::Zero(strips_.padded())),
      k_(Vector<Real>::Zero(strips_.padded())),
      c_(Vector<Real>::Zero(strips_.padded())),
      sums_(strips_.padded(), static_cast<Eigen::Index>(chunk_begin_.size()) - 1) {
  for (Eigen::Index j = 0; j < lower.cols(); ++j) {
    for (Eigen::Index i = j; i < lower.rows(); ++i) {
      entries_(strips_.index(i, j)) = lower(i, j);
      if (strips_.share_a_square(i, j)) entries_(strips_.index(j, i)) = lower(i, j);
    }
  }
}

template <class Real>
Matrix<Real> StripMatrix<Real>::lower() const {
  Matrix<Real> matrix(strips_.size, strips_.size);
  for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
    for (Eigen::Index i = j; i < matrix.rows(); ++i) {
      matrix(i, j) = matrix(j, i) = entries_(strips_.index(i, j));
    }
  }
  return matrix;
}

template <class Real>
template <class Pass>
void StripMatrix<Real>::sum_over_chunks(const Pass& pass, Vector<Real>& y) {
  const Eigen::Index chunks = sums_.cols();
  y.resize(strips_.size);
  const auto run = [&](Eigen::Index chunk) {
    const std::ptrdiff_t first = chunk_begin_[static_cast<std::size_t>(chunk)];
    const std::ptrdiff_t last = chunk_begin_[static_cast<std::size_t>(chunk) + 1];
    Real* const sum = sums_.col(chunk).data();
    std::fill_n(sum, sums_.rows(), Real(0));
    pass(first, last, sum);
  };
  if (chunks == 1) {
    run(0);
    std::copy_n(sums_.data() + strips_.padding(), strips_.size, y.data());
    return;
  }
  // Isolated, so that a thread that waits takes up no other work of the program meanwhile.
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(Eigen::Index{0}, chunks, run);
    constexpr Eigen::Index rows_at_once = 512;
    tbb::parallel_for(Eigen::Index{0}, strips_.size, rows_at_once, [&](Eigen::Index row) {
      const Eigen::Index count = std::min(rows_at_once, strips_.size - row);
      y.segment(row, count) = sums_.col(0).tail(strips_.size).segment(row, count);
      for (Eigen::Index chunk = 1; chunk < chunks; ++chunk) {
        y.segment(row, count) += sums_.col(chunk).tail(strips_.size).segment(row, count);
      }
    });
  });
}

template <class Real>
void StripMatrix<Real>::multiply(const Vector<Real>& c, Eigen::Index active, Vector<Real>& y) {
  std::copy_n(c.data(), strips_.size, c_.data() + strips_.padding());
  const std::ptrdiff_t needed =
      (strips_.padding() + active + Strips<Real>::width - 1) / Strips<Real>::width;
  sum_over_chunks(
      [&](std::ptrdiff_t first, std::ptrdiff_t last, Real* sum) {
        kernels_->add_product(strips_, first, std::min(last, needed), entries_.data(), c_.data(),
                              sum);
      },
      y);
}

template <class Real>
void StripMatrix<Real>::update_and_multiply(const Vector<Real>& u, const Vector<Real>& k,
                                            const Vector<Real>& c, Eigen::Index /*active*/,
                                            Vector<Real>& y) {
  std::copy_n(u.data(), strips_.size, u_.data() + strips_.padding());
  std::copy_n(k.data(), strips_.size, k_.data() + strips_.padding());
  std::copy_n(c.data(), strips_.size, c_.data() + strips_.padding());
  sum_over_chunks(
      [&](std::ptrdiff_t first, std::ptrdiff_t last, Real* sum) {
        kernels_->update_and_add_product(strips_, first, last, u_.data(), k_.data(), c_.data(),
                                         entries_.data(), sum);
      },
      y);
}

template class StripMatrix<float>;
template class StripMatrix<double>;

}  // namespace benignity
