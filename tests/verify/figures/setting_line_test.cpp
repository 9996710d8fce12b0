#include "verify/figures/setting_line.hpp"

#include <catch2/catch.hpp>

#include "theory/setting/parameter_keys.hpp"

namespace benignity {
namespace {

TEST_CASE("the theorem's setting is a line of symbols") {
  CHECK(SettingLine({Parameters()}).text() ==
        "n = 20, T = 8, d = 2000, ‖μ‖ = 20, κ = 4, σ_ε = 1, ρ = 0.1, η = 0.2, α = 0.005");
  CHECK(SettingLine().text().empty());
}

TEST_CASE("what differs between the runs is left out, and kappa stays where it alone is shared") {
  Parameters wide;
  wide.dimension = 8000;
  wide.signal_norm = 40;
  const std::string line = SettingLine({Parameters(), wide}).text();
  CHECK(line == "n = 20, T = 8, κ = 4, σ_ε = 1, ρ = 0.1, η = 0.2, α = 0.005");
}

TEST_CASE("large numbers keep five digits") {
  Parameters run;
  run.dimension = 10'000'000'000;
  run.signal_norm = 15811.388;
  run.step_size = 1e-12;
  const std::string line = SettingLine({run}).text();
  CHECK(line.find("d = 1e10, ‖μ‖ = 15811, κ = 0.5,") != std::string::npos);
  CHECK(line.ends_with("α = 1e-12"));
}

TEST_CASE("what the theorem does not know of is said where a run departs from it, and only there") {
  Parameters run;
  run.samples = 30;  // and batch_size with it
  CHECK(SettingLine({run}).text().find("batch") == std::string::npos);
  run.heads = 4;
  run.momentum = 0.9;
  CHECK(SettingLine({run}).text().ends_with("α = 0.005, H = 4, β = 0.9"));
  CHECK(SettingLine({run, Parameters()}).text().find("H = ") == std::string::npos);
}

}  // namespace
}  // namespace benignity
