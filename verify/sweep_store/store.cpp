#include "verify/sweep_store/store.hpp"

#include <sqlite3.h>

namespace benignity {
namespace {

namespace fs = std::filesystem;

// "Beni", so that another program's database is not taken for a store; raised with the table.
constexpr int application_id = 0x42656e69;
constexpr int format = 1;

const char* const elsewhere = ", or sweep into another folder (--out)";

std::string reason_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return std::string("another process is using it: wait for that sweep to end") + elsewhere;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return std::string("it is damaged or no store: move it away") + elsewhere;
    case SQLITE_FULL:
      return "the disk is full; finished cells are kept: make room and go on with --resume";
    case SQLITE_IOERR:
      return "the disk is full or fails; finished cells are kept: mend it and go on with --resume";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return std::string("it or its folder cannot be written to: change its permissions") +
             elsewhere;
    default:
      return sqlite3_errstr(code);
  }
}

std::string figure_columns(const char* type) {
  std::string columns;
  for (const CellFigure& figure : cell_figures) {
    columns += std::string(", ") + figure.name + type;
  }
  return columns;
}

std::string placeholders() {
  std::string list = "?, ?";
  for (std::size_t i = 0; i < cell_figures.size(); ++i) list += ", ?";
  return list;
}

/// Back to its first state however the block is left.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  ~Reset() { sqlite3_reset(statement_); }
  Reset(const Reset&) = delete;
  Reset& operator=(const Reset&) = delete;

 private:
  sqlite3_stmt* statement_;
};

int bind_text(sqlite3_stmt* statement, int index, const std::string& text) {
  return sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()),
                           SQLITE_TRANSIENT);
}

std::string column_text(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace

StoreError::StoreError(const fs::path& path, const std::string& reason)
    : SweepError("out: " + path.string() + " cannot be used: " + reason) {}

void SweepStore::Close::operator()(sqlite3* database) const { sqlite3_close(database); }
void SweepStore::Close::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SweepStore::SweepStore(const fs::path& path, StoreStart start, const std::string& origin)
    : path_(path) {
  if (start == StoreStart::fresh && fs::exists(path)) {
    throw StoreError(
        path, std::string("it holds an earlier sweep: go on with it by --resume") + elsewhere);
  }
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  database_.reset(opened);
  require(code);
  // Exclusive before the first access: the write-ahead log then needs no shared memory, and the
  // lock is held until the store is closed. A commit is a write to the log, without waiting for
  // the disk: what another process needs to see it after a kill, not after a power cut.
  execute("PRAGMA locking_mode = EXCLUSIVE");
  execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA synchronous = NORMAL");
  // Looking and creating are one transaction: of two sweeps started together one makes the tables,
  // the other finds the lock.
  execute("BEGIN EXCLUSIVE");
  if (single_text("SELECT count(*) FROM sqlite_master") == "0") {
    create(origin);
  } else {
    require_sound(origin);
  }
  execute("COMMIT");
  insert_ = prepare("INSERT INTO cell VALUES (" + placeholders() + ")");
  select_ = prepare("SELECT failure" + figure_columns("") + " FROM cell WHERE content_key = ?");
}

SweepStore::~SweepStore() = default;

void SweepStore::create(const std::string& origin) const {
  execute("PRAGMA application_id = " + std::to_string(application_id));
  execute("PRAGMA user_version = " + std::to_string(format));
  execute("CREATE TABLE origin (program TEXT NOT NULL)");
  // Looked up by key alone, so the key is the tree itself: no row number beside it, no second
  // index.
  execute("CREATE TABLE cell (content_key TEXT PRIMARY KEY, failure TEXT NOT NULL" +
          figure_columns(" REAL") + ") WITHOUT ROWID");
  const Statement insert = prepare("INSERT INTO origin VALUES (?)");
  require(bind_text(insert.get(), 1, origin));
  if (const int code = sqlite3_step(insert.get()); code != SQLITE_DONE) fail(code);
}

void SweepStore::require_sound(const std::string& origin) const {
  if (single_text("PRAGMA application_id") != std::to_string(application_id)) {
    throw StoreError(path_,
                     "it is another program's database: move it away" + std::string(elsewhere));
  }
  if (const std::string found = single_text("PRAGMA user_version");
      found != std::to_string(format)) {
    throw StoreError(path_, "its format is " + found + ", this program's is " +
                                std::to_string(format) + ": go on with the program that wrote it" +
                                elsewhere);
  }
  // Before any row is read: a page of rubbish in the middle would otherwise surface hours later.
  if (single_text("PRAGMA quick_check(1)") != "ok") fail(SQLITE_CORRUPT);
  if (const std::string found = single_text("SELECT program FROM origin"); found != origin) {
    throw StoreError(path_, "its cells are from " + found + ", and this is " + origin +
                                ": go on with the program that wrote it" + elsewhere);
  }
}

std::optional<CellOutcome> SweepStore::find(const std::string& content_key) {
  const Reset reset(select_.get());
  require(bind_text(select_.get(), 1, content_key));
  const int code = sqlite3_step(select_.get());
  if (code == SQLITE_DONE) return std::nullopt;
  if (code != SQLITE_ROW) fail(code);
  CellOutcome outcome;
  outcome.failure = column_text(select_.get(), 0);
  int column = 1;
  // An absent figure is NULL; SQLite keeps a NaN as NULL too, which is the same to a reader.
  for (std::optional<double>& figure : outcome.figures) {
    if (sqlite3_column_type(select_.get(), column) != SQLITE_NULL) {
      figure = sqlite3_column_double(select_.get(), column);
    }
    ++column;
  }
  return outcome;
}

void SweepStore::add(const std::string& content_key, const CellOutcome& outcome) {
  const Reset reset(insert_.get());
  require(bind_text(insert_.get(), 1, content_key));
  require(bind_text(insert_.get(), 2, outcome.failure));
  int index = 3;
  for (const std::optional<double>& figure : outcome.figures) {
    require(figure ? sqlite3_bind_double(insert_.get(), index, *figure)
                   : sqlite3_bind_null(insert_.get(), index));
    ++index;
  }
  if (const int code = sqlite3_step(insert_.get()); code != SQLITE_DONE) fail(code);
}

void SweepStore::fail(int code) const { throw StoreError(path_, reason_of(code)); }

void SweepStore::require(int code) const {
  if (code != SQLITE_OK) fail(code);
}

void SweepStore::execute(const std::string& sql) const {
  require(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

SweepStore::Statement SweepStore::prepare(const std::string& sql) const {
  sqlite3_stmt* statement = nullptr;
  require(sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr));
  return Statement(statement);
}

std::string SweepStore::single_text(const std::string& sql) const {
  const Statement statement = prepare(sql);
  const int code = sqlite3_step(statement.get());
  if (code == SQLITE_DONE) return {};
  if (code != SQLITE_ROW) fail(code);
  return column_text(statement.get(), 0);
}

}  // namespace benignity
