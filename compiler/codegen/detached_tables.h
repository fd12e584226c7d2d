// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Keeps big tables of functions from making the call graph quadratic.
//
// The problem: LLVM's call graph has an edge from a function to every function that the constants
// in it lead to, through the contents of variables too. A function that calls through a table, or
// passes the instance to an import, so leads to every entry of the table: in a C++ program of
// 100,000 functions these are billions of edges, for what nobody asks.
//
// So while the call graph is used, big tables are declarations, and their contents are with other
// variables that no function mentions.
#pragma once

#include <vector>

namespace llvm {
class GlobalVariable;
class Module;
} // namespace llvm

namespace wasmelt::codegen {

class DetachedTables {
public:
  /// Takes the contents of tables away.
  explicit DetachedTables(llvm::Module &module);
  /// Puts them back.
  ~DetachedTables();
  DetachedTables(const DetachedTables &) = delete;

private:
  struct Table {
    llvm::GlobalVariable *table, *holder;
    unsigned linkage;
  };
  llvm::Module &module_;
  std::vector<Table> tables_;
};

} // namespace wasmelt::codegen
