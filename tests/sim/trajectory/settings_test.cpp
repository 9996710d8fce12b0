#include "sim/trajectory/settings.hpp"

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/trajectory/required_memory.hpp"
#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

std::string complaint(const std::function<void(RunSettings&)>& change) {
  RunSettings settings;
  change(settings);
  try {
    validate(settings);
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("the default settings are valid with every engine and precision") {
  const Engine engine = GENERATE(Engine::sampled, Engine::gram, Engine::dense);
  const Precision precision =
      GENERATE(Precision::float32, Precision::float64, Precision::long_double);
  CHECK(complaint([&](RunSettings& s) {
          s.engine = engine;
          s.precision = precision;
        }).empty());
}

TEST_CASE("names of engines and precisions are those of the contract") {
  CHECK(name(Engine::sampled) == "sampled");
  CHECK(name(Engine::gram) == "gram");
  CHECK(name(Engine::dense) == "dense");
  CHECK(name(Precision::float32) == "float");
  CHECK(name(Precision::float64) == "double");
  CHECK(name(Precision::long_double) == "long_double");
  CHECK(name(Precision::digits50) == "50");
  CHECK(name(Precision::digits100) == "100");
}

TEST_CASE("record_every defaults to a twentieth of the steps, rounded up, at least one") {
  RunSettings settings;
  const auto default_for = [&](double steps) {
    settings.parameters.steps = steps;
    return settings.record_every();
  };
  CHECK(default_for(1000) == 50);
  CHECK(default_for(1001) == 51);
  CHECK(default_for(20) == 1);
  CHECK(default_for(3) == 1);
  CHECK(default_for(0) == 1);
  settings.chosen_record_every = 7;
  CHECK(default_for(1000) == 7);
}

TEST_CASE("steps must be a whole number up to 1e15") {
  const auto with_steps = [](double steps) {
    return complaint([&](RunSettings& s) { s.parameters.steps = steps; });
  };
  CHECK(with_steps(0).empty());
  CHECK(with_steps(1e15).empty());
  CHECK(with_steps(10.5) ==
        "steps is 10.5, but must be a whole number up to 1e15 with engine sampled");
  CHECK(with_steps(2e15).rfind("steps is 2e+15, but must be", 0) == 0);
  CHECK(with_steps(-1).rfind("steps is -1", 0) == 0);
  CHECK(with_steps(std::nan("")).rfind("steps is nan", 0) == 0);
}

TEST_CASE("test_samples and record_every are refused outside their ranges, by name") {
  const auto with_tests = [](std::int64_t count) {
    return complaint([&](RunSettings& s) { s.test_samples = count; });
  };
  CHECK(with_tests(1).empty());
  CHECK(with_tests(1'000'000'000).empty());
  CHECK(with_tests(0) == "test_samples is 0, but must be a whole number from 1 to 10^9");
  CHECK(with_tests(1'000'000'001).rfind("test_samples is 1000000001", 0) == 0);
  CHECK(with_tests(-5).rfind("test_samples is -5", 0) == 0);
  const auto with_recording = [](std::int64_t every) {
    return complaint([&](RunSettings& s) { s.chosen_record_every = every; });
  };
  CHECK(with_recording(1).empty());
  CHECK(with_recording(0) == "record_every is 0, but must be a whole number of at least 1");
  CHECK(with_recording(-3).rfind("record_every is -3", 0) == 0);
}

TEST_CASE("a bad parameter is refused before anything else, by its own name") {
  CHECK(complaint([](RunSettings& s) {
          s.parameters.samples = 0;
          s.test_samples = 0;
        }).rfind("samples is 0", 0) == 0);
}

TEST_CASE("a dense run beyond the machine's memory is refused with key, engine and size") {
  const std::string text = complaint([](RunSettings& s) {
    s.engine = Engine::dense;
    s.parameters.dimension = 10'000'000;
  });
  INFO(text);
  CHECK_THAT(text,
             Catch::StartsWith("dimension is 10000000, but must be smaller for engine dense"));
  CHECK_THAT(text, Catch::Contains("needs 7.4") && Catch::Contains("e+05 GiB"));  // 8e14 bytes
  CHECK_THAT(text, Catch::Contains("engine sampled takes any dimension"));
}

TEST_CASE("sampled takes any dimension up to 10^18 but not any number of samples") {
  CHECK(complaint([](RunSettings& s) {
          s.parameters.dimension = 1'000'000'000'000'000'000;
        }).empty());
  const std::string text = complaint([](RunSettings& s) { s.parameters.samples = 1'000'000'000; });
  INFO(text);
  CHECK_THAT(text, Catch::StartsWith("samples is 1000000000, but must be smaller"));
  CHECK_THAT(text, Catch::Contains("GiB"));
}

TEST_CASE("a gram run whose samples alone are too many names samples, not the dimension") {
  const std::string text = complaint([](RunSettings& s) {
    s.engine = Engine::gram;
    s.parameters.samples = 10'000'000;
    s.parameters.dimension = 20;
  });
  INFO(text);
  CHECK_THAT(text, Catch::StartsWith("samples is 10000000, but must be smaller for engine gram"));
}

TEST_CASE("tokens that are too many even for one sample are named") {
  const std::string text = complaint([](RunSettings& s) {
    s.parameters.samples = 3;
    s.parameters.tokens = 1'000'000'000;
  });
  CHECK_THAT(text, Catch::StartsWith("tokens is 1000000000, but must be smaller for engine"));
}

TEST_CASE("a run that records too often for the memory names record_every") {
  const Engine engine = GENERATE(Engine::sampled, Engine::gram, Engine::dense);
  const std::string text = complaint([&](RunSettings& s) {
    s.engine = engine;
    s.parameters.steps = 1e15;
    s.chosen_record_every = 1;
  });
  INFO(text);
  CHECK_THAT(text, Catch::StartsWith("record_every is 1, but must be larger for engine"));
  CHECK_THAT(text, Catch::Contains("GiB"));
}

TEST_CASE("the memory counted for a number is what the scalar takes") {
  RunSettings settings;
  settings.engine = Engine::dense;
  settings.parameters.dimension = 1'000'000;
  const auto bytes = [&](Precision precision) {
    settings.precision = precision;
    return required_bytes(settings) / 1e12;
  };
  CHECK(bytes(Precision::float32) == Approx(sizeof(float)).epsilon(0.01));
  CHECK(bytes(Precision::float64) == Approx(sizeof(double)).epsilon(0.01));
  CHECK(bytes(Precision::long_double) == Approx(sizeof(long double)).epsilon(0.01));
  CHECK(bytes(Precision::digits50) == Approx(sizeof(Float50)).epsilon(0.01));
  CHECK(bytes(Precision::digits100) == Approx(sizeof(Float100)).epsilon(0.01));
}

TEST_CASE("the memory asked for grows with the precision and the engine's leading term") {
  RunSettings settings;
  settings.engine = Engine::dense;
  settings.parameters.dimension = 100'000;
  const double at_double = required_bytes(settings);
  CHECK(at_double > 8e10);
  CHECK(at_double < 9e10);
  settings.precision = Precision::float32;
  CHECK(required_bytes(settings) < 0.6 * at_double);
  settings.precision = Precision::digits100;
  CHECK(required_bytes(settings) > 8 * at_double);
  settings.engine = Engine::sampled;
  settings.precision = Precision::float64;
  settings.chosen_record_every = 1000;  // recorded times add their own products
  CHECK(required_bytes(settings) == Approx(162.0 * 162.0 * 56).epsilon(0.02));
}

TEST_CASE("an engine refuses a model or a method that it does not run, and names who does") {
  const auto refused = [](Engine engine, const std::function<void(Parameters&)>& change) {
    return complaint([&](RunSettings& s) {
      s.engine = engine;
      change(s.parameters);
    });
  };
  const auto adamw = [](Parameters& p) { p.optimizer = OptimizerKind::adamw; };
  CHECK(refused(Engine::dense, adamw).empty());
  for (const Engine engine : {Engine::gram, Engine::sampled, Engine::flow}) {
    CHECK(refused(engine, adamw).starts_with("optimizer is adamw, but must be descent with eng"));
  }
  const std::vector<std::function<void(Parameters&)>> not_plain = {
      [](Parameters& p) { p.heads = 2; },
      [](Parameters& p) { p.momentum = 0.5; },
      [](Parameters& p) { p.weight_decay = 0.5; },
      [](Parameters& p) { p.chosen_batch_size = 5; },
      [](Parameters& p) {
        p.trained = {false, true, false};
      },
      [](Parameters& p) { p.init_weight_law = InitWeightLaw::identity; },
      [](Parameters& p) { p.parameterization = Parameterization::key_query; },
      [](Parameters& p) { p.classes = 3; }};
  for (const auto& change : not_plain) {
    for (const Engine engine : {Engine::dense, Engine::gram, Engine::sampled}) {
      CHECK(refused(engine, change).empty());
    }
    const std::string refusal = refused(Engine::flow, change);
    CHECK(refusal.find(" with engine flow: its ") != std::string::npos);
    CHECK(refusal.find(" (engines dense, gram and sampled do)") != std::string::npos);
  }
  CHECK(refused(Engine::mean_field, not_plain[0]).empty());
  CHECK(refused(Engine::mean_field, not_plain[1]).empty());
  CHECK(
      refused(Engine::mean_field, not_plain[2]).starts_with("weight_decay is 0.5, but must be 0"));
  CHECK(refused(Engine::mean_field, not_plain[3])
            .starts_with("batch_size is 5, but must be samples with engine mean_field"));
}

TEST_CASE("precisions other than double and 50 digits run the plain setting alone") {
  const auto with_heads = [](Precision precision) {
    return complaint([&](RunSettings& s) {
      s.precision = precision;
      s.parameters.heads = 2;
    });
  };
  CHECK(with_heads(Precision::float64).empty());
  CHECK(with_heads(Precision::digits50).empty());
  CHECK(with_heads(Precision::float32) ==
        "precision is float, but must be double or 50 where heads is 2 (these take every model)");
  CHECK(with_heads(Precision::long_double).starts_with("precision is long_double"));
  CHECK(with_heads(Precision::digits100).starts_with("precision is 100"));
}

TEST_CASE("the flow runs in double and in 50 digits") {
  const auto flow_in = [](Precision precision) {
    return complaint([&](RunSettings& s) {
      s.engine = Engine::flow;
      s.precision = precision;
    });
  };
  CHECK(flow_in(Precision::float64).empty());
  CHECK(flow_in(Precision::digits50).empty());
  CHECK(flow_in(Precision::float32) ==
        "precision is float, but must be double or 50 with engine flow");
  CHECK(flow_in(Precision::long_double).starts_with("precision is long_double"));
  CHECK(flow_in(Precision::digits100).starts_with("precision is 100"));
}

}  // namespace
}  // namespace benignity
