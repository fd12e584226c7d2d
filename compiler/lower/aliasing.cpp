// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Type-based alias metadata: one scalar type for each kind of state under a common root.
#include "compiler/lower/aliasing.h"

#include <llvm/IR/MDBuilder.h>

using namespace llvm;

namespace wasmelt::lower {

Aliasing::Aliasing(LLVMContext &context)
    : context_(context), root_(MDBuilder(context).createTBAARoot("wasmelt")), table_(tag("table")),
      instance_(tag("instance")), call_area_(tag("call area")) {}

MDNode *Aliasing::tag(StringRef name) {
  MDBuilder builder(context_);
  MDNode *type = builder.createTBAAScalarTypeNode(name, root_);
  return builder.createTBAAStructTagNode(type, type, 0);
}

static void setTag(Instruction *access, MDNode *tag) {
  access->setMetadata(LLVMContext::MD_tbaa, tag);
}

void Aliasing::memory(Instruction *access, uint32_t index) {
  if (index < imported_memories_)
    index = 0;
  while (memories_.size() <= index)
    memories_.push_back(tag(("memory " + Twine(memories_.size())).str()));
  setTag(access, memories_[index]);
}

void Aliasing::global(Instruction *access, uint32_t index) {
  if (index < imported_globals_)
    index = 0;
  while (globals_.size() <= index)
    globals_.push_back(nullptr);
  if (!globals_[index])
    globals_[index] = tag(("global " + Twine(index)).str());
  setTag(access, globals_[index]);
}

void Aliasing::table(Instruction *access) { setTag(access, table_); }
void Aliasing::instance(Instruction *access) { setTag(access, instance_); }
void Aliasing::callArea(Instruction *access) { setTag(access, call_area_); }

} // namespace wasmelt::lower
