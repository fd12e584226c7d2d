// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tarjan's strongly connected components, without recursion: modules choose how deep calls nest.
#include "compiler/lower/call_cycles.h"

#include <algorithm>

namespace wasmelt::lower {

std::vector<bool> CallGraph::onCycles(const std::vector<uint32_t> &referenced,
                                      bool imports_call_back) {
  for (uint32_t function : referenced)
    callees_[indirect_].push_back({function, false});
  for (uint32_t import = 0; imports_call_back && import < imported_; ++import)
    callees_[import].push_back({indirect_, false});

  struct Visit {
    uint32_t node;
    size_t next; // of its callees
  };
  std::vector<uint32_t> order(callees_.size()), low(callees_.size()); // from 1; 0: not visited
  std::vector<uint32_t> component(callees_.size());                   // named after its first node
  std::vector<bool> is_open(callees_.size());
  std::vector<uint32_t> open;
  std::vector<Visit> visits;
  uint32_t count = 0;
  auto enter = [&](uint32_t node) {
    order[node] = low[node] = ++count;
    is_open[node] = true;
    open.push_back(node);
    visits.push_back({node, 0});
  };
  for (uint32_t root = 0; root < callees_.size(); ++root) {
    if (order[root])
      continue;
    enter(root);
    while (!visits.empty()) {
      auto [node, next] = visits.back();
      if (next < callees_[node].size()) {
        ++visits.back().next;
        uint32_t callee = callees_[node][next].callee;
        if (!order[callee])
          enter(callee);
        else if (is_open[callee])
          low[node] = std::min(low[node], order[callee]);
        continue;
      }
      visits.pop_back();
      if (!visits.empty())
        low[visits.back().node] = std::min(low[visits.back().node], low[node]);
      if (low[node] != order[node])
        continue;
      for (uint32_t member = ~uint32_t(0); member != node;) {
        member = open.back();
        open.pop_back();
        is_open[member] = false;
        component[member] = node;
      }
    }
  }
  std::vector<bool> result(indirect_);
  for (uint32_t node = 0; node < indirect_; ++node)
    result[node] = std::any_of(callees_[node].begin(), callees_[node].end(), [&](Edge edge) {
      return !edge.is_tail && component[edge.callee] == component[node];
    });
  return result;
}

} // namespace wasmelt::lower
