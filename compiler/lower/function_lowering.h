// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lowers one function body at a time: one method per row of opcodes.def, defined in lower_*.cpp.
#pragma once

#include "compiler/lower/instance_access.h"
#include "compiler/lower/memory_access.h"
#include "compiler/lower/module_context.h"
#include "compiler/wasm/features.h"
#include "compiler/wasm/function_visitor.h"
#include "runtime-lib/abi/trap_kinds.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/IRBuilder.h>

#include <array>
#include <memory>

namespace wasmelt::lower {

class ContextInstance;

class FunctionLowering final : public wasm::FunctionVisitor {
public:
  FunctionLowering(ModuleContext &module, InstanceAccess &instance);

  /// Lowers the function that initialises an instance of a library (lower_initialise.cpp).
  llvm::Function *lowerInitialise(ContextInstance &context);

  void eachInstruction() override;
  void beginFunction(uint32_t function, std::span<const wasm::ValueType> locals) override;
  void endFunction() override;
  void else_(bool falls_through) override;
  void end_(bool falls_through) override;
  void catch_(const wasm::TagImmediate &imm, bool falls_through) override;
  void catch_all(bool falls_through) override;
  void delegate(const wasm::LabelImmediate &imm, bool falls_through) override;

#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_VISIT_##immediate(name)
#define WASM_VISIT(name, Imm) void name(const wasm::Imm##Immediate &imm) override;
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT

private:
  /// What becomes of exceptions (lower_exception.cpp).
  struct Handler {
    llvm::BasicBlock *landing_pad = nullptr;
    llvm::BasicBlock *dispatch = nullptr;
    llvm::PHINode *exception = nullptr; ///< in `dispatch`: the exception; null if nothing throws
    llvm::SmallVector<wasm::CatchClause, 2> catches; ///< TryTable
    // Legacy.
    llvm::Value *caught = nullptr;    ///< Catch: what `rethrow` throws
    llvm::CallInst *done = nullptr;   ///< Catch: tells that the exception is not needed any more
    llvm::BasicBlock *next = nullptr; ///< Catch: where the next handler begins
  };
  struct Frame {
    enum Kind : uint8_t { Body, Block, Loop, If, Else, TryTable, Try, Catch };
    Kind kind;
    uint32_t base = 0;                  ///< operand stack height below the parameters
    llvm::BasicBlock *target = nullptr; ///< where a branch to this label goes (not for Body)
    llvm::SmallVector<llvm::PHINode *, 1> phis; ///< of `target`: the label's values
    llvm::BasicBlock *end = nullptr;            ///< Loop: what follows it
    llvm::SmallVector<llvm::PHINode *, 1> end_phis;
    llvm::BasicBlock *else_block = nullptr;     ///< If
    llvm::SmallVector<llvm::Value *, 1> params; ///< If: to restart the else arm with
    std::unique_ptr<Handler> handler;           ///< TryTable, Try, Catch
  };

  /// Throws the error for an instruction that cannot be compiled yet (not_lowered.def).
  [[noreturn]] void notLowered(const char *text, wasm::Feature feature);
  /// Begins with a function's body.
  void startFunction(llvm::Function *function);
  /// Makes what is written before a trap be there after it, and no more than that.
  void keepStores();

  // Instantiation (lower_initialise.cpp).
  /// Pushes the value of a constant expression.
  void constExpr(const wasm::ConstExpr &expr);
  void makeElementReferences(const ContextInstance &context, uint32_t element);

  // Fuel (fuel.cpp).
  /// What takes fuel.
  struct Charge {
    llvm::Instruction *is_less = nullptr, *left = nullptr;
  };
  Charge charge(llvm::Value *amount);
  /// The next instruction may be reached without the ones before it, or not be reached.
  void startStretch() { charge_ = {}; }
  /// Charges for a range of so many (i64) bytes or elements.
  void chargeRange(llvm::Value *count, unsigned per_unit_log2);

  // Operand stack. Values of type v128 are always of LLVM type V128 (<2 x i64>) on it.
  void push(llvm::Value *value) { stack_.push_back(value); }
  llvm::Value *pop() { return stack_.pop_back_val(); }
  /// The top operand as a vector of this type; the SIMD lowerings' way in …
  llvm::Value *popVector(llvm::FixedVectorType *type) { return b_.CreateBitCast(pop(), type); }
  /// … and out: any 128-bit vector.
  void pushVector(llvm::Value *vector) { push(b_.CreateBitCast(vector, module_.v128)); }
  void pushBool(llvm::Value *i1) { push(b_.CreateZExt(i1, b_.getInt32Ty())); }

  // Control (lower_control.cpp).
  Frame &frame(uint32_t depth) { return frames_[frames_.size() - 1 - depth]; }
  llvm::BasicBlock *newBlock();
  void place(llvm::BasicBlock *block);
  void makePhis(llvm::BasicBlock *block, std::span<const wasm::ValueType> types,
                llvm::SmallVectorImpl<llvm::PHINode *> &phis);
  /// Adds the operands on top of the stack as the phis' values for one edge from `from`.
  void addEdge(llvm::ArrayRef<llvm::PHINode *> phis, llvm::BasicBlock *from);
  /// Branches to a label from here; operands stay on the stack.
  void branchTo(uint32_t depth);
  /// A block that goes to a label, to be the target of a conditional branch that is emitted here.
  llvm::BasicBlock *edgeTo(uint32_t depth);
  void emitReturn();
  static llvm::ArrayRef<llvm::PHINode *> endPhis(const Frame &f);
  /// Places a block's end, unless nothing gets there, and pushes its results.
  void placeEnd(Frame &f);
  /// Marks a conditional branch that has a hint.
  void hint(llvm::Instruction *branch);
  void startBlock(Frame::Kind kind, const wasm::BlockImmediate &imm);

  // Casts (lower_cast.cpp).
  /// Whether (i1) a reference is of this type, which must be one of functions: else `instruction`
  /// cannot be compiled.
  llvm::Value *isOfType(llvm::Value *reference, wasm::ValueType type, const char *instruction);
  void branchOnCast(llvm::Value *condition, uint32_t depth);

  // Calls (lower_call.cpp).
  void emitCall(const InstanceAccess::Callee &callee, const wasm::FunctionType &signature);
  void emitTailCall(const InstanceAccess::Callee &callee, const wasm::FunctionType &signature);
  /// Pops an index and checks the table's entry there.
  InstanceAccess::Callee popTableCallee(const wasm::CallIndirectImmediate &imm);
  /// Pops a reference to a function of that type, or null, which traps.
  InstanceAccess::Callee popReferenceCallee(uint32_t type);

  // Exceptions (lower_exception.cpp).
  /// The innermost try whose body this is in, looking at the first `count` frames, or null.
  Frame *handlerFrom(size_t count);
  /// The phi node in a try's dispatch block.
  llvm::PHINode *dispatchOf(Frame &f);
  llvm::BasicBlock *landingPadOf(Frame &f);
  /// Ends the block with a throw as the first `count` frames see it.
  void throwFrom(llvm::Value *exception, size_t count);
  /// Continues in a try's dispatch block, with the exception.
  llvm::Value *placeDispatch(Frame &f);
  /// Where an exception's values are, behind its header.
  struct ValueOffsets {
    llvm::SmallVector<uint64_t, 8> offsets;
    uint64_t size = 0;
    unsigned references = 0; ///< to exceptions
  };
  static ValueOffsets valueOffsets(const wasm::FunctionType &type);
  llvm::Value *exceptionValue(llvm::Value *exception, uint64_t offset);
  const wasm::FunctionType &tagType(uint32_t tag) const;
  void pushExceptionValues(llvm::Value *exception, uint32_t tag);
  void captureException(llvm::IRBuilder<> &b, llvm::Value *exception);
  llvm::Value *hasTag(llvm::Value *exception, uint32_t tag);
  void emitCatchClauses(Frame &f);
  void startLegacyHandler(bool falls_through);
  void endOfException();
  void endLegacyTry(Frame &f);

  // Traps (trap.cpp). The one place where traps are emitted.
  /// Traps if `condition` holds (expected not to). Continues in a new block.
  void trapIf(llvm::Value *condition, TrapKind kind);
  /// Branches to `kinds.first` if `selector` holds, else traps with `kinds.second`, if `condition`.
  void trapIf(llvm::Value *condition, llvm::Value *selector, TrapKind if_set, TrapKind if_clear);
  /// Ends the current block with a trap.
  void trap(TrapKind kind);
  llvm::BasicBlock *trapBlock(TrapKind kind);
  /// Traps with TableOutOfBounds / MemoryOutOfBounds unless start + count <= limit (all i64). If
  /// not `is_64`, start and count are known to be below 2^32.
  void checkRange(llvm::Value *start, llvm::Value *count, llvm::Value *limit, TrapKind kind,
                  bool is_64 = false);

  // Memory (lower_memory.cpp; addresses come from MemoryAccess).
  /// Pops the address and loads `type`, unaligned.
  llvm::LoadInst *load(const wasm::MemArgImmediate &imm, llvm::Type *type);
  /// Pops the address (below `value`, which was popped) and stores `value`.
  void store(const wasm::MemArgImmediate &imm, llvm::Value *value);
  /// Pops an address operand and forms the host address of `size` bytes at it.
  llvm::Value *popAddress(const wasm::MemArgImmediate &imm, uint64_t size);
  void loadExtended(const wasm::MemArgImmediate &imm, unsigned bits, llvm::Type *type,
                    bool is_signed);
  void storeTruncated(const wasm::MemArgImmediate &imm, unsigned bits);
  bool is64(uint32_t memory) const { return module_.memoryType(memory).limits.is_64; }

  // Atomics (lower_atomic.cpp).
  /// popAddress that traps first if the address is not a multiple of `size`.
  llvm::Value *popAtomicAddress(const wasm::MemArgImmediate &imm, uint64_t size);
  void trapIfUnaligned(llvm::Value *index, uint64_t offset, uint64_t size);
  void atomicLoad(const wasm::MemArgImmediate &imm, unsigned bits, llvm::Type *type);
  void atomicStore(const wasm::MemArgImmediate &imm, unsigned bits);
  void atomicModify(const wasm::MemArgImmediate &imm, llvm::AtomicRMWInst::BinOp op, unsigned bits);
  void atomicCompareExchange(const wasm::MemArgImmediate &imm, unsigned bits);
  void atomicWait(const wasm::MemArgImmediate &imm, uint64_t size, RuntimeCall call);
  llvm::Value *toI64(llvm::Value *index) { return b_.CreateZExt(index, b_.getInt64Ty()); }

  // Integer and float (lower_integer.cpp, lower_float.cpp, lower_convert.cpp).
  void binary(llvm::Instruction::BinaryOps op);
  void compare(llvm::CmpInst::Predicate predicate);
  void shift(llvm::Instruction::BinaryOps op);
  void rotate(llvm::Intrinsic::ID id);
  void divide(bool is_signed);
  void remainder(bool is_signed);
  void countZeros(llvm::Intrinsic::ID id);
  void signExtendFrom(unsigned bits);
  void unaryIntrinsic(llvm::Intrinsic::ID id);
  llvm::Value *popWide();
  void pushWide(llvm::Value *value);
  void wideBinary(llvm::Instruction::BinaryOps op);
  void wideMultiply(bool is_signed);
  void floatBinary(llvm::Instruction::BinaryOps op);
  void floatMinMax(bool is_max);
  void truncate(llvm::Type *to, bool is_signed);
  void truncateSaturating(llvm::Type *to, bool is_signed);

  // SIMD (lower_simd_*.cpp).
  /// A vector type of 128 bits with lanes of that many bits.
  llvm::FixedVectorType *integerLanes(unsigned bits);
  llvm::FixedVectorType *floatLanes(unsigned bits);
  /// For the few operations that LLVM IR cannot say in a way that all back ends translate well.
  bool targetIsX86() const;
  bool targetIsAArch64() const;
  void simdLoadExtended(const wasm::MemArgImmediate &imm, unsigned bits, bool is_signed);
  void simdLoadSplat(const wasm::MemArgImmediate &imm, unsigned bits);
  void simdLoadZero(const wasm::MemArgImmediate &imm, unsigned bits);
  void simdLoadLane(const wasm::MemArgLaneImmediate &imm, unsigned bits);
  void simdStoreLane(const wasm::MemArgLaneImmediate &imm, unsigned bits);
  void simdSplat(llvm::FixedVectorType *type);
  void simdExtractLane(llvm::FixedVectorType *type, uint8_t index, bool is_signed);
  void simdReplaceLane(llvm::FixedVectorType *type, uint8_t index);
  llvm::Value *simdLaneBits(llvm::CmpInst::Predicate predicate, unsigned bits);
  void simdBinary(unsigned bits, llvm::Instruction::BinaryOps op);
  void simdBinaryIntrinsic(unsigned bits, llvm::Intrinsic::ID id);
  void simdCompare(llvm::FixedVectorType *type, llvm::CmpInst::Predicate predicate);
  void simdShift(unsigned bits, llvm::Instruction::BinaryOps op);
  void simdAverage(unsigned bits);
  llvm::Value *simdExtendHalf(llvm::Value *vector, bool is_high, bool is_signed);
  void simdExtendedMultiply(unsigned bits, bool is_high, bool is_signed);
  void simdExtendedAddPairs(unsigned bits, bool is_signed);
  void simdFloatUnary(unsigned bits, llvm::Intrinsic::ID id);
  void simdFloatBinary(unsigned bits, llvm::Instruction::BinaryOps op);
  void simdFloatMinMax(unsigned bits, bool is_max);
  void simdPseudoMinMax(unsigned bits, bool is_max);
  void simdNarrow(unsigned bits, bool to_signed);
  /// Whether relaxed instructions have the results of x86's own.
  bool usesX86Choice() const;
  void relaxedMultiplyAdd(unsigned bits, bool negate);
  void relaxedLaneSelect(unsigned bits);
  void relaxedMinMax(unsigned bits, bool is_max);
  llvm::Value *relaxedDotProduct(llvm::Value *lhs, llvm::Value *rhs);

  ModuleContext &module_;
  InstanceAccess &instance_;
  llvm::IRBuilder<> b_;
  MemoryAccess memory_;
  llvm::Function *function_ = nullptr;
  uint32_t function_index_ = 0;
  const wasm::FunctionType *type_ = nullptr;
  llvm::SmallVector<llvm::Value *, 32> stack_;
  llvm::SmallVector<Frame, 16> frames_;
  Charge charge_; ///< of the current stretch
  uint64_t charged_ = 0;
  llvm::SmallVector<llvm::AllocaInst *, 16> locals_;
  std::array<llvm::BasicBlock *, 256> trap_blocks_{};
};

} // namespace wasmelt::lower
