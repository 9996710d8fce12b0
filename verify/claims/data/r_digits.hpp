#pragma once

#include <filesystem>

#include "verify/claims/data/idx_images.hpp"

namespace benignity {

/// Images of 28 x 28 with their labels out of R's own file of a matrix of whole numbers: one row an
/// image, the label and then the pixels, column after column, as serialize() writes it (version 3,
/// XDR; R Internals, section 1.8), not compressed. Debian's package r-cran-rsvd has the MNIST
/// digits 0 to 3 so, 3,000 of each, behind five bytes and LZMA2, which ./run takes off with xz.
/// Throws InvalidInput that names the file where it is something else or cut short.
[[nodiscard]] LabelledImages read_r_digits(const std::filesystem::path& file);

}  // namespace benignity
