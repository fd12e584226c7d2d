// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/partition.h"

#include "compiler/driver/error.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

namespace wasmelt::codegen {

namespace {

/// The part of the definitions of variables and aliases; functions' parts count from 1.
constexpr unsigned globals_part = 0;
/// What promoted names end in, unless they begin with `wasm`: a program's part must not define
/// `malloc`, which the runtime's libc has.
constexpr llvm::StringLiteral promoted_suffix = ".wasm";

uint64_t weigh(const llvm::Function &function) {
  // A constant for prologue, section and symbol, so that tiny functions are not free.
  return function.getInstructionCount() + 8;
}

/// Cuts the module's functions into ranges of nearly equal weight.
std::vector<uint64_t> cut(const llvm::Module &module, uint64_t total, unsigned parts,
                          std::vector<unsigned> &first_function) {
  std::vector<uint64_t> weights{0};
  first_function = {0};
  uint64_t done = 0, in_part = 0;
  unsigned ordinal = 0;
  for (const llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    uint64_t weight = weigh(function);
    uint64_t boundary = total * weights.size() / parts;
    // A function lies in the part in which its middle lies.
    if (in_part && done + weight / 2 >= boundary) {
      weights.push_back(in_part);
      first_function.push_back(ordinal);
      in_part = 0;
    }
    in_part += weight;
    done += weight;
    ++ordinal;
  }
  weights.push_back(in_part);
  first_function.push_back(ordinal);
  return weights;
}

/// Whether `value` is used outside of part `home`.
bool usedElsewhere(const llvm::Value &value, unsigned home,
                   const llvm::DenseMap<const llvm::Function *, unsigned> &part_of,
                   llvm::SmallPtrSetImpl<const llvm::Value *> &seen) {
  for (const llvm::User *user : value.users()) {
    if (const auto *instruction = llvm::dyn_cast<llvm::Instruction>(user)) {
      if (part_of.lookup(instruction->getFunction()) != home)
        return true;
    } else if (llvm::isa<llvm::GlobalValue>(user)) {
      unsigned user_part = globals_part;
      if (const auto *function = llvm::dyn_cast<llvm::Function>(user)) // personality, prefix data
        user_part = part_of.lookup(function);
      if (user_part != home)
        return true;
    } else if (seen.insert(user).second && usedElsewhere(*user, home, part_of, seen)) {
      return true;
    }
  }
  return false;
}

std::unique_ptr<llvm::Module> parse(llvm::ArrayRef<char> bitcode, llvm::LLVMContext &context,
                                    bool lazily) {
  llvm::MemoryBufferRef buffer(llvm::StringRef(bitcode.data(), bitcode.size()), "part");
  auto module = lazily ? llvm::getLazyBitcodeModule(buffer, context)
                       : llvm::parseBitcodeFile(buffer, context);
  if (!module)
    throw Error::environment("internal error: " + llvm::toString(module.takeError()));
  return std::move(*module);
}

llvm::SmallVector<char, 0> write(const llvm::Module &module) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::WriteBitcodeToFile(module, stream);
  return bytes;
}

void eraseUnusedDeclarations(llvm::Module &module) {
  for (llvm::Function &function : llvm::make_early_inc_range(module))
    if (function.isDeclaration() && function.use_empty())
      function.eraseFromParent();
  for (llvm::GlobalVariable &variable : llvm::make_early_inc_range(module.globals()))
    if (variable.isDeclaration() && variable.use_empty())
      variable.eraseFromParent();
}

} // namespace

PartitionedModule PartitionedModule::divide(std::unique_ptr<llvm::Module> module,
                                            uint64_t part_weight, unsigned max_parts) {
  PartitionedModule result;
  uint64_t total = 0;
  for (const llvm::Function &function : *module)
    if (!function.isDeclaration())
      total += weigh(function);
  // Each part costs a pass over all declarations, so that parts of huge modules are larger.
  constexpr uint64_t plenty = 32, slower = 8;
  uint64_t wanted = total / std::max<uint64_t>(part_weight, 1);
  if (wanted > plenty)
    wanted = plenty + (wanted - plenty) / slower;
  unsigned parts = unsigned(std::min<uint64_t>(max_parts, wanted));
  if (parts <= 1) {
    result.weights_ = {total};
    result.whole_ = std::move(module);
    return result;
  }
  if (!module->alias_empty() || !module->ifunc_empty())
    throw Error::environment("internal error: aliases in a module that is to be divided");

  result.weights_ = cut(*module, total, parts, result.first_function_);
  llvm::DenseMap<const llvm::Function *, unsigned> part_of;
  unsigned ordinal = 0, part = 1;
  for (const llvm::Function &function : *module) {
    if (function.isDeclaration())
      continue;
    while (ordinal >= result.first_function_[part])
      ++part;
    part_of[&function] = part;
    ++ordinal;
  }

  // Symbols that cross parts get external linkage and a name that nobody else has.
  unsigned anonymous = 0;
  for (llvm::GlobalValue &value : module->global_values()) {
    if (value.isDeclaration())
      continue;
    auto *function = llvm::dyn_cast<llvm::Function>(&value);
    unsigned home = function ? part_of.lookup(function) : globals_part;
    llvm::SmallPtrSet<const llvm::Value *, 16> seen;
    if (value.hasLocalLinkage() && usedElsewhere(value, home, part_of, seen)) {
      std::string name =
          value.hasName() ? value.getName().str() : "anon." + std::to_string(anonymous++);
      if (!llvm::StringRef(name).starts_with("wasm"))
        name += promoted_suffix;
      value.setName(name);
      value.setLinkage(llvm::GlobalValue::ExternalLinkage);
      value.setVisibility(llvm::GlobalValue::HiddenVisibility);
      result.promoted_.push_back(value.getName().str());
    }
    value.setDSOLocal(true);
  }

  // The functions, with all variables declared only. llvm.used and the like cannot be declared and
  // are out of the module meanwhile.
  struct Definition {
    llvm::GlobalVariable *variable;
    llvm::Constant *initializer;
    llvm::GlobalValue::LinkageTypes linkage;
  };
  std::vector<Definition> definitions;
  std::vector<llvm::GlobalVariable *> appending;
  for (llvm::GlobalVariable &variable : llvm::make_early_inc_range(module->globals())) {
    if (variable.isDeclaration())
      continue;
    if (variable.hasAppendingLinkage()) {
      appending.push_back(&variable);
      variable.removeFromParent();
      continue;
    }
    definitions.push_back({&variable, variable.getInitializer(), variable.getLinkage()});
    variable.setInitializer(nullptr);
    variable.setLinkage(llvm::GlobalValue::ExternalLinkage);
  }
  result.functions_bitcode_ = write(*module);

  // The variables, with all functions declared only.
  for (llvm::GlobalVariable *variable : appending)
    module->insertGlobalVariable(variable);
  for (const Definition &definition : definitions) {
    definition.variable->setInitializer(definition.initializer);
    definition.variable->setLinkage(definition.linkage);
  }
  for (llvm::Function &function : *module)
    if (!function.isDeclaration())
      function.deleteBody();
  eraseUnusedDeclarations(*module);
  result.globals_bitcode_ = write(*module);
  result.weights_[globals_part] = definitions.size();
  return result;
}

std::unique_ptr<llvm::Module> PartitionedModule::load(unsigned index, llvm::LLVMContext &context) {
  if (whole_)
    return std::move(whole_);
  if (index == globals_part)
    return parse(globals_bitcode_, context, false);

  std::unique_ptr<llvm::Module> module = parse(functions_bitcode_, context, true);
  unsigned begin = first_function_[index - 1], end = first_function_[index];
  unsigned ordinal = 0;
  for (llvm::Function &function : *module) {
    if (function.isDeclaration())
      continue;
    bool ours = ordinal >= begin && ordinal < end;
    ++ordinal;
    if (!ours)
      function.deleteBody();
    else if (llvm::Error error = function.materialize())
      throw Error::environment("internal error: " + llvm::toString(std::move(error)));
  }
  if (llvm::Error error = module->materializeAll())
    throw Error::environment("internal error: " + llvm::toString(std::move(error)));
  eraseUnusedDeclarations(*module);
  return module;
}

} // namespace wasmelt::codegen
