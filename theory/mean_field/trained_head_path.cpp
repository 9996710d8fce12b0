#include "theory/mean_field/trained_head_path.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/numeric/odeint/stepper/dense_output_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>

namespace benignity {

class TrainedHeadPath::Solver {
 public:
  explicit Solver(const TrainedHeadSystem& system) : system_(system) {
    constexpr double first_step = 1e-3;
    stepper_.initialize(Unknowns{}, 0.0, first_step);
  }

  void step() {
    stepper_.do_step([this](const Unknowns& x, Unknowns& derivative, double log_time) {
      const TrainedHeadState slope = trained_head_rate(system_, unpacked(x));
      std::copy_n(slope.logits.begin(), 16, derivative.begin());
      std::copy_n(slope.values.begin(), 16, derivative.begin() + 16);
      for (double& entry : derivative) entry *= std::exp(log_time);  // dtheta/dlog(1 + theta)
    });
    moved_ = true;
  }
  [[nodiscard]] double begin() const { return moved_ ? std::expm1(stepper_.previous_time()) : 0; }
  [[nodiscard]] double end() const { return moved_ ? std::expm1(stepper_.current_time()) : 0; }
  [[nodiscard]] TrainedHeadState at(double theta) const {
    if (!moved_) return {};
    Unknowns x;
    stepper_.calc_state(
        std::clamp(std::log1p(theta), stepper_.previous_time(), stepper_.current_time()), x);
    return unpacked(x);
  }

 private:
  using Unknowns = std::array<double, 32>;
  static constexpr double tolerance = 1e-9;

  static TrainedHeadState unpacked(const Unknowns& x) {
    TrainedHeadState state;
    std::copy_n(x.begin(), 16, state.logits.begin());
    std::copy_n(x.begin() + 16, 16, state.values.begin());
    return state;
  }

  TrainedHeadSystem system_;
  boost::numeric::odeint::result_of::make_dense_output<
      boost::numeric::odeint::runge_kutta_dopri5<Unknowns>>::type stepper_ =
      boost::numeric::odeint::make_dense_output(
          tolerance, tolerance, boost::numeric::odeint::runge_kutta_dopri5<Unknowns>());
  bool moved_ = false;
};

TrainedHeadPath::TrainedHeadPath(const TrainedHeadSystem& system)
    : solver_(std::make_unique<Solver>(system)) {}

TrainedHeadPath::~TrainedHeadPath() = default;

void TrainedHeadPath::step() { solver_->step(); }

double TrainedHeadPath::step_begin() const { return solver_->begin(); }

double TrainedHeadPath::step_end() const { return solver_->end(); }

TrainedHeadState TrainedHeadPath::at(double theta) const { return solver_->at(theta); }

}  // namespace benignity
