// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Test scripts (.wast, as the reference interpreter reads them): modules and what is asserted of
// them. Modules are read only when assemble() is called, since some must fail.
#pragma once

#include "compiler/wasm/text/read_module.h"
#include "compiler/wasm/text/read_numbers.h"
#include "compiler/wasm/types.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace wasmelt::wasm::text {

/// A module in a script, or the name of one.
struct ScriptModule {
  enum Form : uint8_t {
    Text,     ///< (module …)
    Binary,   ///< (module binary "…"): `content` are its bytes
    Quote,    ///< (module quote "…"): `content` is the text in quotes
    Instance, ///< (module instance $id? $definition?): one more instance of an earlier definition
  };
  Form form = Text;
  bool is_definition = false;            ///< (module definition …): not instantiated
  std::optional<std::string> id;         ///< `$M` without the dollar
  std::optional<std::string> definition; ///< Instance: of which; the last one if it is not named
  std::string content;
  size_t token = 0; ///< Text: index of its first token in the script
  uint32_t line = 0;
};

/// A number or vector that NaNs can match by pattern, or a reference. Also an action's argument,
/// which has no patterns then.
struct ScriptValue {
  enum Kind : uint8_t {
    I32,
    I64,
    F32,
    F64,
    V128,
    RefNull,   ///< `heap` if written, else any null
    RefExtern, ///< `number` if written, else any non-null external reference
    RefHost,   ///< a host's reference as `anyref`, always with `number`
    RefFunc,
    RefAny,
    RefEq,
    RefI31,
    RefStruct,
    RefArray,
    RefExn, ///< any non-null one of its kind
    Either, ///< one of `alternatives`
  };
  enum class Nan : uint8_t { No, Canonical, Arithmetic };

  Kind kind = I32;
  std::array<uint8_t, 16> bytes{}; ///< numbers and vectors, little-endian, the rest zero
  LaneShape shape = LaneShape::I32x4;
  std::array<Nan, 4> nans{};    ///< F32, F64: the first; V128 of floats: by lane
  std::optional<HeapType> heap; ///< RefNull; a named type is HeapType::Concrete without an index
  std::optional<uint32_t> number;
  std::vector<ScriptValue> alternatives;
  uint32_t line = 0;

  uint32_t u32() const { return static_cast<uint32_t>(u64()); }
  uint64_t u64() const;
  bool isReference() const { return kind >= RefNull && kind <= RefExn; }
  /// For numbers and vectors: whether a value with these little-endian bytes is meant. `Either` of
  /// such is one of them.
  bool matches(const std::array<uint8_t, 16> &actual) const;
  /// As it would be written: `(f32.const nan:canonical)`.
  std::string str() const;
};

/// (invoke $module? "name" argument*) or (get $module? "name").
struct ScriptAction {
  enum Kind : uint8_t { Invoke, Get };
  Kind kind = Invoke;
  std::optional<std::string> module; ///< the last one if it is not named
  std::string name;
  std::vector<ScriptValue> arguments;
  uint32_t line = 0;
};

struct ScriptCommand {
  enum Kind : uint8_t {
    Module,           ///< `module`
    Register,         ///< `text` is the name, `id` the instance's if given
    Action,           ///< `action`
    AssertReturn,     ///< `action`, `results`
    AssertTrap,       ///< `action`, or `module` if there is one, which traps at start; `text`
    AssertExhaustion, ///< `action`, `text`
    AssertException,  ///< `action`
    AssertInvalid,    ///< `module`, `text`, as the rest up to AssertMalformedCustom
    AssertMalformed,
    AssertUnlinkable,
    AssertInvalidCustom,
    AssertMalformedCustom,
    Thread, ///< `id`, `shared` instance if given, `commands`
    Wait,   ///< `id`
  };
  Kind kind = Module;
  uint32_t line = 0;
  std::optional<ScriptModule> module;
  std::optional<ScriptAction> action;
  std::vector<ScriptValue> results;
  std::string text; ///< the expected message, or a name to register
  std::optional<std::string> id;
  std::optional<std::string> shared; ///< (shared (module $id))
  std::vector<ScriptCommand> commands;

  /// `assert_return`, …
  const char *name() const;
  /// Whether an error's message is the one that is expected: `text`, and perhaps details after it.
  /// Where `text` goes into details in the words of one implementation, the same details.
  bool expects(std::string_view message) const;
};

/// A script. Refers to the text, which must outlive it.
struct Script {
  SourceText source;
  std::vector<Token> tokens;
  std::vector<ScriptCommand> commands;

  /// The binary of a module that is not an Instance: reads text, takes bytes as they are (the
  /// result then has no map, and located() leaves errors alone). Throws Error.
  AssembledModule assemble(const ScriptModule &module) const;
};

/// Reads a script; a file with the fields of one module alone is a script too. Throws Error.
Script readScript(std::string_view text, std::string file_name);

} // namespace wasmelt::wasm::text
