#include "sim/trajectory/stopping_times.hpp"

namespace benignity {

bool StoppingTimeWatch::finished() const {
  return times_.fit_all && times_.select_clean && times_.select_noisy && times_.exit_noisy &&
         times_.generalize;
}

}  // namespace benignity
