#include "sim/trajectory/stopping_times.hpp"

namespace benignity {

StoppingTimeWatch::StoppingTimeWatch(const Parameters& parameters)
    : selection_threshold_(parameters.selection_threshold), target_gap_(parameters.target_gap()) {}

}  // namespace benignity
