#pragma once

#include "sim/model/matrix.hpp"

namespace benignity {

/// Parameters of an attention head in R^d; empty where the model has none.
struct HeadParameters {
  Vector<double> query;    ///< p, d
  Matrix<double> weights;  ///< W, d x d
  Matrix<double> keys;     ///< W_K, r x d
  Matrix<double> queries;  ///< W_Q, r x d
};

}  // namespace benignity
