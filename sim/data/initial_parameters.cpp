#include "sim/data/initial_parameters.hpp"

#include <cmath>

#include "sim/random/stream.hpp"

namespace benignity {

void draw_weight_row(const Parameters& parameters, std::uint64_t seed, std::uint64_t replicate,
                     std::int64_t row, Eigen::Ref<Vector<double>> entries) {
  Stream stream({seed, Purpose::initial_weight, replicate, static_cast<std::uint32_t>(row), 0});
  const double std_deviation = parameters.init_weight_std();
  if (parameters.init_weight_law == InitWeightLaw::gaussian) {
    stream.normals({entries.data(), static_cast<std::size_t>(entries.size())});
    entries *= std_deviation;
    return;
  }
  const double half_width = std::sqrt(3.0) * std_deviation;
  for (double& entry : entries) entry = half_width * (2 * stream.uniform() - 1);
}

Vector<double> draw_query(const Parameters& parameters, std::uint64_t seed,
                          std::uint64_t replicate) {
  Vector<double> query = Vector<double>::Zero(parameters.dimension);
  if (parameters.init_query_std == 0) return query;
  Stream stream({seed, Purpose::initial_query, replicate, 0, 0});
  stream.normals({query.data(), static_cast<std::size_t>(query.size())});
  query *= parameters.init_query_std;
  return query;
}

}  // namespace benignity
