#include "verify/claims/data/image_run.hpp"

#include <cmath>
#include <memory>
#include <utility>
#include <variant>

#include "sim/data/arrays/fitted_head.hpp"
#include "sim/measure/equivalent_law.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"
#include "sim/trajectory/run_state.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace image_run {
namespace {

/// Places of a class in the order of the file, where parts begin and end.
struct Pools {
  std::int64_t head;
  std::int64_t measured;
  std::int64_t training;
  std::int64_t end;
};

Pools pools_of(const ImageRunDesign& design) {
  // Mails before were seen when designs were chosen.
  return design.source == TokenSource::words ? Pools{620, 720, 880, 1240}
                                             : Pools{0, 100, 100 + design.measured_images, 6000};
}

constexpr double steps_a_tau_select = 3;
constexpr auto steps_a_record =
    static_cast<std::int64_t>(steps_a_tau_select * ImageRun::tau_selects_a_record);

LabelledTokens own_law_tokens(const ImageChoice& choice) {
  constexpr std::int64_t tokens = 4;
  constexpr std::int64_t dimension = 784;
  constexpr double signal_norm = 10;
  LabelledTokens drawn;
  drawn.samples = choice.samples;
  drawn.tokens = tokens;
  drawn.rows.resize(choice.samples * tokens, dimension);
  for (std::int64_t i = 0; i < choice.samples; ++i) {
    drawn.labels.push_back(i % 2 == 0 ? 1 : -1);
    for (std::int64_t t = 0; t < tokens; ++t) {
      auto row = drawn.rows.row(i * tokens + t);
      Stream({choice.seed, Purpose::train_noise, choice.stream, static_cast<std::uint32_t>(i),
              static_cast<std::uint32_t>(t)})
          .normals({row.data(), static_cast<std::size_t>(dimension)});
      if (t == 0) row(i % 2) += signal_norm;
    }
  }
  return drawn;
}

LabelledTokens drawn(const ImageRunDesign& design, const TokenData& data,
                     const ImageChoice& choice) {
  switch (design.source) {
    case TokenSource::own_law:
      return own_law_tokens(choice);
    case TokenSource::among_noise_1:
      return image_tokens(*data.images, {design.classes, 4, 1}, choice);
    case TokenSource::among_noise_3:
      return image_tokens(*data.images, {design.classes, 4, 3}, choice);
    case TokenSource::words:
      return mail_tokens(*data.mails, 16, choice);
    case TokenSource::patches:
      break;
  }
  return image_patches(*data.images, design.classes, choice);
}

}  // namespace
}  // namespace image_run

const char* name(TokenSource source) {
  switch (source) {
    case TokenSource::own_law:
      return "the theorem's own law";
    case TokenSource::among_noise_1:
      return "images among noise, sigma 1";
    case TokenSource::among_noise_3:
      return "images among noise, sigma 3";
    case TokenSource::words:
      return "16 words of a mail";
    case TokenSource::patches:
      break;
  }
  return "16 patches";
}

ImageRun::ImageRun(const ImageRunDesign& design, const TokenData& data) {
  namespace parts = image_run;
  const std::uint64_t stream = 1000 + 10 * design.run;
  const auto samples = [&](std::int64_t first, std::int64_t last, std::int64_t count,
                           std::uint64_t number) {
    return parts::drawn(design, data, {first, last, count, design.seed, stream + number});
  };
  const parts::Pools pools = parts::pools_of(design);
  const LabelledTokens fitted =
      samples(pools.head, pools.measured, 2 * (pools.measured - pools.head), 0);
  measured_ = samples(pools.measured, pools.training, 2 * (pools.training - pools.measured), 1);
  auto set = std::make_shared<DataSet>();
  set->folder = name(design.source);
  set->training = samples(pools.training, pools.end, design.samples, 2);
  set->head = fitted_head(fitted, 2);

  Parameters& run = settings_.parameters;
  run.samples = design.samples;
  run.tokens = set->training.tokens;
  run.dimension = set->dimension();
  run.label_noise = design.label_noise;
  run.confusing_tokens = 0;
  run.chosen_aligned_tokens = 0;
  DataSet to_measure;
  to_measure.folder = set->folder;
  to_measure.training = measured_;
  const MeasuredTokens tokens = measure(
      to_measure, &*set->head, {.seed = design.seed, .most_tokens = 2400, .subsamples = 20});
  place_ = tokens.signal_place;
  law_ = std::get<Parameters>(equivalent_law(tokens, run));
  law_.step_size *= tau_select<double>(law_) / parts::steps_a_tau_select;
  run.step_size = law_.step_size;
  run.steps = static_cast<double>((records - 1) * parts::steps_a_record);
  settings_.engine = Engine::gram;
  settings_.seed = design.seed;
  settings_.replicate = design.run;
  chosen_ = choose_samples(*set, run, 0, design.seed, design.run);
  training_ = samples_at(set->training, chosen_.training);
  coordinates_ = training_;
  if (design.coordinates == Coordinates::of_others) {
    // Classes alternate: the neighbour is of the other one.
    std::vector<std::int64_t> neighbours = chosen_.training;
    for (std::int64_t& place : neighbours) place ^= 1;
    coordinates_ = samples_at(set->training, neighbours);
  }
  training_.labels = chosen_.labels.observed;
  coordinates_.labels = chosen_.labels.observed;
  settings_.data = std::move(set);
}

std::vector<double> ImageRun::head_values() const {
  const Vector<double> values = product(training_.rows, settings_.data->head->col(0));
  return {values.data(), values.data() + values.size()};
}

std::vector<double> ImageRun::observed() const { return observed_every(image_run::steps_a_record); }

std::vector<double> ImageRun::observed_closely() const {
  return observed_every(std::llround(image_run::steps_a_tau_select));
}

std::vector<double> ImageRun::observed_every(std::int64_t steps) const {
  RunSettings settings = settings_;
  settings.chosen_record_every = steps;
  NamedArray attention;
  RunState state;
  state.attention = &attention;
  static_cast<void>(simulate(settings, {}, state));
  return std::move(attention.numbers);
}

std::vector<double> ImageRun::by_own_coordinates(KeptKernel kept) const {
  const bool is_whole = kept == KeptKernel::whole;
  const RowMatrix<double> basis =
      is_whole ? RowMatrix<double>() : kept_basis(kept, measured_, 2, place_);
  constexpr double tolerance = 1e-5;
  OwnCoordinatesPath path(own_coordinates(coordinates_, *settings_.data->head,
                                          is_whole ? nullptr : &basis, settings_.parameters),
                          tolerance);
  std::vector<double> softmax;
  for (std::int64_t record = 0; record < records; ++record) {
    const double time =
        settings_.parameters.step_size * static_cast<double>(record * image_run::steps_a_record);
    while (path.time() < time) path.step(time);
    softmax.insert(softmax.end(), path.softmax().begin(), path.softmax().end());
  }
  return softmax;
}

std::vector<double> ImageRun::by_isotropic_law(std::int64_t record) const {
  RunSettings settings;
  settings.parameters = law_;
  settings.parameters.steps = static_cast<double>(record * image_run::steps_a_record);
  settings.engine = Engine::mean_field;
  const Trajectory trajectory = simulate(settings);
  const Snapshot& last = trajectory.second_order ? *trajectory.second_order : trajectory.final();
  std::vector<double> predicted;
  for (std::size_t i = 0; i < chosen_.labels.truth.size(); ++i) {
    predicted.push_back(chosen_.labels.is_noisy(i) ? last.noisy_relevant_mean.value()
                                                   : last.clean_relevant_mean.value());
  }
  return predicted;
}

}  // namespace benignity
