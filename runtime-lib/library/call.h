// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Between host and compiled code.
#pragma once

#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/library/library.h"
#include "runtime-lib/platform/enter.h"

namespace wasmelt::embed {

class Store;

/// Gives a function of the host that was made before any library had its type the code by which
/// compiled code calls it. False if there is no such library yet. True for any other function.
bool completeFunction(ContextFuncRef &function);

/// Makes a result the trap.
void setTrap(Result &result, TrapKind kind);

/// The store that a function is in.
Store &storeOf(const ContextFuncRef &function);

/// Has faults of compiled code become traps from now on.
void expectFaults();

/// Calls compiled code that is Ptr (code, instance, values), with traps and exceptions as results.
bool enter(CompiledEntry *entry, void *code, void *instance, void *values, Result &result);

} // namespace wasmelt::embed
