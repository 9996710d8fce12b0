#include "sim/measure/class_means.hpp"

#include "sim/model/products.hpp"

namespace benignity {

ClassMembers class_members(const LabelledTokens& samples, std::int64_t classes) {
  ClassMembers members(static_cast<std::size_t>(classes));
  for (std::size_t i = 0; i < samples.labels.size(); ++i) {
    const int label = samples.labels[i];
    const int of_two = label > 0 ? 0 : 1;
    members[static_cast<std::size_t>(classes == 2 ? of_two : label)].push_back(
        static_cast<std::int64_t>(i));
  }
  return members;
}

RowMatrix<double> means_at(const LabelledTokens& samples, const ClassMembers& members,
                           std::int64_t place) {
  RowMatrix<double> means =
      RowMatrix<double>::Zero(static_cast<Eigen::Index>(members.size()), samples.rows.cols());
  for (std::size_t k = 0; k < members.size(); ++k) {
    auto mean = means.row(static_cast<Eigen::Index>(k));
    double count = 0;
    for (const std::int64_t i : members[k]) {
      const std::int64_t row = i * samples.tokens + place;
      if (!samples.absent.empty() && samples.absent[static_cast<std::size_t>(row)] != 0) continue;
      mean += samples.rows.row(row);
      count += 1;
    }
    if (count > 0) mean /= count;
  }
  return means;
}

RowMatrix<double> orthonormal_basis(const RowMatrix<double>& rows) {
  RowMatrix<double> basis(0, rows.cols());
  for (Eigen::Index k = 0; k < rows.rows(); ++k) {
    Vector<double> rest = rows.row(k).transpose();
    const double length = rest.norm();
    for (int pass = 0; pass < 2; ++pass) rest -= product(basis.transpose(), product(basis, rest));
    if (!(rest.norm() > 1e-10 * length)) continue;  // one row is a combination of the others
    basis.conservativeResize(basis.rows() + 1, Eigen::NoChange);
    basis.row(basis.rows() - 1) = rest.normalized().transpose();
  }
  return basis;
}

}  // namespace benignity
