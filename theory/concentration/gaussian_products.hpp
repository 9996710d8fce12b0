#pragma once

#include <cstdint>

namespace benignity {

/// P((1/d) sum_k u_k v_k >= correlation + deviation) for d independent pairs of standard normals
/// with the given correlation, relative error below 1e-9 where it is at least 1e-250: with A, B
/// independent chi^2_d the sum is ((1+r)A - (1-r)B)/2; one of them is integrated over. The lower
/// tail is the upper one at the opposite correlation. Throws std::domain_error unless d >= 1,
/// deviation >= 0 and correlation is -1 or in [-0.99, 1]. [derived] theory/README.md (8b.6)
[[nodiscard]] double gaussian_products_upper_probability(std::int64_t dimension, double correlation,
                                                         double deviation);

}  // namespace benignity
