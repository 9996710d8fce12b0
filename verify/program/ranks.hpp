#pragma once

#include <memory>
#include <vector>

#include "verify/experiments/local_workers.hpp"
#include "verify/experiments/workers.hpp"

namespace benignity {

/// Processes that mpirun started together. Rank 0 owns the store and gives out cells, the others
/// compute them. All that speaks MPI is in ranks.cpp.
class Ranks {
 public:
  /// Whether this process is one of several under mpirun; costs nothing.
  [[nodiscard]] static bool several();

  /// Joins the others; call where several() only. Throws InvalidInput where the program was built
  /// without MPI.
  Ranks();
  /// Waits for the others.
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  [[nodiscard]] bool owns_store() const;

  /// On rank 0: the threads of all other ranks, of capacity 0 where all declined. Its destruction
  /// sends the others home.
  [[nodiscard]] std::unique_ptr<Workers> workers() const;

  /// On every other rank: computes what rank 0 gives out until it is sent home.
  void serve(LocalWorkers& local) const;

  /// On a rank that cannot compute: says so, and waits to be sent home.
  void decline() const;
};

}  // namespace benignity
