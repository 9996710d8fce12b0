#include "verify/claims/encoder/edge_figure.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "verify/experiments/published_encoder_edge.hpp"

namespace benignity {

double geometric_mean_edge(const std::vector<EncoderEdges>& found, std::size_t at) {
  double sum = 0;
  for (const EncoderEdges& edges : found) sum += std::log(edges[at]);
  return std::exp(sum / static_cast<double>(found.size()));
}

Figure encoder_edge_figure(const std::vector<EncoderEdges>& found) {
  constexpr auto& dimensions = encoder_edge_dimensions;
  Series clusters{"edge of a cluster", Mark::observed, {}, {}, {}};
  for (const EncoderEdges& edges : found) {
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      clusters.x.push_back(static_cast<double>(dimensions[i]));
      clusters.y.push_back(edges[i]);
    }
  }
  const Series published{"published, one run a place",
                         Mark::observed,
                         {published_edge_dimensions.begin(), published_edge_dimensions.end()},
                         {published_edge_norms.begin(), published_edge_norms.end()},
                         {}};
  std::vector<Series> series = {clusters, published};
  const auto first = static_cast<double>(dimensions.front());
  for (const double exponent : {0.25, 0.4, 0.5}) {  // 0.4: of the published edges
    Series line{fmt::format("d^{} from the first mean", exponent), Mark::predicted, {}, {}, {}};
    for (const double d : {first, published_edge_dimensions.back()}) {
      line.x.push_back(d);
      line.y.push_back(geometric_mean_edge(found, 0) * std::pow(d / first, exponent));
    }
    series.push_back(std::move(line));
  }
  return {"encoder_edge",
          "The |μ| at which the encoder's test loss of step 1,000 falls below 0.64",
          {{"",
            {"d", Scale::logarithmic, {}, {}},
            {"‖μ‖", Scale::logarithmic, {}, {}},
            std::nullopt,
            series}},
          "n = 20, T = 8, mlp_width = 100 (published: 2,000), η = 0.2, ρ = 0.1"};
}

}  // namespace benignity
