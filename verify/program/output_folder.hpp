#pragma once

#include <filesystem>
#include <string>

namespace benignity {

/// The folder that --out names, created where missing, and known to be writable before anything
/// long starts. Throws InvalidInput (key "out") where it cannot be created or written.
[[nodiscard]] std::filesystem::path output_folder(const std::string& out);

}  // namespace benignity
