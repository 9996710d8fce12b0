#pragma once

#include <cstdint>
#include <vector>

#include "sim/data/arrays/data_set.hpp"

namespace benignity {

/// Samples of each class, C lists: of two classes +1 is the first.
using ClassMembers = std::vector<std::vector<std::int64_t>>;

/// By the labels as given.
[[nodiscard]] ClassMembers class_members(const LabelledTokens& samples, std::int64_t classes);

/// The mean token of each class at a place, C x d, over the members that have one; 0 where none
/// has.
[[nodiscard]] RowMatrix<double> means_at(const LabelledTokens& samples, const ClassMembers& members,
                                         std::int64_t place);

/// An orthonormal basis of the span of these rows, up to 1e-10 of each row's length.
[[nodiscard]] RowMatrix<double> orthonormal_basis(const RowMatrix<double>& rows);

}  // namespace benignity
