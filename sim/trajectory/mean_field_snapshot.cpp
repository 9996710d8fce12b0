#include "sim/trajectory/mean_field_snapshot.hpp"

#include <algorithm>

#include "sim/model/attention.hpp"

namespace benignity {
namespace {

/// Shares and softmax figures of the clean or of the noisy types.
struct GroupShare {
  double weight = 0;
  double fitted = 0;
  double relevant = 0;
  double least = 1;
  double most = 0;

  void add(double share, const SampleAttention<double>& attention) {
    weight += share;
    fitted += attention.margin > 0 ? share : 0;
    relevant += share * attention.softmax[0];
    least = std::min(least, attention.softmax[0]);
    most = std::max(most, attention.softmax[0]);
  }
};

}  // namespace

Snapshot snapshot_of_types(const MeanFieldLayout<double>& layout,
                           const std::function<SampleAttention<double>(SampleType)>& attention_of) {
  Snapshot snapshot;
  GroupShare clean;
  GroupShare noisy;
  for (const SampleType type : sample_types) {
    const double share = layout.weight[index_of(type)];
    if (!(share > 0)) continue;
    const SampleAttention<double> attention = attention_of(type);
    (is_noisy(type) ? noisy : clean).add(share, attention);
    snapshot.train_loss += share * logistic_loss(attention.margin);
  }
  // Over the sum of the shares, which may miss 1 by a rounding: all fitted is exactly 1.
  snapshot.train_accuracy = (clean.fitted + noisy.fitted) / (clean.weight + noisy.weight);
  if (clean.weight > 0) {
    snapshot.clean_fitted = clean.fitted / clean.weight;
    snapshot.clean_relevant_min = clean.least;
    snapshot.clean_relevant_mean = clean.relevant / clean.weight;
  }
  if (noisy.weight > 0) {
    snapshot.noisy_fitted = noisy.fitted / noisy.weight;
    snapshot.noisy_relevant_min = noisy.least;
    snapshot.noisy_relevant_max = noisy.most;
    snapshot.noisy_relevant_mean = noisy.relevant / noisy.weight;
  }
  return snapshot;
}

}  // namespace benignity
