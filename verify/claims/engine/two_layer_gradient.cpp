#include <algorithm>

#include <boost/multiprecision/eigen.hpp>

#include "sim/random/stream.hpp"
#include "theory/elementary.hpp"
#include "theory/scalar.hpp"
#include "theory/two_layer_network.hpp"
#include "verify/claims/engine/engine_claims.hpp"

namespace benignity {
namespace {

constexpr int network_shapes = 24;
constexpr double network_tolerance = 1e-40;

template <class Activation>
double network_gradient_error(std::uint64_t seed, std::uint64_t index) {
  using Network = TwoLayerNetwork<Float100, Activation>;
  Stream stream({seed, Purpose::design, index, 1, 0});
  const auto whole = [&](std::uint64_t first, std::uint64_t count) {
    return static_cast<Eigen::Index>(first + stream.bits() % count);
  };
  const Eigen::Index samples = whole(2, 4);
  const Eigen::Index dimension = whole(3, 6);
  const Eigen::Index neurons = whole(5, 4);
  const auto normals = [&](Eigen::Index rows, Eigen::Index columns) {
    typename Network::Matrix matrix(rows, columns);
    for (Float100& entry : matrix.reshaped()) entry = stream.normal();
    return matrix;
  };
  std::vector<int> labels;
  for (Eigen::Index i = 0; i < samples; ++i) labels.push_back(i % 2 == 0 ? 1 : -1);
  // One after the other: between the arguments of a call each compiler has an order of its own.
  const typename Network::Matrix head = normals(neurons, 1);
  const Network network(normals(samples, dimension), labels, head);
  typename Network::Matrix weights = normals(neurons, dimension);
  const typename Network::Matrix direction = network.descent_direction(weights);

  const Float100 h("1e-24");
  LargestError largest_error;
  Float100 largest_entry = 0;
  for (Eigen::Index r = 0; r < neurons; ++r) {
    for (Eigen::Index column = 0; column < dimension; ++column) {
      const Float100 start = weights(r, column);
      weights(r, column) = start + h;
      const Float100 above = network.loss(weights);
      weights(r, column) = start - h;
      const Float100 below = network.loss(weights);
      weights(r, column) = start;
      largest_error.see(static_cast<double>((above - below) / (2 * h) + direction(r, column)));
      largest_entry = std::max(largest_entry, Float100(abs(direction(r, column))));
    }
  }
  // Where no neuron is active on any sample both gradients are exactly 0.
  if (largest_entry == 0) return largest_error.value();
  return largest_error.value() / static_cast<double>(largest_entry);
}

Finding check_two_layer_gradient(const ClaimContext& context) {
  Finding finding;
  LargestError worst_relu;
  LargestError worst_smooth;
  for (std::uint64_t index = 0; index < network_shapes; ++index) {
    throw_if_interrupted(context);
    worst_relu.see(network_gradient_error<Relu<Float100>>(context.seed, index));
    worst_smooth.see(network_gradient_error<Softplus<Float100>>(context.seed, index));
  }
  finding.replicates = 2 * network_shapes;
  finding.measurements = {
      {"largest relative gradient error, ReLU", 0.0, worst_relu.value(), {0.0, network_tolerance}},
      {"largest relative gradient error, softplus",
       0.0,
       worst_smooth.value(),
       {0.0, network_tolerance}}};
  finding.verdict =
      worst_relu.value() <= network_tolerance && worst_smooth.value() <= network_tolerance
          ? Verdict::pass
          : Verdict::fail;
  finding.explanation = "the poster's formula against central differences in every entry of W";
  return finding;
}

}  // namespace

Claim two_layer_gradient_claim() {
  return {{"engine.two_layer_gradient",
           "-dL/dw_j = (1/n) sum_i (-l'(Y_i f(x_i))) Y_i nu_j sigma'(w_j^T x_i) x_i for "
           "f(x) = nu^T sigma(W x)",
           "[paper] poster, two-layer NN", "engine", "sigma differentiable at every w_j^T x_i",
           "24 random shapes for ReLU and for softplus: formula against central differences, 100 "
           "digits, h = 1e-24, error relative to the largest entry at most 1e-40",
           "theory", "100"},
          Decision::arithmetic,
          check_two_layer_gradient};
}

}  // namespace benignity
