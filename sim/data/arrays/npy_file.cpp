#include "sim/data/arrays/npy_file.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/data/arrays/npy_header.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

[[noreturn]] void refuse_unreadable(const std::string& file) {
  throw InvalidInput(file, std::string("unreadable (") + std::strerror(errno) + ")",
                     "a readable NPY file");
}

/// An open file that closes itself; a mapping outlives it.
class OpenFile {
 public:
  explicit OpenFile(const std::string& file)
      : descriptor_(open(file.c_str(), O_RDONLY | O_NONBLOCK)) {
    if (descriptor_ < 0) refuse_unreadable(file);
  }
  ~OpenFile() { close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

std::span<const std::byte> mapped(const std::string& file, std::shared_ptr<const void>& owner) {
  const OpenFile opened(file);
  struct stat about {};
  if (fstat(opened.descriptor(), &about) != 0) refuse_unreadable(file);
  if (!S_ISREG(about.st_mode)) {
    throw InvalidInput(file, S_ISDIR(about.st_mode) ? "a folder" : "no regular file",
                       "an NPY file");
  }
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size == 0) return {};
  void* const memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, opened.descriptor(), 0);
  if (memory == MAP_FAILED) refuse_unreadable(file);
  owner = std::shared_ptr<const void>(memory, [size](void* mapping) { munmap(mapping, size); });
  return {static_cast<const std::byte*>(memory), size};
}

}  // namespace

NumberArray open_npy(const std::filesystem::path& file) {
  NumberArray array;
  array.name = file.string();
  const std::span<const std::byte> bytes = mapped(array.name, array.owner);
  const NpyHeader header = read_npy_header(array.name, bytes);
  array.first = bytes.data() + header.length;
  array.format = header.format;
  array.shape = header.shape;
  array.strides = header.order == NpyHeader::Order::column_major
                      ? column_major_strides(header.shape, header.format.bytes)
                      : row_major_strides(header.shape, header.format.bytes);
  return array;
}

std::string npy_text(std::span<const std::int64_t> shape, std::span<const double> numbers) {
  std::string text = npy_header_text(shape);
  const std::size_t before = text.size();
  text.resize(before + numbers.size_bytes());
  std::memcpy(text.data() + before, numbers.data(), numbers.size_bytes());
  return text;
}

}  // namespace benignity
