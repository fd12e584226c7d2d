// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What lowering knows about the module as a whole: LLVM types, functions, runtime calls, aliasing.
#pragma once

#include "compiler/driver/compile_options.h"
#include "compiler/lower/aliasing.h"
#include "compiler/lower/entry_symbols.h"
#include "compiler/lower/module_facts.h"
#include "compiler/wasm/module.h"

#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <array>
#include <vector>

namespace wasmelt::lower {

enum class RuntimeCall : uint8_t {
#define WASMELT_RUNTIME_CALL(name, result, params, attributes) name,
#include "runtime-lib/abi/runtime_calls.def"
  Count
};

class ModuleContext {
public:
  ModuleContext(llvm::Module &ir, const wasm::Module &module, const CompileOptions &options,
                const ModuleFacts &facts);

  llvm::Module &ir;
  const wasm::Module &wasm;
  const CompileOptions &options;
  const ModuleFacts &facts;
  EntrySymbols entry_symbols;
  Aliasing aliasing;

  llvm::IntegerType *i32, *i64;
  llvm::PointerType *ptr;      ///< every reference, too
  llvm::FixedVectorType *v128; ///< <2 x i64>

  llvm::Type *type(wasm::ValueType t) const;
  /// Of indices, sizes and counts of a memory or table: i64 or i32.
  llvm::IntegerType *addressType(const wasm::Limits &limits) const {
    return limits.is_64 ? i64 : i32;
  }
  const wasm::MemoryType &memoryType(uint32_t memory) const { return wasm.memories[memory].type; }
  /// What the memory has at least, in bytes: no memory shrinks. More than there can be: UINT64_MAX.
  uint64_t minimumSize(uint32_t memory) const;
  /// The LLVM type of results: void, the one type, or a struct.
  llvm::Type *resultType(const wasm::FunctionType &t) const;
  /// Whether functions have a leading Instance* parameter (the context strategy of design D2).
  bool hasContext() const { return options.strategy == InstanceStrategy::Context; }
  /// Whether instances have their store's Control, and functions say where.
  bool hasControl() const {
    return options.traps == Traps::Explicit || options.interruptible || options.fuel;
  }
  /// Of a Wasm function as compiled code calls it. A host function in the static strategy (`host`)
  /// has a leading Instance* as well.
  llvm::FunctionType *functionType(const wasm::FunctionType &t, bool host = false);
  /// How Wasm functions are called: the same for all, as any may be called indirectly. See
  /// call_layout.h.
  llvm::CallingConv::ID convention() const {
    return facts.has_tail_calls ? llvm::CallingConv::Tail : llvm::CallingConv::C;
  }
  /// Whether operands and results that do not fit into registers go through the call area.
  /// Functions of libraries may be called by modules with tail calls.
  bool usesCallArea() const { return facts.has_tail_calls || hasContext(); }
  /// The calling thread's call area.
  llvm::Value *callArea(llvm::IRBuilderBase &b);

  /// Whether anything may throw a Wasm exception; all is `nounwind` if not.
  bool mayThrow() const { return hasContext() || !wasm.tags.empty(); }
  /// The personality that marks functions with landing pads. It is never called: the runtime knows
  /// what landing pads are for.
  llvm::Function *personality();

  /// Whether the CPU that is compiled for has a feature (LLVM's name).
  bool hasCpuFeature(llvm::StringRef name) const;

  /// The definition of a defined function. Imported ones: the host's symbol, or null with a
  /// context, where the instance holds them. Calls take InstanceAccess::callee.
  llvm::Function *function(uint32_t index) const { return functions_[index]; }
  /// Static strategy: what `call_indirect` may call for a function: itself, or for an import a
  /// thunk that adds the instance argument.
  llvm::Function *addressable(uint32_t index);
  llvm::FunctionCallee runtimeCall(RuntimeCall call);
  /// With a context: the array of runtime functions that the loader fills, by number of
  /// RuntimeCall. A library so has no undefined symbol, and needs none of its host to be visible.
  llvm::GlobalVariable *runtimeTable();
  /// Puts the target's and the policy's attributes on a function that is defined in this module.
  void setDefinitionAttributes(llvm::Function &f) const;

  /// The CPU and features that definitions are compiled for. Before declareFunctions().
  /// `required`: the features that code needs, those of the CPU included.
  void setTarget(llvm::StringRef cpu, llvm::StringRef features, llvm::StringRef required) {
    target_cpu_ = cpu;
    target_features_ = features;
    required_features_ = required;
  }
  /// Declares every function. Before anything that refers to one.
  void declareFunctions();

private:
  llvm::Function *makeRuntimeStub(llvm::FunctionType *type, llvm::StringRef name, unsigned number,
                                  bool no_return, bool throws, bool is_pure);
  std::string target_cpu_, target_features_, required_features_;
  std::vector<llvm::Function *> functions_;
  std::vector<llvm::Function *> thunks_;
  std::array<llvm::Function *, size_t(RuntimeCall::Count)> runtime_calls_{};
  llvm::GlobalVariable *runtime_table_ = nullptr;
  llvm::GlobalVariable *call_area_ = nullptr;
  llvm::Function *personality_ = nullptr;
};

} // namespace wasmelt::lower
