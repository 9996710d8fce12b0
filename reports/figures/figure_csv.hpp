#pragma once

#include <string>

#include "verify/result/figure.hpp"

namespace benignity {

/// The numbers of a figure, so that a reader can draw or fit them again: a header, then a line a
/// point with the panel's number from 1, the label of the series or the heat map, what it is
/// (observed, curve, predicted, band, heat_map), x and y as their axes are labelled, a band's upper
/// edge, a heat map's value. A number that is not finite is left empty. [RFC 4180], line feeds.
/// Throws std::out_of_range where a series or a heat map lacks values, which cannot be drawn
/// either.
[[nodiscard]] std::string figure_csv(const Figure& figure);

}  // namespace benignity
