#pragma once

#include <cstdint>

#include "sim/engine/flow.hpp"
#include "tests/support/small_runs.hpp"

namespace benignity::testing {

/// The start of a small random setting whose Gram matrices are not singular.
inline GramStart<double> random_start(std::uint64_t replicate) {
  const Parameters parameters = random_regular_parameters(replicate);
  return explicit_gram_start<double>(parameters, draw_training_set(parameters, 3, replicate), 3,
                                     replicate)
      .start;
}

template <class Real>
GramFlow<Real> flow_from(const GramStart<double>& start) {
  return {{start.problem.samples, start.problem.tokens, start.problem.labels,
           start.problem.head_values.template cast<Real>()},
          promote<Real>(start.state),
          flow_tolerance<Real>()};
}

/// Follows the flow to `time`, in as many lengths as it likes.
template <class Real>
void run_until(GramFlow<Real>& flow, const Real& time) {
  for (Real left = time - flow.time(); left > 0;) {
    flow.advance(left);
    left = flow.last_length() < left ? Real(time - flow.time()) : Real(0);
  }
}

}  // namespace benignity::testing
