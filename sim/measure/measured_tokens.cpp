#include "sim/measure/measured_tokens.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/measure/class_gram.hpp"
#include "sim/measure/gram_matrix.hpp"
#include "sim/measure/half_samples.hpp"
#include "sim/measure/noise_figures.hpp"
#include "sim/measure/symmetric_spectrum.hpp"
#include "sim/model/products.hpp"
#include "sim/random/permutation.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

std::int64_t class_of(int label, std::int64_t classes) {
  if (classes == 2) return label > 0 ? 0 : 1;
  return label;
}

/// The pairs k < l of classes.
template <class Visit>
double mean_over_pairs(std::int64_t classes, const Visit& figure) {
  double sum = 0;
  double pairs = 0;
  for (std::int64_t k = 0; k < classes; ++k) {
    for (std::int64_t l = k + 1; l < classes; ++l, pairs += 1) sum += figure(k, l);
  }
  return sum / pairs;
}

/// <mu_{k,t} - mu_{l,t}, mu_{k,u} - mu_{l,u}>, mean over pairs of classes.
double contrast(const ClassGram& gram, std::int64_t t, std::int64_t u) {
  return mean_over_pairs(gram.class_count(), [&](std::int64_t k, std::int64_t l) {
    return gram.mean_product(k, t, k, u) + gram.mean_product(l, t, l, u) -
           gram.mean_product(k, t, l, u) - gram.mean_product(l, t, k, u);
  });
}

double norm_of(double square) { return square > 0 ? std::sqrt(square) : 0; }

/// <mean over classes of mu_{k,t}>^2.
double common_length2(const ClassGram& gram, std::int64_t t) {
  const std::int64_t classes = gram.class_count();
  double sum = 0;
  for (std::int64_t k = 0; k < classes; ++k) {
    for (std::int64_t l = 0; l < classes; ++l) sum += gram.mean_product(k, t, l, t);
  }
  return sum / static_cast<double>(classes * classes);
}

/// Everything that is a function of means, in the order in which `assign` reads it.
class MeanFigures {
 public:
  MeanFigures(const ClassGram& gram, std::int64_t place, std::int64_t dimension) {
    const std::int64_t tokens = gram.tokens();
    const std::int64_t classes = gram.class_count();
    const double signal_contrast = contrast(gram, place, place);
    for (std::int64_t t = 0; t < tokens; ++t) add(contrast(gram, t, t));
    for (std::int64_t t = 0; t < tokens; ++t) add(contrast(gram, t, place) / signal_contrast);
    std::vector<double> norms;
    for (std::int64_t k = 0; k < classes; ++k) {
      norms.push_back(norm_of(gram.mean_product(k, place, k, place)));
      add(norms.back());
    }
    add(mean_over_pairs(classes, [&](std::int64_t k, std::int64_t l) {
      return gram.mean_product(k, place, l, place) /
             (norms[static_cast<std::size_t>(k)] * norms[static_cast<std::size_t>(l)]);
    }));
    const double selection = 2 * common_length2(gram, place);
    const double trace = gram.noise_trace();
    add(selection);
    add(signal_contrast / 2);
    add(trace);
    add(std::sqrt(trace / static_cast<double>(dimension)));
    add(trace * trace / gram.squared_noise_trace());
    double common = 0;
    double others = 0;
    for (std::int64_t t = 0; t < tokens; ++t) {
      const double length2 = t == place ? 0 : common_length2(gram, t);
      if (t == place || std::isnan(length2)) continue;  // nobody has a token there
      common += length2;
      others += 1;
    }
    add(common / (trace * std::max(others, 1.0)));
    add(norm_of(selection / trace));
  }

  [[nodiscard]] const std::vector<double>& values() const { return values_; }

  static void assign(const std::vector<Estimate>& from, std::int64_t tokens, std::int64_t classes,
                     MeasuredTokens& to) {
    auto next = from.begin();
    to.place_contrast.assign(next, next + tokens);
    next += tokens;
    to.place_weight.assign(next, next + tokens);
    next += tokens;
    to.mean_norm.assign(next, next + classes);
    next += classes;
    for (Estimate* const figure :
         {&to.cosine, &to.selection_length2, &to.class_length2, &to.noise_trace, &to.noise_std,
          &to.effective_dimension, &to.common_share, &to.signal_to_noise_ratio}) {
      *figure = *next++;
    }
  }

 private:
  void add(double value) { values_.push_back(value); }

  std::vector<double> values_;
};

/// Choices of samples for the figures that multiply whole Gram matrices.
constexpr std::int64_t few_choices = 20;

/// Figures of a run with so many of the samples: mean and standard deviation over random choices.
std::vector<Estimate> of_fewer(const NoiseFigures& noise, std::int64_t measured_samples,
                               const MeasureDesign& design) {
  std::vector<Estimate> estimates(NoiseFigures::count);
  for (std::int64_t b = 0; b < few_choices; ++b) {
    design.checkpoint();
    Stream stream({design.seed, Purpose::sample_choice, static_cast<std::uint64_t>(b), 3, 0});
    Samples choice = random_order(stream, measured_samples);
    choice.resize(static_cast<std::size_t>(design.run_samples));
    const std::vector<double> figures = noise.of(choice);
    for (std::size_t i = 0; i < estimates.size(); ++i) {  // Welford
      const double departure = figures[i] - estimates[i].mean;
      estimates[i].mean += departure / static_cast<double>(b + 1);
      estimates[i].standard_error += departure * (figures[i] - estimates[i].mean);
    }
  }
  for (Estimate& estimate : estimates) {
    estimate.standard_error = std::sqrt(estimate.standard_error / (few_choices - 1));
  }
  return estimates;
}

void add_noise_figures(const NoiseFigures& noise, const ClassGram& gram, const Samples& all,
                       const MeasureDesign& design, MeasuredTokens& measured) {
  const auto count = static_cast<std::int64_t>(all.size());
  const bool has_more = design.run_samples > 0 && design.run_samples < count;
  const std::vector<Estimate> estimates =
      has_more ? of_fewer(noise, count, design)
               : HalfSamples(gram, design.seed, std::min(few_choices, design.subsamples))
                     .estimates(noise.of(all), [&](const Samples& half) {
                       design.checkpoint();
                       return noise.of(half);
                     });
  measured.spectral_departure = estimates[0];
  measured.row_sum_departure = estimates[1];
  measured.signal_overlap = estimates[2];
  if (measured.head_gap) measured.head_overlap = estimates[3];
  measured.uniform_attention = estimates[4];
}

/// The samples that are measured: all, or a random choice of as many as are wanted.
LabelledTokens measured_samples(const DataSet& set, const MeasureDesign& design) {
  const std::int64_t most = std::max(design.most_tokens / set.training.tokens, std::int64_t{1});
  if (set.training.samples <= most) return set.training;
  Stream stream({design.seed, Purpose::sample_choice, 0, 2, 0});
  std::vector<std::int64_t> order = random_order(stream, set.training.samples);
  order.resize(static_cast<std::size_t>(most));
  std::sort(order.begin(), order.end());
  return samples_at(set.training, order);
}

/// The place whose class means differ most, of those where each class has enough tokens.
std::int64_t signal_place(const ClassGram& gram, const std::string& folder) {
  constexpr std::size_t least_present = 16;  // so that a half has some
  std::optional<std::int64_t> place;
  double largest = -1;
  for (std::int64_t t = 0; t < gram.tokens(); ++t) {
    bool is_enough = true;
    for (std::int64_t k = 0; k < gram.class_count(); ++k) {
      const std::size_t there = gram.present(k, t).size();
      is_enough = is_enough && (there == gram.members(k).size() || there >= least_present);
    }
    const double length2 = is_enough ? contrast(gram, t, t) : 0;
    if (!is_enough || (place && length2 <= largest)) continue;
    largest = length2;
    place = t;
  }
  if (place) return *place;
  throw InvalidInput(folder + "/mask.npy", "without a place that 16 samples of each class have",
                     "with one, for class means are taken place by place");
}

}  // namespace

MeasuredTokens measure(const DataSet& set, const Matrix<double>* head,
                       const MeasureDesign& design) {
  const LabelledTokens samples = measured_samples(set, design);
  const Matrix<double> kernel = gram_matrix(samples.rows, design.checkpoint);
  std::vector<std::int64_t> classes;
  for (const int label : samples.labels) classes.push_back(class_of(label, set.classes));
  const ClassGram gram(kernel, classes, set.classes, samples.absent);
  constexpr std::size_t least_members = 8;
  for (std::int64_t k = 0; k < set.classes; ++k) {
    if (gram.members(k).size() >= least_members) continue;
    throw InvalidInput(set.folder + "/labels.npy",
                       "with " + std::to_string(gram.members(k).size()) + " samples of class " +
                           std::to_string(k) + " among " + std::to_string(samples.samples),
                       "with at least 8 of each");
  }
  MeasuredTokens measured;
  measured.samples = samples.samples;
  measured.signal_place = signal_place(gram, set.folder);
  const std::int64_t place = measured.signal_place;
  const HalfSamples halves(gram, design.seed, design.subsamples);
  const auto of_means = [&](const ClassGram& some) {
    design.checkpoint();
    return MeanFigures(some, place, set.dimension()).values();
  };
  MeanFigures::assign(
      halves.estimates(of_means(gram),
                       [&](const Samples& half) { return of_means(gram.of(half)); }),
      samples.tokens, set.classes, measured);

  // The covariance around the means of class and place, which the spectrum is of.
  LabelledTokens centred = samples;
  for (std::int64_t t = 0; t < samples.tokens; ++t) {
    const RowMatrix<double> means = means_at(samples, gram.members(), t);
    for (std::size_t i = 0; i < classes.size(); ++i) {
      auto row = centred.rows.row(static_cast<Eigen::Index>(i) * samples.tokens + t);
      const bool is_absent =
          !samples.absent.empty() && samples.absent[i * static_cast<std::size_t>(samples.tokens) +
                                                    static_cast<std::size_t>(t)] != 0;
      row -= means.row(classes[i]);
      if (is_absent) row.setZero();
    }
  }
  const Matrix<double> spread = gram_matrix(centred.rows, design.checkpoint);
  design.checkpoint();
  const double trace = spread.trace();
  measured.plug_in_effective_dimension = trace * trace / spread.squaredNorm();
  constexpr Eigen::Index axes = 10;
  for (const double value : largest_eigenvalues(spread, axes)) {
    measured.spectrum.push_back(value / trace);
  }

  design.checkpoint();
  Samples all(classes.size());
  std::iota(all.begin(), all.end(), std::int64_t{0});
  add_noise_figures(NoiseFigures(samples, kernel, gram, head, measured), gram, all, design,
                    measured);
  return measured;
}

}  // namespace benignity
