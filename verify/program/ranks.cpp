#include "verify/program/ranks.hpp"

#include <cstdlib>
#include <string>

#include "theory/invalid_input.hpp"

namespace benignity {

bool Ranks::several() {
  for (const char* variable : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_SIZE"}) {
    const char* const size = std::getenv(variable);
    if (size != nullptr) return std::atoi(size) > 1;
  }
  return false;
}

}  // namespace benignity

#ifdef BENIGNITY_HAS_MPI

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <thread>

#include <mpi.h>

namespace benignity {
namespace {

constexpr int owner = 0;
constexpr auto nap = std::chrono::microseconds(200);

/// What a message says, by its tag.
enum class Message : int {
  threads,  ///< to the owner, first: cells this rank takes at a time; 0: it cannot compute
  compute,  ///< from the owner: the index of a cell
  outcome,  ///< to the owner: index, figures (NaN: absent) and the failure's text
  stop,     ///< from the owner: no more cells
  goodbye   ///< to the owner, last
};

int tag(Message message) { return static_cast<int>(message); }

void send_number(std::uint64_t number, int rank, Message message) {
  MPI_Send(&number, 1, MPI_UINT64_T, rank, tag(message), MPI_COMM_WORLD);
}

std::uint64_t receive_number(int rank, Message message, MPI_Status* status) {
  std::uint64_t number = 0;
  MPI_Recv(&number, 1, MPI_UINT64_T, rank, tag(message), MPI_COMM_WORLD, status);
  return number;
}

/// MPI_Recv would keep a core busy while it waits: Open MPI polls without sleeping, and a rank that
/// waits for work would take that core from one that has some.
bool has_message(int rank, MPI_Status& status) {
  int arrived = 0;
  MPI_Iprobe(rank, MPI_ANY_TAG, MPI_COMM_WORLD, &arrived, &status);
  return arrived != 0;
}

/// An outcome as bytes: sent as it lies in memory, which takes one program on machines of one kind.
/// That is asked for anyway, since other machines would not compute the same bits.
struct PackedOutcome {
  std::uint64_t cell = 0;
  std::array<double, cell_figures.size()> figures{};
  std::array<char, 1024> failure{};  ///< ends with a zero; what is longer is cut
};

PackedOutcome packed(const FinishedCell& finished) {
  PackedOutcome packed;
  packed.cell = finished.cell;
  for (std::size_t i = 0; i < cell_figures.size(); ++i) {
    packed.figures[i] =
        finished.outcome.figures[i].value_or(std::numeric_limits<double>::quiet_NaN());
  }
  finished.outcome.failure.copy(packed.failure.data(), packed.failure.size() - 1);
  return packed;
}

FinishedCell unpacked(const PackedOutcome& packed) {
  FinishedCell finished{packed.cell, {}};
  for (std::size_t i = 0; i < cell_figures.size(); ++i) {
    if (!std::isnan(packed.figures[i])) finished.outcome.figures[i] = packed.figures[i];
  }
  finished.outcome.failure = packed.failure.data();
  return finished;
}

class RankWorkers : public Workers {
 public:
  explicit RankWorkers(int ranks) : free_threads_(static_cast<std::size_t>(ranks), 0) {
    for (int rank = 1; rank < ranks; ++rank) {
      const std::uint64_t threads = receive_number(rank, Message::threads, MPI_STATUS_IGNORE);
      free_threads_[static_cast<std::size_t>(rank)] = threads;
      capacity_ += threads;
    }
  }

  // Cells may still be under way (an interruption, a store that failed): a rank says goodbye once
  // it has sent its last outcome, and a message that nobody receives would keep MPI_Finalize
  // waiting.
  ~RankWorkers() override {
    std::size_t at_work = free_threads_.size() - 1;
    for (std::size_t rank = 1; rank < free_threads_.size(); ++rank) {
      send_number(0, static_cast<int>(rank), Message::stop);
    }
    while (at_work > 0) {
      MPI_Status status;
      MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
      if (status.MPI_TAG == tag(Message::goodbye)) {
        static_cast<void>(receive_number(status.MPI_SOURCE, Message::goodbye, MPI_STATUS_IGNORE));
        --at_work;
      } else {
        static_cast<void>(receive_outcome(status.MPI_SOURCE));
      }
    }
  }

  [[nodiscard]] std::size_t capacity() const override { return capacity_; }

  // To the rank with most free threads, so that the last cells of a sweep spread over the machines.
  void start(std::size_t cell) override {
    const auto free = std::max_element(free_threads_.begin(), free_threads_.end());
    --*free;
    send_number(cell, static_cast<int>(free - free_threads_.begin()), Message::compute);
  }

  [[nodiscard]] std::optional<FinishedCell> finished(std::chrono::milliseconds patience) override {
    const auto last = std::chrono::steady_clock::now() + patience;
    MPI_Status status;
    while (!has_message(MPI_ANY_SOURCE, status)) {
      if (std::chrono::steady_clock::now() >= last) return std::nullopt;
      std::this_thread::sleep_for(nap);
    }
    ++free_threads_[static_cast<std::size_t>(status.MPI_SOURCE)];
    return receive_outcome(status.MPI_SOURCE);
  }

 private:
  static FinishedCell receive_outcome(int rank) {
    PackedOutcome packed;
    MPI_Recv(&packed, sizeof packed, MPI_BYTE, rank, tag(Message::outcome), MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return unpacked(packed);
  }

  std::vector<std::uint64_t> free_threads_;  ///< by rank
  std::size_t capacity_ = 0;
};

int rank_count() {
  int size = 0;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

}  // namespace

// Funneled: threads compute, but the thread that constructs this makes every call of MPI.
Ranks::Ranks() {
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
}

Ranks::~Ranks() { MPI_Finalize(); }

bool Ranks::owns_store() const {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank == owner;
}

std::unique_ptr<Workers> Ranks::workers() const {
  return std::make_unique<RankWorkers>(rank_count());
}

void Ranks::serve(LocalWorkers& local) const {
  // One cell more than there are threads: it waits on the spot, so that no thread idles while its
  // outcome goes to the owner and the next cell comes back.
  send_number(local.capacity() + 1, owner, Message::threads);
  std::size_t under_way = 0;
  bool stopped = false;
  while (!stopped || under_way > 0) {
    MPI_Status status;
    if (!stopped && has_message(owner, status)) {
      const std::uint64_t cell = receive_number(owner, Message(status.MPI_TAG), &status);
      if (status.MPI_TAG == tag(Message::compute)) {
        local.start(cell);
        ++under_way;
      } else {
        stopped = true;
      }
    }
    if (const auto done = local.finished(std::chrono::milliseconds(1))) {
      const PackedOutcome outcome = packed(*done);
      MPI_Send(&outcome, sizeof outcome, MPI_BYTE, owner, tag(Message::outcome), MPI_COMM_WORLD);
      --under_way;
    }
  }
  send_number(0, owner, Message::goodbye);
}

void Ranks::decline() const {
  send_number(0, owner, Message::threads);
  static_cast<void>(receive_number(owner, Message::stop, MPI_STATUS_IGNORE));
  send_number(0, owner, Message::goodbye);
}

}  // namespace benignity

#else

namespace benignity {

Ranks::Ranks() {
  throw InvalidInput("ranks", "more than 1",
                     "1 in a program that was built without MPI (-DBENIGNITY_MPI=ON builds it)");
}
Ranks::~Ranks() = default;
bool Ranks::owns_store() const { return true; }
std::unique_ptr<Workers> Ranks::workers() const { return nullptr; }
void Ranks::serve(LocalWorkers&) const {}
void Ranks::decline() const {}

}  // namespace benignity

#endif
