#include "sim/lanes/instruction_set.hpp"

#include <cstdlib>
#include <iterator>
#include <string>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

InstructionSet widest_supported() {
  InstructionSet widest = InstructionSet::x86_64;
  for (const InstructionSet set : every_instruction_set) {
    if (is_supported(set)) widest = set;
  }
  return widest;
}

InstructionSet chosen() {
  constexpr const char* variable = "BENIGNITY_INSTRUCTION_SET";
  const char* wanted = std::getenv(variable);
  if (wanted == nullptr || *wanted == '\0') return widest_supported();
  for (const InstructionSet set : every_instruction_set) {
    if (name(set) == wanted && is_supported(set)) return set;
  }
  throw InvalidInput(variable, wanted,
                     std::string(name(InstructionSet::x86_64)) +
                         ", avx2 or avx512, and one that this processor runs (its widest is " +
                         std::string(name(widest_supported())) + ")");
}

}  // namespace

std::string_view name(InstructionSet set) {
  switch (set) {
    case InstructionSet::x86_64:
#if defined(__x86_64__)
      return "x86-64";
#else
      return "generic";  // the same source, for vectors of 16 bytes
#endif
    case InstructionSet::avx2:
      return "avx2";
    case InstructionSet::avx512:
      return "avx512";
  }
  return "";
}

bool is_supported(InstructionSet set) {
#if defined(__x86_64__)
  switch (set) {
    case InstructionSet::x86_64:
      return true;
    case InstructionSet::avx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case InstructionSet::avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
  }
  return false;
#else
  return set == InstructionSet::x86_64;
#endif
}

InstructionSet instruction_set() {
  static const InstructionSet set = chosen();
  return set;
}

}  // namespace benignity
