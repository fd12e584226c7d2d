// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loading, linking and calling compiled modules (`wasmelt lib.wasm --shared`) in a host process.
//
// The terms are those of the WebAssembly specification, chapter "Embedding". What is not
// thread-safe says so; functions of different stores may always run at the same time, and so may
// calls of functions of one store.
//
//   Result result;
//   const Library *library = loadLibrary("./libfoo.so", result);
//   Store *store = createStore();
//   Instance *instance = instantiate(*store, *library, imports, result);
//   Extern add;
//   findExport(*instance, "add", add);
//   Value values[2];                     // parameters, then results
//   values[0].i32 = 1, values[1].i32 = 2;
//   if (call(add.function, values, result)) … values[0].i32 …
//
// Nothing here throws, and no C++ library is needed.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "runtime-lib/abi/type_encoding.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmelt::embed {

// ---- Values and types

/// A value, in the cell that holds it between host and compiled code. Only the bytes of its type
/// count.
union alignas(ValueSize) Value {
  uint8_t bytes[ValueSize];
  int32_t i32;
  int64_t i64;
  float f32;
  double f64;
  uint64_t words[2]; ///< v128, low half first
  /// A reference; null is a null pointer. A function's is the address of its ContextFuncRef, an
  /// external one whatever the host likes.
  void *ref;
};
static_assert(sizeof(Value) == ValueSize);

/// A type that all modules of the process agree on. Equal types have equal ids; never 0.
using TypeId = uint32_t;

/// A value type: `word` as runtime-lib/abi/type_encoding.h has it, and the type that a concrete
/// reference points at.
struct ValueType {
  uint32_t word = 0;
  TypeId type = 0;
};
constexpr ValueType numberType(ValueKind kind) { return {valueTypeWord(kind), 0}; }
constexpr ValueType referenceType(HeapKind heap, bool nullable = true) {
  return {referenceTypeWord(heap, nullable), 0};
}

/// Whether values of one type may stand where another is asked for (subtyping).
bool matches(ValueType type, ValueType expected);

struct FunctionType {
  uint32_t param_count, result_count;
  const ValueType *params, *results;
  /// Cells that a call needs: as many as there are parameters or results.
  uint32_t cellCount() const { return param_count > result_count ? param_count : result_count; }
};

/// The type of functions of these parameters and results (final, by itself in its recursion group).
TypeId functionType(const ValueType *params, uint32_t param_count, const ValueType *results,
                    uint32_t result_count);
/// The parameters and results of a function type. Stays valid.
const FunctionType &functionType(TypeId type);

/// Declared limits of tables (in elements) and memories (in pages).
struct Limits {
  uint64_t min = 0, max = 0;
  bool has_max = false, is_64 = false, is_shared = false;
};

// ---- Results

enum class Status : uint8_t {
  Ok,
  Trap,       ///< `trap` says which
  Exception,  ///< a Wasm exception that nothing caught: `exception`
  Unlinkable, ///< an import is missing or does not match
  Failure,    ///< anything else: files, memory
  Limit,      ///< a limit of the store is in the way
  Misuse,     ///< what only the host can have done wrong
  Exit,       ///< the module called proc_exit: `exit_status`
};

/// What became of a request. `message` is for people, without an end of line; for traps that of
/// trap_kinds.def, for imports "unknown import" or "incompatible import type" and then which.
struct Result {
  Status status = Status::Ok;
  /// TrapKind, or 0 for a trap of a host function.
  uint8_t trap = 0;
  int32_t exit_status = 0;
  /// The exception, which lives as long as this refers to it.
  void *exception = nullptr;
  char message[240];
  /// A trap's back trace: addresses of instructions in compiled code, the innermost first.
  static constexpr uint32_t most_frames = 32;
  uint32_t frame_count = 0;
  uintptr_t frames[most_frames];

  Result() { message[0] = 0; }
  Result(const Result &other) : Result() { *this = other; }
  Result &operator=(const Result &other);
  ~Result() { keep(nullptr); }
  /// Refers to this exception, or null, from now on.
  void keep(void *exception);
  explicit operator bool() const { return status == Status::Ok; }
  /// Sets status and message; the latter is cut to what there is room for. Returns false.
  bool fail(Status why, const char *format, ...) __attribute__((format(printf, 3, 4)));
};

// ---- Libraries

/// A loaded shared library: a compiled module. Libraries stay loaded.
class Library;

/// Loads a library. A file that is loaded already is found again. Null on failure.
const Library *loadLibrary(const char *path, Result &result);

struct Name {
  const char *bytes; ///< UTF-8; may contain zeros
  uint32_t size;
};
struct Import {
  Name module, name;
  ExternKind kind;
};
uint32_t importCount(const Library &library);
Import importAt(const Library &library, uint32_t index);
uint32_t exportCount(const Library &library);
Name exportName(const Library &library, uint32_t index, ExternKind &kind);

/// An address in compiled code, in words.
struct Place {
  const char *function = nullptr; ///< a Wasm function's name; null: it is in none
  const char *library = nullptr;  ///< the path that it was loaded by
  uint64_t offset = 0;            ///< in the library's image
};
/// Where an address of Result::frames is. The strings stay valid.
Place placeOf(uintptr_t address);

// ---- Stores, instances and what they share

/// Owns instances, and the functions, tables, memories, globals and tags that the host makes. They
/// live as long as it does. Making things in one store from several threads is safe.
class Store;
/// What may be in a store; 0: no limit of that kind.
struct StoreLimits {
  uint64_t memory_size = 0;    ///< bytes of each memory
  uint64_t total_memory = 0;   ///< bytes of all memories together
  uint64_t table_elements = 0; ///< of each table
  uint64_t total_elements = 0; ///< of all tables together
  uint64_t instances = 0, memories = 0, tables = 0;
  /// Bytes that a call from the host, and what it calls in the store, may use of the thread's
  /// stack, if that is less than there is. For libraries that check it: LibraryInterruptible or
  /// LibraryTrapsExplicitly. Such a store is used by one thread at a time.
  uint64_t stack_size = 0;
};
/// Null: not enough memory. With WASMELT_CHECKS=1 in the environment, and in debug builds, calls
/// check that their store still exists and that no other thread is in the instance.
Store *createStore(const StoreLimits &limits = {});
/// Frees a store and all in it. Nothing of it may be in use: no call, no reference from elsewhere.
/// What is not a store, or not any more, ends the process with a message.
void destroyStore(Store *store);

/// How a library was compiled: LibraryOptions.
uint32_t optionsOf(const Library &library);

// Limits of calls. Each is false if the store has an instance of a library that was not compiled
// for it; while it holds, such libraries are not instantiated. Trap kinds: Interrupted,
// DeadlineExceeded, OutOfFuel, CallStackExhausted.
/// From any thread: ends the running call, or if none is running, the next one.
bool interrupt(Store &store, Result &result);
/// Lets no call run longer than so many nanoseconds from now on; UINT64_MAX: without end.
bool setDeadline(Store &store, uint64_t nanoseconds, Result &result);
/// Instructions that may run from now on; UINT64_MAX (as at first): any number.
bool setFuel(Store &store, uint64_t fuel, Result &result);
uint64_t fuelOf(const Store &store);

/// An import or export: which thing, and, of a global, its type.
struct Extern {
  bool is_known = false; ///< false: there is none
  ExternKind kind = ExternKind::Function;
  union {
    ContextFuncRef *function; ///< its TypeId is `type`
    Table *table;
    Memory *memory; ///< `base` never changes, `size` is in bytes
    void *global;   ///< the cell that holds the value
    Tag *tag;
  };
  ValueType global_type;
  bool global_is_mutable = false;
  Extern() : function(nullptr) {}
};
Extern externOf(ContextFuncRef *function);
Extern externOf(Table *table);
Extern externOf(Memory *memory);
Extern externOf(Tag *tag);

/// For whom functions of WASI were made (library/wasi.h).
struct WasiCaller;
/// Instantiates a library: `imports` has one for each of its imports, in their order. The start
/// function has run when this returns. Null on failure; after a trap, what the instance has written
/// into imported tables and memories stays, and so does the instance. `wasi_caller`: that of the
/// functions of WASI among the imports, which is completed here.
Instance *instantiate(Store &store, const Library &library, const Extern *imports, Result &result,
                      WasiCaller *wasi_caller = nullptr);

const Library &libraryOf(const Instance &instance);
/// An export by number (exportName) or by name; false if there is none of that name.
Extern exportAt(Instance &instance, uint32_t index);
bool findExport(Instance &instance, Name name, Extern &result);
bool findExport(Instance &instance, const char *name, Extern &result);

// ---- Functions

/// Calls a function. `values` has FunctionType::cellCount cells: parameters in, results out. A trap
/// in it ends the call, not the process: false, and `result` says why. May be called from host
/// functions.
bool call(const ContextFuncRef *function, Value *values, Result &result);

/// A function of the host, by array: gets its `data`, and parameters in `values`, where it leaves
/// its results. If it sets `result.status` (Trap with a message, for one), the call that it was
/// made from ends with that.
using HostArrayFunction = void (*)(void *data, Value *values, Result &result);
ContextFuncRef *makeFunction(Store &store, TypeId type, HostArrayFunction function, void *data);
/// A function of the host with a signature of its own, as wasmelt/bindings.h says it:
/// wasmelt_error_t *function(data, parameters…, pointers to results…).
ContextFuncRef *makeNativeFunction(Store &store, TypeId type, void (*function)(), void *data);

// ---- Globals, tables, memories, tags

Extern makeGlobal(Store &store, ValueType type, bool is_mutable, const Value &value);
Value readGlobal(const Extern &global);
/// The value must match the type, the global be mutable.
void writeGlobal(const Extern &global, const Value &value);

/// Null on failure, as everywhere below.
Table *makeTable(Store &store, ValueType element, const Limits &limits, void *init, Result &result);
/// Table::size is the number of elements. The index must be below it.
void *readTable(const Table &table, uint64_t index);
/// False for a function of the host whose type no loaded library has.
bool writeTable(Table &table, uint64_t index, void *reference);
/// The old size, or -1.
int64_t growTable(Table &table, uint64_t delta, void *init);

Memory *makeMemory(Store &store, const Limits &limits, Result &result,
                   unsigned page_size_log2 = 16);
/// Grows by pages: the old size in pages, or -1.
int64_t growMemory(Memory &memory, uint64_t delta);

Tag *makeTag(Store &store, TypeId type);

} // namespace wasmelt::embed
