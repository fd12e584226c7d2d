// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tarjan's strongly connected components, without recursion: modules choose how deep calls nest.
#include "compiler/lower/call_cycles.h"

#include <algorithm>

namespace wasmelt::lower {

std::vector<bool> CallGraph::onCycles(const std::vector<uint32_t> &referenced,
                                      bool imports_call_back) {
  callees_[indirect_] = referenced;
  for (uint32_t import = 0; imports_call_back && import < imported_; ++import)
    callees_[import].push_back(indirect_);

  struct Visit {
    uint32_t node;
    size_t next; // of its callees
  };
  std::vector<uint32_t> order(callees_.size()), low(callees_.size()); // from 1; 0: not visited
  std::vector<bool> is_open(callees_.size()), result(callees_.size());
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
        uint32_t callee = callees_[node][next];
        if (callee == node)
          result[node] = true;
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
      bool is_alone = open.back() == node;
      for (uint32_t member = ~uint32_t(0); member != node;) {
        member = open.back();
        open.pop_back();
        is_open[member] = false;
        if (!is_alone)
          result[member] = true;
      }
    }
  }
  result.pop_back(); // the node of references
  return result;
}

} // namespace wasmelt::lower
