#include "sim/test_law/heads_statistics.hpp"

#include <algorithm>

#include "sim/data/class_law.hpp"
#include "sim/data/probes.hpp"
#include "sim/model/heads.ipp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "sim/test_law/test_tally.hpp"

namespace benignity {
namespace {

/// Some fresh samples: what each of their tokens has with every direction.
class FreshTokens {
 public:
  FreshTokens(const Parameters& parameters, const FreshSampleDesign& design,
              const HeadsDirections& directions)
      : parameters_(parameters),
        design_(design),
        directions_(directions),
        normals_(directions.factor.cols(), parameters.tokens) {}

  /// Products of the T tokens of one sample, columns of the directions x T, and its class.
  std::int64_t draw(std::uint32_t sample, Eigen::Ref<Matrix<double>> products) {
    const double uniform =
        Stream({design_.seed, Purpose::test_label, design_.replicate, sample, 0}).uniform();
    const std::int64_t class_number = below(parameters_.classes, uniform);
    for (std::int64_t t = 0; t < parameters_.tokens; ++t) {
      Stream({design_.seed, directions_.purpose, design_.replicate, sample,
              static_cast<std::uint32_t>(t)})
          .normals({normals_.col(t).data(), static_cast<std::size_t>(normals_.rows())});
    }
    products = parameters_.noise_std * product(directions_.factor, normals_);
    products.col(0) *= parameters_.relevant_noise_std() / parameters_.noise_std;
    for (std::int64_t t = 0; t < parameters_.tokens; ++t) {
      const ClassPart part = class_part(parameters_, class_number, t);
      products.col(t) += part.weight * directions_.signals.row(part.class_number).transpose();
    }
    return class_number;
  }

 private:
  const Parameters& parameters_;
  const FreshSampleDesign& design_;
  const HeadsDirections& directions_;
  Matrix<double> normals_;
};

}  // namespace

HeadsDirections explicit_directions(const Parameters& parameters, Eigen::Index times,
                                    const Matrix<double>& directions) {
  return {times, parameters.signal_norm * directions.topRows(parameters.classes),
          directions.transpose(), Purpose::test_noise};
}

std::vector<TestStatistics> heads_statistics(const Parameters& parameters,
                                             const FreshSampleDesign& design,
                                             const HeadsDirections& directions) {
  constexpr std::int64_t at_once = 64;
  const Eigen::Index tokens = parameters.tokens;
  const Eigen::Index heads = parameters.heads;
  const Eigen::Index outputs = output_count(parameters);
  const Eigen::Index linear_heads = linear_head_count(parameters);
  const Eigen::Index columns = heads + linear_heads * outputs;  // of one time
  FreshTokens fresh(parameters, design, directions);
  std::vector<TestTally> tallies(static_cast<std::size_t>(directions.times),
                                 TestTally(parameters.selection_threshold));
  std::vector<Matrix<double>> products(at_once, Matrix<double>(columns * directions.times, tokens));
  HeadsShape shape{0, tokens, heads, outputs, parameters.head_output == HeadOutput::mean, {}};
  HeadsResponse<double> response;
  for (std::int64_t first = 0; first < design.count; first += at_once) {
    shape.samples = std::min(at_once, design.count - first);
    shape.observed.clear();
    for (std::int64_t i = 0; i < shape.samples; ++i) {
      const std::int64_t class_number =
          fresh.draw(static_cast<std::uint32_t>(first + i), products[static_cast<std::size_t>(i)]);
      shape.observed.push_back(label_of_class(parameters, class_number));
    }
    const std::vector<double> weights(static_cast<std::size_t>(shape.samples), 0.0);
    std::vector<Vector<double>> logits(static_cast<std::size_t>(heads),
                                       Vector<double>(shape.active()));
    std::vector<Matrix<double>> values(static_cast<std::size_t>(linear_heads),
                                       Matrix<double>(shape.active(), outputs));
    std::vector<const Vector<double>*> logits_of;
    std::vector<const Matrix<double>*> values_of;
    for (std::size_t h = 0; h < logits.size(); ++h) {
      logits_of.push_back(&logits[h]);
      values_of.push_back(&values[linear_heads == 1 ? 0 : h]);
    }
    for (Eigen::Index r = 0; r < directions.times; ++r) {
      for (Eigen::Index i = 0; i < shape.samples; ++i) {
        const Matrix<double>& of_sample = products[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < columns; ++j) {
          const auto row = of_sample.row(r * columns + j).transpose();
          if (j < heads) {
            logits[static_cast<std::size_t>(j)].segment(i * tokens, tokens) = row;
          } else {
            const Eigen::Index value = j - heads;
            values[static_cast<std::size_t>(value / outputs)]
                .col(value % outputs)
                .segment(i * tokens, tokens) = row;
          }
        }
      }
      respond(shape, logits_of, values_of, weights, response);
      const Vector<double> relevant = response.relevant.rowwise().mean();
      const auto count = static_cast<std::size_t>(shape.samples);
      tallies[static_cast<std::size_t>(r)].add(
          {response.margin.data(), count}, {relevant.data(), count}, {response.loss.data(), count});
    }
  }
  std::vector<TestStatistics> statistics;
  for (const TestTally& tally : tallies) statistics.push_back(tally.statistics());
  return statistics;
}

}  // namespace benignity
