// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects the facts by visiting every function body before any is lowered.
#include "compiler/lower/module_facts.h"

#include "compiler/lower/call_cycles.h"
#include "compiler/wasm/function_visitor.h"
#include "compiler/wasm/validate_module.h"

#include <algorithm>

namespace wasmelt::lower {

namespace {

/// A visitor that ignores everything.
class IgnoringVisitor : public wasm::FunctionVisitor {
public:
  void beginFunction(uint32_t, std::span<const wasm::ValueType>) override {}
  void endFunction() override {}
  void else_(bool) override {}
  void end_(bool) override {}
  void catch_(const wasm::TagImmediate &, bool) override {}
  void catch_all(bool) override {}
  void delegate(const wasm::LabelImmediate &, bool) override {}
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm)                                                                      \
  void name(const wasm::Imm##Immediate &) override {}
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT
};

class FactsVisitor final : public IgnoringVisitor {
public:
  FactsVisitor(ModuleFacts &facts, CallGraph &calls) : facts_(facts), calls_(calls) {}
  void beginFunction(uint32_t function, std::span<const wasm::ValueType>) override {
    calls_.begin(function);
  }
  void call(const wasm::FunctionImmediate &imm) override { calls_.call(imm.function); }
  void call_indirect(const wasm::CallIndirectImmediate &) override { calls_.callReference(); }
  void call_ref(const wasm::TypeImmediate &) override { calls_.callReference(); }
  void return_call(const wasm::FunctionImmediate &imm) override {
    facts_.has_tail_calls = true;
    calls_.tailCall(imm.function);
  }
  void return_call_indirect(const wasm::CallIndirectImmediate &) override { tailCallReference(); }
  void return_call_ref(const wasm::TypeImmediate &) override { tailCallReference(); }
  void table_set(const wasm::TableImmediate &imm) override { write(imm.table); }
  void table_fill(const wasm::TableImmediate &imm) override { write(imm.table); }
  void table_copy(const wasm::TableCopyImmediate &imm) override { write(imm.dst_table); }
  void table_init(const wasm::TableInitImmediate &imm) override { write(imm.table); }
  void table_grow(const wasm::TableImmediate &imm) override {
    write(imm.table);
    facts_.tables[imm.table].grown = true;
  }
  void memory_grow(const wasm::MemoryImmediate &imm) override {
    facts_.memory_grown[imm.memory] = true;
  }

private:
  void tailCallReference() {
    facts_.has_tail_calls = true;
    calls_.tailCallReference();
  }
  void write(uint32_t table) { facts_.tables[table].written = true; }
  ModuleFacts &facts_;
  CallGraph &calls_;
};

void addReferences(const wasm::ConstExpr &expr, std::vector<uint32_t> &functions) {
  for (const wasm::ConstInstr &instr : expr.instrs)
    if (instr.op == wasm::ConstInstr::RefFunc)
      functions.push_back(static_cast<uint32_t>(instr.bits));
}

} // namespace

bool spawnsThreads(const wasm::Module &module) {
  return std::any_of(module.imports.begin(), module.imports.end(), [](const wasm::Import &import) {
    return import.module == "wasi" && import.field == "thread-spawn" &&
           import.kind == wasm::ExternKind::Function;
  });
}

ModuleFacts collectFacts(const wasm::Module &module, const wasm::FeatureSet &features,
                         bool imports_call_back) {
  ModuleFacts facts;
  facts.tables.resize(module.tables.size());
  facts.memory_grown.resize(module.memories.size());
  facts.spawns_threads = spawnsThreads(module);

  // What is that large is not written into the program entry by entry.
  constexpr uint64_t most_static_entries = 1 << 18;
  for (size_t i = 0; i < module.tables.size(); ++i)
    facts.tables[i].grown = module.tables[i].type.limits.min > most_static_entries;

  auto &references = facts.referenced_functions;
  for (const wasm::ElementSegment &segment : module.elements)
    for (const wasm::ConstExpr &element : segment.elements)
      addReferences(element, references);
  for (const wasm::Global &global : module.globals)
    addReferences(global.init, references);
  for (const wasm::Table &table : module.tables)
    if (table.init)
      addReferences(*table.init, references);
  for (const wasm::Export &e : module.exports)
    if (e.kind == wasm::ExternKind::Function)
      references.push_back(e.index);
  std::sort(references.begin(), references.end());
  references.erase(std::unique(references.begin(), references.end()), references.end());

  CallGraph calls(module);
  FactsVisitor visitor(facts, calls);
  for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
    wasm::validateFunction(module, f, features, &visitor);
  if (facts.spawns_threads) // each has its own, made when it starts
    for (ModuleFacts::TableFacts &table : facts.tables)
      table.grown |= table.written;
  facts.recursive = calls.onCycles(references, imports_call_back);
  return facts;
}

} // namespace wasmelt::lower
