#include "sim/data/arrays/data_set.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/data/arrays/npy_file.hpp"
#include "sim/trajectory/memory_limit.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

/// An extent of -1 fits any.
void require_shape(const NumberArray& array, const std::vector<std::int64_t>& wanted,
                   const std::string& meaning) {
  bool fits = array.shape.size() == wanted.size();
  for (std::size_t axis = 0; fits && axis < wanted.size(); ++axis) {
    fits = wanted[axis] < 0 || wanted[axis] == array.shape[axis];
  }
  if (!fits) throw InvalidInput(array.name, "of shape " + shape_text(array.shape), meaning);
}

void require_memory(const DataArrays& arrays) {
  double bytes = 0;
  for (const auto* array : {&arrays.test_tokens, &arrays.weights}) {
    if (*array) bytes += 8 * static_cast<double>((*array)->size());
  }
  bytes += 8 * static_cast<double>(arrays.tokens.size());
  const double available = memory_limit_bytes();
  if (bytes <= available) return;
  constexpr double gibibyte = 1024.0 * 1024 * 1024;
  throw InvalidInput(
      arrays.tokens.name,
      "of shape " + shape_text(arrays.tokens.shape) + ", with its neighbours " +
          shortest_decimal(std::round(bytes / gibibyte)) + " GiB of doubles",
      "smaller: the machine has " + shortest_decimal(std::round(available / gibibyte)) + " GiB");
}

/// Whole numbers, each with the place that a complaint names.
class WholeNumbers {
 public:
  explicit WholeNumbers(const NumberArray& array) : array_(array), numbers_(read_all(array)) {
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (numbers_[i] != std::floor(numbers_[i])) refuse(i, "a whole number, as a label is");
    }
  }

  [[nodiscard]] const std::vector<double>& numbers() const { return numbers_; }
  [[noreturn]] void refuse(std::size_t entry, const std::string& requirement) const {
    throw InvalidInput(place_text(array_, static_cast<std::int64_t>(entry)),
                       shortest_decimal(numbers_[entry]), requirement);
  }

 private:
  NumberArray array_;
  std::vector<double> numbers_;
};

/// How labels are written.
struct LabelCode {
  enum class Kind { signs, bits, classes } kind = Kind::signs;
  std::int64_t classes = 2;

  [[nodiscard]] std::string values() const {
    if (kind == Kind::signs) return "-1, 1";
    if (kind == Kind::bits) return "0, 1";
    return "0.." + std::to_string(classes - 1);
  }
  [[nodiscard]] bool holds(double label) const {
    if (kind == Kind::signs) return label == -1 || label == 1;
    return label >= 0 && label < static_cast<double>(classes);
  }
  [[nodiscard]] int label(double written) const {
    return kind == Kind::bits ? static_cast<int>(2 * written - 1) : static_cast<int>(written);
  }
};

/// The code of the training labels; a head of C rows says that there are C classes.
LabelCode code_of(const WholeNumbers& labels, std::int64_t head_rows) {
  const auto [least, most] = std::minmax_element(labels.numbers().begin(), labels.numbers().end());
  LabelCode code;
  if (*least < 0) return code;
  const bool are_all_one = *least == 1 && *most == 1;
  if (are_all_one && head_rows < 3) return code;
  constexpr double most_classes = 1e6;
  if (*most >= most_classes) {
    labels.refuse(static_cast<std::size_t>(most - labels.numbers().begin()),
                  "one of -1, 1; of 0, 1; or of 0..C-1");
  }
  code.classes = std::max({static_cast<std::int64_t>(*most) + 1, head_rows, std::int64_t{2}});
  code.kind = code.classes == 2 ? LabelCode::Kind::bits : LabelCode::Kind::classes;
  return code;
}

std::vector<int> labels_in(const LabelCode& code, const WholeNumbers& written) {
  std::vector<int> labels;
  for (std::size_t i = 0; i < written.numbers().size(); ++i) {
    const double label = written.numbers()[i];
    if (!code.holds(label)) written.refuse(i, "one of the classes " + code.values());
    labels.push_back(code.label(label));
  }
  return labels;
}

std::vector<std::uint8_t> absent_tokens(const NumberArray& array, std::int64_t tokens) {
  const WholeNumbers mask(array);
  std::vector<std::uint8_t> absent;
  std::int64_t there = 0;
  for (std::size_t entry = 0; entry < mask.numbers().size(); ++entry) {
    const double value = mask.numbers()[entry];
    if (value != 0 && value != 1) mask.refuse(entry, "1 for a token, 0 for none");
    absent.push_back(value == 0);
    there += value == 1;
    if (static_cast<std::int64_t>(absent.size()) % tokens != 0) continue;
    if (there == 0) mask.refuse(entry, "1 at least once a sample");
    there = 0;
  }
  return absent;
}

LabelledTokens labelled_tokens(const NumberArray& tokens, const NumberArray& labels,
                               const std::optional<NumberArray>& mask, std::int64_t width,
                               std::int64_t dimension) {
  require_shape(tokens, {-1, width, dimension},
                width < 0 ? "samples x tokens x dimension"
                          : "samples x " + std::to_string(width) + " x " +
                                std::to_string(dimension) + ", as the training tokens are");
  const std::int64_t samples = tokens.shape[0];
  require_shape(labels, {samples}, "one label for each of " + std::to_string(samples) + " samples");
  LabelledTokens read;
  read.samples = samples;
  read.tokens = tokens.shape[1];
  if (mask) {
    require_shape(*mask, {samples, read.tokens},
                  "of shape " + shape_text(std::array{samples, read.tokens}) + ", as the tokens");
    read.absent = absent_tokens(*mask, read.tokens);
  }
  read.rows.resize(samples * read.tokens, tokens.shape[2]);
  for (Eigen::Index row = 0; row < read.rows.rows(); ++row) {
    read_line(tokens, row, {read.rows.row(row).data(), static_cast<std::size_t>(read.rows.cols())});
  }
  return read;
}

/// nu, d x K. Two classes: of two rows the difference acts, the second row speaks for the class
/// that is written as the larger number.
Matrix<double> head_of(const NumberArray& array, std::int64_t classes, std::int64_t dimension) {
  const std::vector<double> numbers = read_all(array);
  const std::int64_t rows = array.shape.size() == 1 ? 1 : array.shape[0];
  const Eigen::Map<const RowMatrix<double>> given(numbers.data(), rows, dimension);
  if (classes > 2) return given.transpose();
  if (rows == 2) return (given.row(1) - given.row(0)).transpose();
  return given.transpose();
}

void require_head_shape(const NumberArray& head, std::int64_t dimension) {
  if (head.shape.size() == 1) {
    require_shape(head, {dimension}, "of " + std::to_string(dimension) + " numbers, or C x that");
  } else {
    require_shape(head, {-1, dimension}, "C x " + std::to_string(dimension));
  }
}

}  // namespace

std::shared_ptr<const DataSet> data_set_of(const DataArrays& arrays, const std::string& name) {
  require_shape(arrays.tokens, {-1, -1, -1}, "samples x tokens x dimension");
  const std::int64_t dimension = arrays.tokens.shape[2];
  const std::string text = std::to_string(dimension);
  if (arrays.head) require_head_shape(*arrays.head, dimension);
  if (arrays.query) require_shape(*arrays.query, {dimension}, "of " + text + " numbers");
  if (arrays.weights) {
    require_shape(*arrays.weights, {dimension, dimension}, text + " x " + text);
  }
  require_memory(arrays);
  auto set = std::make_shared<DataSet>();
  set->folder = name;
  const std::int64_t head_rows =
      arrays.head && arrays.head->shape.size() == 2 ? arrays.head->shape[0] : 0;
  const WholeNumbers labels(arrays.labels);
  const LabelCode code = code_of(labels, head_rows);
  set->classes = code.classes;
  set->label_values = code.values();
  set->training = labelled_tokens(arrays.tokens, arrays.labels, arrays.mask, -1, -1);
  set->training.labels = labels_in(code, labels);
  if (arrays.test_tokens && arrays.test_labels) {
    set->test = labelled_tokens(*arrays.test_tokens, *arrays.test_labels, arrays.test_mask,
                                set->training.tokens, dimension);
    set->test->labels = labels_in(code, WholeNumbers(*arrays.test_labels));
  }
  if (arrays.head) {
    if (code.classes > 2 && head_rows != code.classes) {
      throw InvalidInput(arrays.head->name, "of shape " + shape_text(arrays.head->shape),
                         std::to_string(code.classes) + " x " + text + ", a row a class");
    }
    set->head = head_of(*arrays.head, code.classes, dimension);
  }
  if (arrays.query) {
    const std::vector<double> query = read_all(*arrays.query);
    set->query = Eigen::Map<const Vector<double>>(query.data(), dimension);
  }
  if (arrays.weights) {
    const std::vector<double> weights = read_all(*arrays.weights);
    set->weights = Eigen::Map<const RowMatrix<double>>(weights.data(), dimension, dimension);
  }
  return set;
}

std::shared_ptr<const DataSet> read_data_set(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw InvalidInput("data", folder.empty() ? "\"\"" : folder.string(),
                       "a folder with tokens.npy and labels.npy");
  }
  const auto optional = [&](const char* file) -> std::optional<NumberArray> {
    // A link that leads nowhere is there, and is refused when it is opened.
    std::error_code error;
    const auto status = std::filesystem::symlink_status(folder / file, error);
    if (!std::filesystem::exists(status)) return std::nullopt;
    return open_npy(folder / file);
  };
  DataArrays arrays{open_npy(folder / "tokens.npy"),
                    open_npy(folder / "labels.npy"),
                    optional("mask.npy"),
                    optional("head.npy"),
                    optional("weights.npy"),
                    optional("query.npy"),
                    optional("test_tokens.npy"),
                    optional("test_labels.npy"),
                    optional("test_mask.npy")};
  if (arrays.test_tokens.has_value() != arrays.test_labels.has_value()) {
    const char* const there = arrays.test_tokens ? "test_tokens.npy" : "test_labels.npy";
    const char* const missing = arrays.test_tokens ? "test_labels.npy" : "test_tokens.npy";
    throw InvalidInput((folder / there).string(), "alone", std::string("beside ") + missing);
  }
  return data_set_of(arrays, std::filesystem::absolute(folder).lexically_normal().string());
}

}  // namespace benignity
