// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What lowering knows about the module as a whole: LLVM types, functions, runtime calls, aliasing.
#pragma once

#include "compiler/driver/compile_options.h"
#include "compiler/lower/aliasing.h"
#include "compiler/lower/module_facts.h"
#include "compiler/wasm/module.h"

#include <llvm/IR/DerivedTypes.h>
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
  Aliasing aliasing;

  llvm::IntegerType *i32, *i64;
  llvm::PointerType *ptr;      ///< every reference, too
  llvm::FixedVectorType *v128; ///< <2 x i64>

  llvm::Type *type(wasm::ValueType t) const;
  /// The LLVM type of results: void, the one type, or a struct.
  llvm::Type *resultType(const wasm::FunctionType &t) const;
  /// Of a Wasm function as compiled code calls it; with a leading Instance* if `host`.
  llvm::FunctionType *functionType(const wasm::FunctionType &t, bool host = false) const;

  /// The definition of a defined function. Imported ones: the host's symbol.
  llvm::Function *function(uint32_t index) const { return functions_[index]; }
  /// What `call_indirect` may call for a function: itself, or for an import a thunk that adds the
  /// instance argument.
  llvm::Function *addressable(uint32_t index);
  llvm::FunctionCallee runtimeCall(RuntimeCall call);
  /// Puts the target's and the policy's attributes on a function that is defined in this module.
  void setDefinitionAttributes(llvm::Function &f) const;

  /// The CPU and features that definitions are compiled for. Before declareFunctions().
  void setTarget(llvm::StringRef cpu, llvm::StringRef features) {
    target_cpu_ = cpu;
    target_features_ = features;
  }
  /// Declares every function. Before anything that refers to one.
  void declareFunctions();

private:
  std::string target_cpu_, target_features_;
  std::vector<llvm::Function *> functions_;
  std::vector<llvm::Function *> thunks_;
  std::array<llvm::Function *, size_t(RuntimeCall::Count)> runtime_calls_{};
};

} // namespace wasmelt::lower
