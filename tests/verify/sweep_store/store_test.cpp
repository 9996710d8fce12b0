#include "verify/sweep_store/store.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "sim/data/arrays/data_set.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_csv.hpp"

namespace benignity {
namespace {

namespace fs = std::filesystem;

/// A folder that ends with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("benignity-store-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] fs::path store() const { return path_ / "sweep.sqlite"; }

 private:
  fs::path path_;
};

CellOutcome outcome_of(const std::vector<double>& figures) {
  CellOutcome outcome;
  for (std::size_t i = 0; i < figures.size(); ++i) outcome.figures[i] = figures[i];
  return outcome;
}

TEST_CASE("every change of a setting changes its content key, and a spelt-out default does not",
          "[sweep]") {
  const std::vector<void (*)(RunSettings&)> changes = {
      [](RunSettings& s) { s.parameters.samples = 21; },
      [](RunSettings& s) { s.parameters.tokens = 9; },
      [](RunSettings& s) { s.parameters.dimension = 2001; },
      [](RunSettings& s) { s.parameters.signal_norm = std::nextafter(20.0, 21.0); },
      [](RunSettings& s) { s.parameters.noise_std = 2; },
      [](RunSettings& s) { s.parameters.chosen_relevant_noise_std = 0; },
      [](RunSettings& s) { s.parameters.weak_signal = 0.2; },
      [](RunSettings& s) { s.parameters.label_noise = 0.1; },
      [](RunSettings& s) { s.parameters.label_noise_kind = LabelNoiseKind::bernoulli; },
      [](RunSettings& s) { s.parameters.confusing_tokens = 2; },
      [](RunSettings& s) { s.parameters.chosen_aligned_tokens = 2; },
      [](RunSettings& s) { s.parameters.chosen_head_norm = 1; },
      [](RunSettings& s) { s.parameters.step_size = 0.006; },
      [](RunSettings& s) { s.parameters.steps = 1001; },
      [](RunSettings& s) { s.parameters.chosen_init_weight_std = 1; },
      [](RunSettings& s) { s.parameters.init_query_std = 1; },
      [](RunSettings& s) { s.parameters.init_weight_law = InitWeightLaw::uniform; },
      [](RunSettings& s) { s.parameters.failure_probability = 0.1; },
      [](RunSettings& s) { s.parameters.chosen_target_gap = 1; },
      [](RunSettings& s) { s.parameters.selection_threshold = 0.6; },
      [](RunSettings& s) { s.parameters.classes = 3; },
      [](RunSettings& s) { s.parameters.model = ModelKind::one_layer_encoder; },
      [](RunSettings& s) { s.parameters.mlp_width = 100; },
      [](RunSettings& s) { s.parameters.skip_connection = SkipConnection::absent; },
      [](RunSettings& s) { s.parameters.norm = NormPlacement::none; },
      [](RunSettings& s) { s.parameters.heads = 2; },
      [](RunSettings& s) { s.parameters.head_output = HeadOutput::mean; },
      [](RunSettings& s) { s.parameters.linear_heads = LinearHeads::independent; },
      [](RunSettings& s) { s.parameters.head_alignment = 0.5; },
      [](RunSettings& s) {
        s.parameters.trained = {false, true, false};
      },
      [](RunSettings& s) { s.parameters.init_head = InitHead::random; },
      [](RunSettings& s) { s.parameters.chosen_head_step_size = 1; },
      [](RunSettings& s) { s.parameters.parameterization = Parameterization::key_query; },
      [](RunSettings& s) { s.parameters.chosen_key_dimension = 3; },
      [](RunSettings& s) { s.parameters.optimizer = OptimizerKind::adamw; },
      [](RunSettings& s) { s.parameters.momentum = 0.5; },
      [](RunSettings& s) { s.parameters.weight_decay = 0.5; },
      [](RunSettings& s) { s.parameters.chosen_batch_size = 5; },
      [](RunSettings& s) { s.parameters.adam_beta1 = 0.5; },
      [](RunSettings& s) { s.parameters.adam_beta2 = 0.5; },
      [](RunSettings& s) { s.parameters.adam_epsilon = 1e-6; },
      [](RunSettings& s) { s.engine = Engine::gram; },
      [](RunSettings& s) { s.precision = Precision::float32; },
      [](RunSettings& s) { s.seed = 2; },
      [](RunSettings& s) { s.replicate = 1; },
      [](RunSettings& s) { s.test_samples = 1001; },
      [](RunSettings& s) { s.chosen_record_every = 1; },
      [](RunSettings& s) {
        const auto data = std::make_shared<DataSet>();
        data->folder = "mine";
        s.data = data;
      },
      [](RunSettings& s) { s.query_token = 0; },
      [](RunSettings& s) { s.head_samples = 5; }};
  const RunSettings base;
  CHECK(setting_texts(base).size() == changes.size());  // a new key needs a line here
  std::set<std::string> keys = {content_key(base)};
  for (const auto change : changes) {
    RunSettings changed = base;
    change(changed);
    keys.insert(content_key(changed));
  }
  CHECK(keys.size() == changes.size() + 1);
  RunSettings spelt_out = base;
  spelt_out.parameters.chosen_head_norm = 1 / 20.0;
  spelt_out.chosen_record_every = 50;
  CHECK(content_key(spelt_out) == content_key(base));
}

TEST_CASE("a store gives back the bits it was given, also after it was closed", "[sweep]") {
  const Folder folder;
  const std::vector<double> figures = {
      0.1, std::nextafter(0.3, 1), 5e-324, 1e308, std::numeric_limits<double>::infinity(), -1, 1e15,
      3};
  CellOutcome failed;
  failed.failure = "steps is 1, \"but\"";
  {
    SweepStore store(folder.store(), StoreStart::fresh, "here");
    store.add("a", outcome_of(figures));
    store.add("b", failed);
    CHECK_FALSE(store.find("c"));
  }
  SweepStore store(folder.store(), StoreStart::resume, "here");
  const CellOutcome found = store.find("a").value();
  for (std::size_t i = 0; i < cell_figures.size(); ++i) {
    INFO(cell_figures.at(i).name);
    REQUIRE(found.figures.at(i).has_value() == (i < figures.size()));
    if (i < figures.size()) CHECK(*found.figures.at(i) == figures[i]);
  }
  CHECK(found.failure.empty());
  CHECK(store.find("b").value().failure == failed.failure);
}

TEST_CASE("a store is one process's, one origin's, and never started twice", "[sweep]") {
  const Folder folder;
  {
    const SweepStore store(folder.store(), StoreStart::resume, "here");  // none is an empty one
    CHECK_THROWS_WITH(SweepStore(folder.store(), StoreStart::resume, "here"),
                      Catch::Contains("another process is using it"));
  }
  CHECK_THROWS_WITH(SweepStore(folder.store(), StoreStart::fresh, "here"),
                    Catch::Contains("--resume"));
  CHECK_THROWS_WITH(SweepStore(folder.store(), StoreStart::resume, "there"),
                    Catch::Contains("its cells are from here, and this is there"));
  CHECK_THROWS_WITH(SweepStore("/proc/none/sweep.sqlite", StoreStart::resume, "here"),
                    Catch::Contains("written to"));
}

/// Writes over some bytes of a file that is closed.
void overwrite(const fs::path& path, std::streamoff at, const std::string& bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(at);
  file << bytes;
  REQUIRE(file.good());
}

void fill(const Folder& folder) {
  SweepStore store(folder.store(), StoreStart::resume, "here");
  for (int cell = 0; cell < 400; ++cell) {
    store.add(std::string(100, 'k') + std::to_string(cell), outcome_of({1.0 * cell}));
  }
}

TEST_CASE("rubbish in the middle of a store is found before any cell is read", "[sweep]") {
  const Folder folder;
  fill(folder);
  const auto middle = static_cast<std::streamoff>(fs::file_size(folder.store()) / 8192 * 4096);
  REQUIRE(middle > 4096);
  overwrite(folder.store(), middle, std::string(4096, '\x5a'));
  CHECK_THROWS_WITH(SweepStore(folder.store(), StoreStart::resume, "here"),
                    Catch::Contains("damaged"));
}

TEST_CASE("a store of another format or of another program is refused", "[sweep]") {
  // The version a program gives its tables and its own mark, at 60 and 68 of SQLite's header.
  for (const auto& [at, complaint] : {std::pair<std::streamoff, const char*>{60, "its format is"},
                                      {68, "another program's database"}}) {
    const Folder folder;
    fill(folder);
    overwrite(folder.store(), at, std::string("\x7f\x01\x02\x03", 4));
    CHECK_THROWS_WITH(SweepStore(folder.store(), StoreStart::resume, "here"),
                      Catch::Contains(complaint));
  }
}

TEST_CASE("sweep.csv begins with the swept keys and quotes what holds a comma", "[sweep]") {
  SweepPlan plan{{"signal_norm", "dimension"}, {RunSettings(), RunSettings()}};
  plan.cells[1].parameters.signal_norm = 0.1;
  CellOutcome failed;
  failed.failure = "a \"b\", c";
  const std::string csv = sweep_csv(plan, {outcome_of({0.5, 0.25}), failed});
  CHECK(csv.starts_with("signal_norm,dimension,train_loss,test_loss,train_accuracy,"));
  CHECK(csv.find("\n20,2000,0.5,0.25,,") != std::string::npos);
  CHECK(csv.find("\n0.1,2000,,,,") != std::string::npos);
  CHECK(csv.ends_with(",\"a \"\"b\"\", c\"\n"));
}

}  // namespace
}  // namespace benignity
