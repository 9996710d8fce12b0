#include "sim/random/stream.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <Random123/philox.h>
#include <Random123/uniform.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/support/kolmogorov_smirnov.hpp"

namespace benignity {
namespace {

using Words = std::array<std::uint64_t, 4>;

Words first_words(const StreamAddress& address) {
  Stream stream(address);
  Words words{};
  for (std::uint64_t& word : words) word = stream.bits();
  return words;
}

// The address whose values are pinned below.
constexpr StreamAddress pinned_address{20240917, Purpose::design, 5, 3, 7};

TEST_CASE("Philox4x64-10 gives the three vectors that Random123 publishes in kat_vectors") {
  constexpr std::uint64_t ones = ~std::uint64_t{0};
  const r123::Philox4x64::ctr_type zero_counter{{0, 0, 0, 0}};
  const r123::Philox4x64::ctr_type ones_counter{{ones, ones, ones, ones}};
  const r123::Philox4x64::ctr_type pi_counter{
      {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89}};
  const r123::Philox4x64 philox;
  CHECK(philox(zero_counter, {{0, 0}}) ==
        r123::Philox4x64::ctr_type{
            {0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}});
  CHECK(philox(ones_counter, {{ones, ones}}) ==
        r123::Philox4x64::ctr_type{
            {0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}});
  CHECK(philox(pi_counter, {{0x452821e638d01377, 0xbe5466cf34e90c6c}}) ==
        r123::Philox4x64::ctr_type{
            {0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}});
}

TEST_CASE("a stream hands out the words of a Philox block in their published order") {
  // Seed 0 and every coordinate 0 is the all-zero key and counter.
  const Words words = first_words({0, static_cast<Purpose>(0), 0, 0, 0});
  CHECK(words ==
        Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
}

TEST_CASE("key and counter are laid out as documented, block after block") {
  // Computed by a Philox written from the paper in Python, with counter
  // (block, sample * 2^32 + token, replicate, purpose) and key (seed, 0).
  Stream stream(pinned_address);
  for (const std::uint64_t expected :
       {0xe998ab75d9c54704U, 0x90936927d7e2a24eU, 0xda8f2b7ec50836b0U, 0x22a8f38077a59748U,
        0x19749ae1ff6ca886U, 0x3a1574adcdc63471U, 0x7aeeb6c8e4fdc0d0U, 0x7a44d55f573006b3U,
        0x7133d037ec411965U}) {
    CHECK(stream.bits() == expected);
  }
}

TEST_CASE("the uniform numbers of a fixed address are pinned to the bit") {
  // From the Python Philox: float(word) 2^-64 + 2^-65 in IEEE double.
  Stream stream(pinned_address);
  for (const double expected : {0x1.d33156ebb38a9p-1, 0x1.2126d24fafc54p-1, 0x1.b51e56fd8a107p-1,
                                0x1.15479c03bd2ccp-3, 0x1.9749ae1ff6ca9p-4}) {
    CHECK(stream.uniform() == expected);
  }
}

TEST_CASE("the same address gives the same stream, another address another one") {
  const bool holds = rc::check(
      [](std::uint64_t seed, std::uint64_t replicate, std::uint32_t sample, std::uint32_t token) {
        const StreamAddress address{seed, Purpose::train_noise, replicate, sample, token};
        RC_ASSERT(first_words(address) == first_words(address));
        std::vector<StreamAddress> others(6, address);
        others[0].seed += 1;
        others[1].purpose = Purpose::test_noise;
        others[2].replicate += 1;
        others[3].sample += 1;
        others[4].token += 1;
        std::swap(others[5].sample, others[5].token);
        if (sample == token) others.pop_back();
        for (const StreamAddress& other : others) {
          RC_ASSERT(first_words(address) != first_words(other));
        }
      });
  CHECK(holds);
}

TEST_CASE("reading uniform numbers and normals uses up bits in a fixed order") {
  Stream stream(pinned_address);
  Stream words(pinned_address);
  static_cast<void>(stream.normal());  // two words give two normals
  static_cast<void>(stream.normal());
  static_cast<void>(words.bits());
  static_cast<void>(words.bits());
  CHECK(stream.bits() == words.bits());
}

TEST_CASE("uniform is above 0 and at most 1: the smallest word gives 2^-65, the largest 1") {
  CHECK(r123::u01<double>(std::uint64_t{0}) == 0x1p-65);
  CHECK(r123::u01<double>(~std::uint64_t{0}) == 1);
  const bool holds = rc::check([](std::uint64_t seed) {
    Stream stream({seed, Purpose::design, 0, 0, 0});
    for (int i = 0; i < 100; ++i) {
      const double value = stream.uniform();
      RC_ASSERT(value > 0);
      RC_ASSERT(value <= 1);
    }
  });
  CHECK(holds);
}

TEST_CASE("uniform numbers are uniform, within and across streams") {
  // Kolmogorov-Smirnov at fixed seeds; false-alarm rate 1e-6 each.
  std::vector<double> within;
  std::vector<double> across;
  Stream stream({1, Purpose::design, 0, 0, 0});
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    within.push_back(stream.uniform());
    across.push_back(Stream({1, Purpose::design, 1, i, 0}).uniform());
  }
  const auto uniform_cdf = [](double x) { return x; };
  CHECK(testing::one_sample_p_value(within, uniform_cdf) > 1e-6);
  CHECK(testing::one_sample_p_value(across, uniform_cdf) > 1e-6);
  // The test can fail: a law 2% away is refused.
  CHECK(testing::one_sample_p_value(within, [](double x) { return 0.98 * x; }) < 1e-6);
}

}  // namespace
}  // namespace benignity
