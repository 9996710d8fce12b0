#include "sim/trajectory/stopping_times.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/trajectory/seen_in_double.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

/// What the watch sees at one step: margins and s_1 of two clean samples and two noisy ones.
struct Moment {
  std::vector<double> margins = {1, 1, 1, 1};
  std::vector<double> relevant = {0.1, 0.1, 0.1, 0.1};
  double lambda_min = 0;
};

Moment with_margins(const std::vector<double>& margins) { return {margins, {0, 0, 0, 0}, 0}; }
Moment with_relevant(const std::vector<double>& relevant) { return {{1, 1, 1, 1}, relevant, 0}; }
Moment with_gap(double lambda_min) { return {{1, 1, 1, 1}, {0, 0, 0, 0}, lambda_min}; }

const Labels two_clean_two_noisy{{1, -1, 1, -1}, {1, -1, -1, 1}};

template <class Real = double>
StoppingTimes watch(const std::vector<Moment>& moments, const Labels& labels = two_clean_two_noisy,
                    double threshold = 0.5, double target_gap = 2) {
  Parameters parameters;
  parameters.selection_threshold = threshold;
  parameters.chosen_target_gap = target_gap;
  StoppingTimeWatch watch;
  const auto size = static_cast<Eigen::Index>(labels.truth.size());
  double step = 0;
  for (const Moment& moment : moments) {
    AttentionResponse<Real> response{Vector<Real>(size), Vector<Real>(size), {}};
    for (Eigen::Index i = 0; i < size; ++i) {
      response.margin(i) = static_cast<Real>(moment.margins[static_cast<std::size_t>(i)]);
      response.relevant(i) = static_cast<Real>(moment.relevant[static_cast<std::size_t>(i)]);
    }
    watch.observe(step++, event_levels(parameters, AttentionProblem<Real>{size, 1, labels, {}},
                                       response, static_cast<Real>(moment.lambda_min)));
  }
  return watch.times();
}

using Time = std::optional<double>;

TEST_CASE("fit_all is the first time all are fitted after at least one was not") {
  const Moment fitted = with_margins({1, 2, 1e-300, 3});
  const Moment unfitted = with_margins({1, 2, -1, 3});
  CHECK(watch({unfitted, unfitted, fitted, fitted}).fit_all == Time(2));
  CHECK(watch({fitted, fitted}).fit_all == std::nullopt);
  CHECK(watch({unfitted, unfitted}).fit_all == std::nullopt);
  CHECK(watch({fitted, unfitted, fitted}).fit_all == Time(2));
  CHECK(watch({unfitted, fitted, unfitted, fitted}).fit_all == Time(1));
}

TEST_CASE("a margin of zero or NaN is not fitted") {
  const Moment fitted = with_margins({1, 1, 1, 1});
  CHECK(watch({with_margins({0, 1, 1, 1}), fitted}).fit_all == Time(1));
  CHECK(watch({with_margins({-1, 1, 1, 1}), with_margins({1, 0, 1, 1})}).fit_all == std::nullopt);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(watch({with_margins({-1, 1, 1, 1}), with_margins({1, nan, 1, 1})}).fit_all == std::nullopt);
}

TEST_CASE("select_clean and select_noisy wait for the last sample of their kind") {
  const StoppingTimes times = watch({with_relevant({0.9, 0.4, 0.1, 0.1}),   //
                                     with_relevant({0.9, 0.5, 0.9, 0.49}),  //
                                     with_relevant({0.1, 0.5, 0.9, 0.5})});
  CHECK(times.select_clean == Time(1));
  CHECK(times.select_noisy == Time(2));
  CHECK(times.exit_noisy == std::nullopt);
}

TEST_CASE("selection may hold at step 0, and later losses do not move the first time") {
  const StoppingTimes times =
      watch({with_relevant({0.6, 0.6, 0.6, 0.6}), with_relevant({0.4, 0.6, 0.6, 0.6})});
  CHECK(times.select_clean == Time(0));
  CHECK(times.select_noisy == Time(0));
}

TEST_CASE("exit_noisy needs select_noisy before it and one noisy sample below") {
  const Moment low = with_relevant({0.9, 0.9, 0.4, 0.6});
  const Moment high = with_relevant({0.9, 0.9, 0.6, 0.6});
  const Moment clean_low = with_relevant({0.1, 0.9, 0.6, 0.6});
  CHECK(watch({low, low, low}).exit_noisy == std::nullopt);
  CHECK(watch({low, high, high}).exit_noisy == std::nullopt);
  CHECK(watch({low, high, clean_low}).exit_noisy == std::nullopt);
  CHECK(watch({low, high, high, low, high, low}).exit_noisy == Time(3));
  CHECK(watch({low, high, high, low, high, low}).select_noisy == Time(1));
}

TEST_CASE("the threshold itself counts as selected, one ulp below does not") {
  const double below = std::nextafter(0.7, 0.0);
  const Moment at = with_relevant({0.7, 0.7, 0.7, 0.7});
  CHECK(watch({at}, two_clean_two_noisy, 0.7).select_clean == Time(0));
  CHECK(watch({with_relevant({0.7, below, 0.7, 0.7})}, two_clean_two_noisy, 0.7).select_clean ==
        std::nullopt);
}

TEST_CASE("generalize is the first time the smaller gap reaches the target") {
  CHECK(watch({with_gap(1.9), with_gap(2), with_gap(3)}).generalize == Time(1));
  CHECK(watch({with_gap(1.9), with_gap(std::nextafter(2.0, 0.0))}).generalize == std::nullopt);
  CHECK(watch({with_gap(2.5), with_gap(1)}).generalize == Time(0));
}

TEST_CASE("a kind without samples has no times") {
  const std::vector<Moment> selected(3, with_relevant({0.9, 0.9, 0.9, 0.9}));
  const Labels all_clean{{1, -1, 1, -1}, {1, -1, 1, -1}};
  const StoppingTimes clean = watch(selected, all_clean);
  CHECK(clean.select_clean == Time(0));
  CHECK(clean.select_noisy == std::nullopt);
  CHECK(clean.exit_noisy == std::nullopt);
  const Labels all_noisy{{1, -1, 1, -1}, {-1, 1, -1, 1}};
  const StoppingTimes noisy = watch(selected, all_noisy);
  CHECK(noisy.select_clean == std::nullopt);
  CHECK(noisy.select_noisy == Time(0));
}

TEMPLATE_TEST_CASE("every scalar sees the same events", "", float, double, long double, Float50,
                   Float100) {
  const StoppingTimes times = watch<TestType>(
      {{{-1, 1, 1, 1}, {0.25, 0.75, 0.75, 0.75}, 1.5}, {{1, 1, 1, 1}, {0.5, 0.75, 0.25, 0.75}, 2}});
  CHECK(times.fit_all == Time(1));
  CHECK(times.select_clean == Time(1));
  CHECK(times.select_noisy == Time(0));
  CHECK(times.exit_noisy == Time(1));
  CHECK(times.generalize == Time(1));
}

TEST_CASE("a level that double cannot hold keeps its sign, and zero stays zero") {
  const Float50 tiny = pow(Float50(10), -400);  // below every double
  CHECK(sign_kept(tiny) > 0);
  CHECK(sign_kept(Float50(-tiny)) < 0);
  CHECK(sign_kept(Float50(0)) == 0);
  CHECK(sign_kept(0.1) == 0.1);
  CHECK(std::isnan(sign_kept(std::nan(""))));
}

}  // namespace
}  // namespace benignity
