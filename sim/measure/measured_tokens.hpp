#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/data/arrays/data_set.hpp"
#include "sim/trajectory/result.hpp"

namespace benignity {

/// How much of a data set is measured, and how often for its standard errors.
struct MeasureDesign {
  std::uint64_t seed = 1;
  std::int64_t most_tokens = 4000;  ///< a random choice of samples where there are more
  std::int64_t subsamples = 60;     ///< halves, drawn without replacement
  /// n of the run that the noise figures are for: means over 20 random choices of so many samples
  /// with their standard deviation. 0, and where fewer are measured: all of them, by halves.
  std::int64_t run_samples = 0;
  Checkpoint checkpoint = go_on;
};

/// What the theory needs to know of given tokens, theory/README.md section 13. Each figure is
/// unbiased, or a ratio of unbiased ones, and its standard error is the standard deviation over
/// random halves of each class: of a statistic that is about a mean, half of the samples without
/// replacement vary as much as all of them do (the jackknife that leaves half out). A bootstrap
/// would repeat samples, and a repeated row breaks every Gram figure.
///
/// Lengths are those of the mean tokens mu_{k,t} of class k at place t, by the labels as given. The
/// signal's place is the one whose means tell the classes apart most.
struct MeasuredTokens {
  std::int64_t samples = 0;  ///< that were measured
  std::int64_t signal_place = 0;
  /// |mu_{k,t} - mu_{l,t}|^2, mean over pairs of classes, of each place.
  std::vector<Estimate> place_contrast;
  std::vector<Estimate> mean_norm;  ///< |mu_k| at the signal's place, C
  Estimate cosine;                  ///< of two class means there, mean over pairs of classes
  /// Squared length by which a class selects its token: (2/C^2) sum over k, l of <mu_k, mu_l>, for
  /// two classes |mu_+ + mu_-|^2/2: what is common to all means selects too. |mu|^2 where they are
  /// orthogonal and of one length.
  Estimate selection_length2;
  /// |mu_k - mu_l|^2/2, mean over pairs: what the linear head tells classes by; |mu|^2 likewise.
  Estimate class_length2;
  Estimate noise_trace;                    ///< tr S
  Estimate noise_std;                      ///< sqrt(tr S/d)
  Estimate effective_dimension;            ///< (tr S)^2/tr(S^2)
  double plug_in_effective_dimension = 0;  ///< by the sample covariance, which counts samples
  std::vector<double> spectrum;            ///< shares of tr S along its first ten axes (plug-in)
  /// |sum_k mu_{k,t}/C|^2/tr S, the common part of the other places' tokens: 0 in the theorem.
  Estimate common_share;
  /// rho of each place: its class contrast along that of the signal's place, over the latter's
  /// square.
  std::vector<Estimate> place_weight;

  /// sqrt(selection_length2/tr S)
  Estimate signal_to_noise_ratio;
  /// Of the noise as the dynamics meet it, eps = x less its part in the plane of the class means,
  /// all measured samples: spectral norm and largest absolute row sum of E E^T/tr S - I, largest
  /// |<mu_k, eps>| over selection_length2, largest |nu . eps| over the head's gap (absent without a
  /// head), and the mean of Y Delta . x over its standard deviation under uniform attention.
  Estimate spectral_departure;
  Estimate row_sum_departure;
  Estimate signal_overlap;
  std::optional<Estimate> head_overlap;
  std::optional<double> head_gap;  ///< g: half of nu . (mu_+ - mu_-), two classes
  Estimate uniform_attention;
};

/// `head`: nu (d x K), null where it is not known. Throws InvalidInput where a class has fewer than
/// 8 samples, so that a half has 4. Of masked tokens each figure is over those that are there: a
/// place where no two samples of a class have one has NaN, and one that fewer than 16 samples of a
/// class have is not the signal's; throws where all are such. Throws what the checkpoint does.
[[nodiscard]] MeasuredTokens measure(const DataSet& set, const Matrix<double>* head,
                                     const MeasureDesign& design);

}  // namespace benignity
