#include "theory/growth/growth_function.ipp"

namespace benignity::growth_detail {

template double inverse_growth(const double&, std::int64_t);

}  // namespace benignity::growth_detail
