#include "verify/claims/recorded_settings.hpp"

#include <catch2/catch.hpp>

namespace benignity {
namespace {

std::string text_named(const RecordedSettings& settings, const std::string& name) {
  for (const NamedText& setting : settings.texts()) {
    if (setting.name == name) return setting.text;
  }
  return {};
}

TEST_CASE("a claim without runs has no settings") { CHECK(RecordedSettings().texts().empty()); }

TEST_CASE("a claim's settings are those of its runs, once each, with what the label noise is") {
  RecordedSettings settings;
  Parameters parameters;
  parameters.samples = 20;
  parameters.label_noise = 0.01;
  settings.record(parameters);
  settings.record(parameters);
  CHECK(text_named(settings, "samples") == "20");
  CHECK(text_named(settings, "label_noise") == "0.01");
  CHECK(text_named(settings, "flipped_labels") == "1");
  CHECK(text_named(settings, "effective_label_noise") == "0.05");
  parameters.samples = 10;
  settings.record(parameters);
  CHECK(text_named(settings, "samples") == "10, 20");
  CHECK(text_named(settings, "effective_label_noise") == "0.05, 0.1");
  for (std::int64_t samples = 30; samples < 90; samples += 10) {
    parameters.samples = samples;
    settings.record(parameters);
  }
  CHECK(text_named(settings, "samples") == "10 to 80 (8 values)");
}

TEST_CASE("keys beside the theorem's own are named where a run is away from their default") {
  RecordedSettings settings;
  Parameters parameters;
  parameters.samples = 30;  // and batch_size with it
  settings.record(parameters);
  CHECK(text_named(settings, "heads").empty());
  CHECK(text_named(settings, "batch_size").empty());
  CHECK(text_named(settings, "head_norm") == "0.05");
  parameters.heads = 3;
  parameters.trained = {false, true, false};
  settings.record(parameters);
  CHECK(text_named(settings, "heads") == "1, 3");
  CHECK(text_named(settings, "trained") == "[\"query\"], [\"weights\", \"query\"]");
  CHECK(text_named(settings, "momentum").empty());
}

TEST_CASE("where each run draws its flips none are named") {
  RecordedSettings settings;
  Parameters parameters;
  parameters.label_noise_kind = LabelNoiseKind::bernoulli;
  settings.record(parameters);
  CHECK(text_named(settings, "flipped_labels").empty());
  CHECK(text_named(settings, "label_noise_kind") == "bernoulli");
}

}  // namespace
}  // namespace benignity
