#include "sim/data/initial_parameters.hpp"

#include <cmath>

namespace benignity {

void draw_weight_row(const Parameters& parameters, std::uint64_t seed, std::uint64_t replicate,
                     std::int64_t row, Eigen::Ref<Vector<double>> entries, DrawnMatrix of) {
  Stream stream({seed, of.purpose, replicate, static_cast<std::uint32_t>(row), of.head});
  const double std_deviation = parameters.init_weight_std();
  if (parameters.init_weight_law == InitWeightLaw::gaussian) {
    stream.normals({entries.data(), static_cast<std::size_t>(entries.size())});
    entries *= std_deviation;
    return;
  }
  const double half_width = std::sqrt(3.0) * std_deviation;
  for (double& entry : entries) entry = half_width * (2 * stream.uniform() - 1);
}

Vector<double> draw_query(const Parameters& parameters, std::uint64_t seed, std::uint64_t replicate,
                          std::uint32_t head) {
  Vector<double> query = Vector<double>::Zero(parameters.dimension);
  if (parameters.init_query_std == 0) return query;
  Stream stream({seed, Purpose::initial_query, replicate, head, 0});
  stream.normals({query.data(), static_cast<std::size_t>(query.size())});
  query *= parameters.init_query_std;
  return query;
}

}  // namespace benignity
