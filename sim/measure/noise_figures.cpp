#include "sim/measure/noise_figures.hpp"

#include <algorithm>
#include <cmath>

#include "sim/measure/symmetric_spectrum.hpp"
#include "sim/model/products.hpp"

namespace benignity {
namespace {

bool is_absent(const std::vector<std::uint8_t>& absent, std::int64_t row) {
  return !absent.empty() && absent[static_cast<std::size_t>(row)] != 0;
}

/// The mean of the tokens that a sample has.
Vector<double> mean_token(const LabelledTokens& samples, std::int64_t sample) {
  const std::int64_t first = sample * samples.tokens;
  if (samples.absent.empty()) {
    return samples.rows.middleRows(first, samples.tokens).colwise().mean();
  }
  Vector<double> sum = Vector<double>::Zero(samples.rows.cols());
  double count = 0;
  for (std::int64_t row = first; row < first + samples.tokens; ++row) {
    if (is_absent(samples.absent, row)) continue;
    sum += samples.rows.row(row).transpose();
    count += 1;
  }
  return sum / count;
}

/// Y Delta . x of uniform attention, each sample taken out of its own class mean.
Vector<double> pooled_products(const LabelledTokens& samples, const ClassGram& gram,
                               const RowMatrix<double>& means, const MeasuredTokens& measured) {
  Vector<double> products(samples.samples);
  const Vector<double> difference = (means.row(0) - means.row(1)).transpose();
  for (std::int64_t k = 0; k < 2; ++k) {
    const auto others = static_cast<double>(gram.present(k, measured.signal_place).size()) - 1;
    for (const std::int64_t i : gram.members(k)) {
      const Vector<double> pooled = mean_token(samples, i);
      const std::int64_t own_row = i * samples.tokens + measured.signal_place;
      const double sign = k == 0 ? 1 : -1;
      products(i) = sign * difference.dot(pooled);
      if (is_absent(samples.absent, own_row)) continue;  // no part of its class mean
      const auto own = samples.rows.row(own_row);
      products(i) += (means.row(k).dot(pooled) - own.dot(pooled)) / others;
    }
  }
  return products;
}

}  // namespace

NoiseFigures::NoiseFigures(const LabelledTokens& samples, const Matrix<double>& kernel,
                           const ClassGram& gram, const Matrix<double>* head,
                           MeasuredTokens& measured)
    : tokens_(samples.tokens), absent_(samples.absent) {
  const RowMatrix<double> means = means_at(samples, gram.members(), measured.signal_place);
  const RowMatrix<double> plane = orthonormal_basis(means);
  const Matrix<double> within = product(samples.rows, plane.transpose());
  departure_ = kernel;
  add_product(within, within.transpose(), departure_, -1);
  departure_ /= measured.noise_trace.mean;
  departure_.diagonal().array() -= 1;
  const double selection = std::max(measured.selection_length2.mean, 0.0);
  // A token of the signal's place has its own class mean taken away, any other token nothing.
  const Matrix<double> along = product(samples.rows, means.transpose());
  overlap_ = Vector<double>::Zero(along.rows());
  if (head != nullptr && gram.class_count() == 2) {
    const double gap = (means.row(0) - means.row(1)).dot(head->col(0)) / 2;
    measured.head_gap = gap;
    head_overlap_ = product(samples.rows, head->col(0));
    head_gap_ = gap;
  }
  for (std::int64_t k = 0; k < gram.class_count(); ++k) {
    for (const std::int64_t i : gram.members(k)) {
      for (std::int64_t t = 0; t < tokens_; ++t) {
        const Eigen::Index row = i * tokens_ + t;
        Vector<double> products = along.row(row).transpose();
        if (t == measured.signal_place) {
          products -= product(means, means.row(k).transpose());
          if (head_overlap_.size() > 0) head_overlap_(row) -= means.row(k).dot(head->col(0));
        }
        overlap_(row) = products.cwiseAbs().maxCoeff() / selection;
      }
    }
  }
  if (gram.class_count() == 2) pooled_.emplace(pooled_products(samples, gram, means, measured));
}

std::vector<double> NoiseFigures::of(const Samples& samples) const {
  std::vector<Eigen::Index> places;
  for (const std::int64_t i : samples) {
    for (std::int64_t row = i * tokens_; row < (i + 1) * tokens_; ++row) {
      if (!is_absent(absent_, row)) places.push_back(row);
    }
  }
  const Matrix<double> departure = departure_(places, places);
  std::vector<double> figures = {spectral_norm(departure),
                                 departure.cwiseAbs().colwise().sum().maxCoeff(),
                                 overlap_(places).maxCoeff()};
  figures.push_back(head_overlap_.size() == 0
                        ? 0
                        : head_overlap_(places).cwiseAbs().maxCoeff() / std::abs(head_gap_));
  figures.push_back(uniform_attention(samples));
  return figures;
}

double NoiseFigures::uniform_attention(const Samples& samples) const {
  if (!pooled_) return 0;
  const Vector<double> products =
      (*pooled_)(std::vector<Eigen::Index>(samples.begin(), samples.end()));
  const double mean = products.mean();
  const double variance =
      (products.array() - mean).square().sum() / static_cast<double>(products.size() - 1);
  return mean / std::sqrt(variance);
}

}  // namespace benignity
