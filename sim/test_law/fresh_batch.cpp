#include "sim/test_law/fresh_batch.hpp"

#include <algorithm>

#include "sim/lanes/draw_kernels.hpp"
#include "sim/lanes/strips.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/fresh_samples.hpp"

namespace benignity {
namespace {

/// 64, or fewer where the logits of so many would leave the cache, and no more than there are.
std::ptrdiff_t samples_at_once(const FreshSampleDesign& design, std::ptrdiff_t logits_a_sample) {
  constexpr std::ptrdiff_t most_logits = 1 << 18;
  const std::ptrdiff_t fitting = most_logits / logits_a_sample / sample_lanes * sample_lanes;
  return std::clamp(fitting, sample_lanes, std::min(std::ptrdiff_t{64}, whole_lanes(design.count)));
}

}  // namespace

FreshBatch::FreshBatch(const TokenLaw& law, const FreshSampleDesign& design, Eigen::Index times)
    : design_(design),
      tokens_(law.tokens),
      times_(Strips<double>{times}.padded()),
      labels_(samples_at_once(design, tokens_ * times_)),
      head_values_(Vector<double>::Zero(tokens_ * size())),
      margin_(size()),
      relevant_(size()),
      loss_(size()) {
  // One line more than the numbers take: a power of two would put every token into one set of the
  // L1.
  token_stride_ = times_ * size() + sample_lanes;
  logits_.setZero(tokens_ * token_stride_);
}

bool FreshBatch::next() {
  first_ += counted_;
  counted_ = std::min<std::int64_t>(size(), design_.count - first_);
  for (Eigen::Index s = 0; s < size(); ++s) {
    Stream stream({design_.seed, Purpose::test_label, design_.replicate,
                   first() + static_cast<std::uint32_t>(s), 0});
    labels_(s) = stream.uniform() <= 0.5 ? 1 : -1;
  }
  return counted_ > 0;
}

void FreshBatch::respond(const Matrix<double>& plus, const Matrix<double>& minus,
                         std::vector<TestTally>& tallies) {
  const auto counted = static_cast<std::size_t>(counted_);
  for (std::size_t time = 0; time < tallies.size(); ++time) {
    const auto r = static_cast<Eigen::Index>(time);
    draw_kernels().respond_to_fresh(
        {size(), tokens_, labels_.data(), head_values_.data(), logits(0, r), token_stride_,
         plus.col(r).data(), minus.col(r).data(), margin_.data(), relevant_.data(), loss_.data()});
    tallies[time].add({margin_.data(), counted}, {relevant_.data(), counted},
                      {loss_.data(), counted});
  }
}

}  // namespace benignity
