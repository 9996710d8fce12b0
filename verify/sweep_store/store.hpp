#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/sweep_error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace benignity {

/// A store that cannot be used, with what its user can do about it.
class StoreError : public SweepError {
 public:
  StoreError(const std::filesystem::path& path, const std::string& reason);
};

enum class StoreStart {
  fresh,  ///< there must be none yet
  resume  ///< go on with what is there; none is as good as an empty one
};

/// The finished cells of sweeps: an SQLite file, one row a cell, under the cell's content_key. A
/// row is written when add() returns: the process may be killed at any later moment (a power cut
/// may cost the last rows, never the file). While it is open no other process can use it.
class SweepStore {
 public:
  /// `origin` is the text that names the program, build and version whose numbers these are; a
  /// store of another origin is refused. Throws StoreError, leaving what is there as it was: a
  /// store exists already (fresh), is of another origin or format, is used by another process, is
  /// damaged or is no store; the folder cannot be written to.
  SweepStore(const std::filesystem::path& path, StoreStart start, const std::string& origin);
  ~SweepStore();
  SweepStore(const SweepStore&) = delete;
  SweepStore& operator=(const SweepStore&) = delete;

  /// Nothing where the cell is not finished. Figures come back bit for bit, a NaN as absent.
  [[nodiscard]] std::optional<CellOutcome> find(const std::string& content_key);

  /// Throws StoreError where it cannot be written (the disk is full): earlier rows are kept.
  void add(const std::string& content_key, const CellOutcome& outcome);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  [[noreturn]] void fail(int code) const;
  void require(int code) const;
  void execute(const std::string& sql) const;
  [[nodiscard]] Statement prepare(const std::string& sql) const;
  [[nodiscard]] std::string single_text(const std::string& sql) const;
  void create(const std::string& origin) const;
  void require_sound(const std::string& origin) const;

  std::filesystem::path path_;
  std::unique_ptr<sqlite3, Close> database_;
  Statement insert_;
  Statement select_;
};

}  // namespace benignity
