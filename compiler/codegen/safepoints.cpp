// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/safepoints.h"

#include "compiler/codegen/poll_placement.h"
#include "runtime-lib/abi/instance_layout.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InlineAsm.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>
#include <llvm/Transforms/Utils/Cloning.h>

#include <cstddef>

using namespace llvm;

namespace wasmelt::codegen {

namespace {

bool isCall(const Instruction &instruction) {
  auto *call = dyn_cast<CallBase>(&instruction);
  // A trap and what leads to one is no way to recurse. memcpy and the like end by themselves.
  return call && !isa<IntrinsicInst>(call) && !call->doesNotReturn();
}

class Safepoints {
public:
  /// `frame`: bytes of stack that are needed beyond the function's own.
  explicit Safepoints(Function &function, uint64_t frame = 0) : f_(function), frame_(frame) {}

  /// `heads`: of the loops that ask.
  void insert(const LoopHeads &heads = {}) {
    bool checks_stack = any_of(instructions(f_), isCall);
    if (heads.empty() && !checks_stack)
      return;

    forgetEffects();
    loadControl();
    if (checks_stack)
      checkStack();
    for (BasicBlock *head : heads)
      poll(*head);
  }

private:
  // What LLVM has found out about the function before is not so any more.
  void forgetEffects() {
    f_.setMemoryEffects(MemoryEffects::unknown());
    for (Attribute::AttrKind kind :
         {Attribute::WillReturn, Attribute::NoSync, Attribute::MustProgress})
      f_.removeFnAttr(kind);
    for (Attribute::AttrKind kind :
         {Attribute::ReadNone, Attribute::ReadOnly, Attribute::WriteOnly, Attribute::Initializes})
      f_.removeParamAttr(0, kind);
  }

  void loadControl() {
    BasicBlock &entry = f_.getEntryBlock();
    BasicBlock::iterator start = entry.getFirstNonPHIOrDbgOrAlloca();
    IRBuilder<> b(&entry, start);
    uint64_t offset = 0;
    f_.getFnAttribute(control_attribute).getValueAsString().getAsInteger(10, offset);
    LoadInst *load = b.CreateLoad(b.getPtrTy(), field(b, f_.getArg(0), offset));
    load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(b.getContext(), {}));
    control_ = load;
  }

  static Value *field(IRBuilder<> &b, Value *base, uint64_t offset) {
    return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), base, offset);
  }

  // What others may write at any time.
  Value *loadShared(IRBuilder<> &b, Type *type, uint64_t offset) {
    LoadInst *load = b.CreateAlignedLoad(type, field(b, control_, offset),
                                         Align(type->getIntegerBitWidth() / 8), /*volatile=*/true);
    load->setAtomic(AtomicOrdering::Monotonic);
    return load;
  }

  BasicBlock *slowPath() {
    if (slow_path_)
      return slow_path_;
    slow_path_ = BasicBlock::Create(f_.getContext(), "stop", &f_);
    IRBuilder<> b(slow_path_);
    Value *code = b.CreateLoad(b.getPtrTy(), field(b, control_, offsetof(Control, stop)));
    FunctionType *type = FunctionType::get(b.getVoidTy(), {b.getPtrTy()}, false);
    CallInst *call = b.CreateCall(type, code, {control_});
    call->setDoesNotThrow();
    call->setDoesNotReturn();
    call->addFnAttr(Attribute::Cold);
    b.CreateUnreachable();
    return slow_path_;
  }

  void stopIf(Value *condition, BasicBlock::iterator before) {
    SplitBlockAndInsertIfThen(condition, before, /*Unreachable=*/true,
                              MDBuilder(f_.getContext()).createUnlikelyBranchWeights(), nullptr,
                              nullptr, slowPath());
  }

  void checkStack() {
    BasicBlock::iterator next = std::next(control_->getIterator());
    IRBuilder<> b(next->getParent(), next);
    Value *limit = loadShared(b, b.getInt64Ty(), offsetof(Control, stack_limit));
    Value *stack = b.CreatePtrToInt(b.CreateStackSave(), b.getInt64Ty());
    if (frame_) // no stack is at so low an address that this wraps
      stack = b.CreateSub(stack, b.getInt64(frame_));
    stopIf(b.CreateICmpULT(stack, limit), next);
  }

  void poll(BasicBlock &head) {
    BasicBlock::iterator first = head.getFirstInsertionPt();
    IRBuilder<> b(&head, first);
    stopIf(hasRequests(b), first);
  }

  Value *hasRequests(IRBuilder<> &b) {
    constexpr uint64_t offset = offsetof(Control, stop_requests);
    if (!f_.getParent()->getTargetTriple().isX86())
      return b.CreateIsNotNull(loadShared(b, b.getInt32Ty(), offset));
    // LLVM would load what is volatile or atomic into a register first, of which loops have few.
    Type *address = b.getPtrTy();
    auto *compare = InlineAsm::get(FunctionType::get(b.getInt8Ty(), {address}, false),
                                   "cmpl $$0, $1", "={@ccne},*m,~{dirflag},~{fpsr},~{flags}",
                                   /*hasSideEffects=*/true);
    CallInst *result = b.CreateCall(compare, {field(b, control_, offset)});
    result->addParamAttr(0, Attribute::get(b.getContext(), Attribute::ElementType, b.getInt32Ty()));
    result->setDoesNotThrow();
    return b.CreateIsNotNull(result);
  }

  Function &f_;
  const uint64_t frame_;
  Instruction *control_ = nullptr;
  BasicBlock *slow_path_ = nullptr;
};

/// More bytes than a function's frame has, unless LLVM does something unheard of.
uint64_t frameEstimate(const Function &function) {
  uint64_t bytes = 0;
  for (const Instruction &instruction : instructions(function)) {
    if (auto *alloca = dyn_cast<AllocaInst>(&instruction))
      bytes += alloca->getAllocationSize(function.getDataLayout()).value_or(TypeSize::getFixed(0));
    bytes += instruction.getType()->isVectorTy() ? 32 : 16;
  }
  return bytes;
}

/// Moves a function with a large frame behind one that checks the stack for it: its own check would
/// come too late, as the frame is there before it, and so does the probing of its pages.
void guardFrame(Function &function, uint64_t frame) {
  Function *body = Function::Create(function.getFunctionType(), GlobalValue::InternalLinkage,
                                    function.getName() + ".body", function.getParent());
  body->copyAttributesFrom(&function);
  body->setLinkage(GlobalValue::InternalLinkage);
  body->splice(body->end(), &function);
  SmallVector<Value *, 8> args;
  for (auto [from, to] : zip(function.args(), body->args())) {
    from.replaceAllUsesWith(&to);
    args.push_back(&from);
  }
  if (function.hasPersonalityFn())
    function.setPersonalityFn(nullptr);
  body->addFnAttr(Attribute::NoInline);

  IRBuilder<> b(BasicBlock::Create(function.getContext(), "", &function));
  CallInst *call = b.CreateCall(function.getFunctionType(), body, args);
  call->setCallingConv(function.getCallingConv());
  call->setTailCallKind(CallInst::TCK_MustTail);
  if (function.getReturnType()->isVoidTy())
    b.CreateRetVoid();
  else
    b.CreateRet(call);
  Safepoints(function, frame).insert();
}

} // namespace

PreservedAnalyses SafepointsPass::run(Module &module, ModuleAnalysisManager &analyses) {
  auto &function_analyses =
      analyses.getResult<FunctionAnalysisManagerModuleProxy>(module).getManager();
  // What lies below the limit (runtime-lib/library/thread.h) has room for a frame of this size.
  constexpr uint64_t small_frame = 32 << 10;
  SmallVector<Function *, 64> functions;
  for (Function &function : module)
    if (!function.isDeclaration() && function.hasFnAttribute(control_attribute))
      functions.push_back(&function);
  for (Function *function : functions) {
    LoopHeads heads;
    if (function->hasFnAttribute(poll_attribute))
      heads = optimised_ ? placePolls(*function, function_analyses) : allLoopHeads(*function);
    Safepoints(*function).insert(heads);
    uint64_t frame = function->hasFnAttribute(frames_attribute) ? frameEstimate(*function) : 0;
    if (frame > small_frame)
      guardFrame(*function, frame);
  }
  return functions.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}

} // namespace wasmelt::codegen
