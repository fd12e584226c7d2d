// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The commands of test scripts.
#include "compiler/wasm/text/keywords.h"
#include "compiler/wasm/text/literals.h"
#include "compiler/wasm/text/script.h"
#include "compiler/wasm/text/token_reader.h"

#include <algorithm>
#include <utility>

namespace wasmelt::wasm::text {

namespace {

using Kind = ScriptCommand::Kind;

constexpr std::pair<std::string_view, Kind> kCommands[] = {
    {"module", Kind::Module},
    {"register", Kind::Register},
    {"invoke", Kind::Action},
    {"get", Kind::Action},
    {"assert_return", Kind::AssertReturn},
    {"assert_trap", Kind::AssertTrap},
    {"assert_exhaustion", Kind::AssertExhaustion},
    {"assert_exception", Kind::AssertException},
    {"assert_invalid", Kind::AssertInvalid},
    {"assert_malformed", Kind::AssertMalformed},
    {"assert_unlinkable", Kind::AssertUnlinkable},
    {"assert_invalid_custom", Kind::AssertInvalidCustom},
    {"assert_malformed_custom", Kind::AssertMalformedCustom},
    {"thread", Kind::Thread},
    {"wait", Kind::Wait},
};

bool isNanPattern(std::string_view word) {
  return word == "nan:canonical" || word == "nan:arithmetic";
}

class ScriptReader {
public:
  explicit ScriptReader(Script &script) : script_(script), reader_(script.source, script.tokens) {}

  void read() {
    if (!reader_.at(Token::End) && !atCommand()) {
      // The fields of one module. It must be read to know where it ends: at the end.
      ScriptCommand command;
      command.module = ScriptModule{};
      command.module->line = 1;
      command.line = 1;
      script_.commands.push_back(std::move(command));
      return;
    }
    while (!reader_.at(Token::End))
      script_.commands.push_back(command());
  }

private:
  bool atCommand() const {
    const std::string_view word = reader_.openKeyword();
    return std::any_of(std::begin(kCommands), std::end(kCommands),
                       [&](const auto &command) { return command.first == word; });
  }

  /// The line of the next token.
  uint32_t line() {
    const uint32_t offset = reader_.peek().begin;
    const std::string_view text = script_.source.text();
    line_ +=
        static_cast<uint32_t>(std::count(text.begin() + line_offset_, text.begin() + offset, '\n'));
    line_offset_ = offset;
    return line_;
  }

  ScriptCommand command() {
    ScriptCommand command;
    command.line = line();
    const std::string_view word = reader_.openKeyword();
    const auto *known = std::find_if(std::begin(kCommands), std::end(kCommands),
                                     [&](const auto &entry) { return entry.first == word; });
    if (known == std::end(kCommands))
      reader_.failUnexpected("a command");
    command.kind = known->second;
    if (command.kind == Kind::Module) {
      command.module = module();
      return command;
    }
    if (command.kind == Kind::Action) {
      command.action = action();
      return command;
    }
    reader_.expectOpen(word);
    arguments(command);
    reader_.expectClose();
    return command;
  }

  void arguments(ScriptCommand &command) {
    switch (command.kind) {
    case Kind::Module:
    case Kind::Action:
      return; // have no parentheses of their own
    case Kind::Register:
      command.text = reader_.name();
      command.id = reader_.acceptId();
      return;
    case Kind::AssertReturn:
      command.action = action();
      while (!reader_.at(Token::RightParen))
        command.results.push_back(value(/*is_result=*/true));
      return;
    case Kind::AssertTrap:
      if (reader_.atOpen("module"))
        command.module = module();
      else
        command.action = action();
      command.text = reader_.string();
      return;
    case Kind::AssertExhaustion:
      command.action = action();
      command.text = reader_.string();
      return;
    case Kind::AssertException:
      command.action = action();
      return;
    case Kind::AssertInvalid:
    case Kind::AssertMalformed:
    case Kind::AssertUnlinkable:
    case Kind::AssertInvalidCustom:
    case Kind::AssertMalformedCustom:
      command.module = module();
      command.text = reader_.string();
      return;
    case Kind::Thread:
      command.id = reader_.acceptId();
      if (reader_.acceptOpen("shared")) {
        reader_.expectOpen("module");
        command.shared = decodeId(reader_.textOf(reader_.expect(Token::Id, "an identifier")));
        reader_.expectClose();
        reader_.expectClose();
      }
      while (!reader_.at(Token::RightParen))
        command.commands.push_back(this->command());
      return;
    case Kind::Wait:
      command.id = reader_.acceptId();
      return;
    }
  }

  ScriptModule module() {
    ScriptModule module;
    module.line = line();
    module.token = reader_.position();
    const Token &open = reader_.peek();
    reader_.expectOpen("module");
    const bool is_instance = reader_.acceptKeyword("instance");
    module.is_definition = !is_instance && reader_.acceptKeyword("definition");
    module.id = reader_.acceptId();
    if (is_instance) {
      module.form = ScriptModule::Instance;
      module.definition = reader_.acceptId();
    } else if (reader_.acceptKeyword("binary")) {
      module.form = ScriptModule::Binary;
      module.content = reader_.strings();
    } else if (reader_.acceptKeyword("quote")) {
      module.form = ScriptModule::Quote;
      module.content = reader_.strings();
    } else {
      reader_.skipTo(open);
      return module;
    }
    reader_.expectClose();
    return module;
  }

  ScriptAction action() {
    ScriptAction action;
    action.line = line();
    if (reader_.acceptOpen("get"))
      action.kind = ScriptAction::Get;
    else if (!reader_.acceptOpen("invoke"))
      reader_.failUnexpected("'(invoke' or '(get'");
    action.module = reader_.acceptId();
    action.name = reader_.name();
    if (action.kind == ScriptAction::Invoke)
      while (!reader_.at(Token::RightParen))
        action.arguments.push_back(value(/*is_result=*/false));
    reader_.expectClose();
    return action;
  }

  ScriptValue value(bool is_result) {
    ScriptValue value;
    value.line = line();
    const std::string_view word = reader_.openKeyword();
    auto number = [&](ScriptValue::Kind kind, unsigned size) {
      value.kind = kind;
      const bool is_float = kind == ScriptValue::F32 || kind == ScriptValue::F64;
      lane(value, 0, size, is_float, is_result);
    };
    static constexpr std::pair<std::string_view, ScriptValue::Kind> kPatterns[] = {
        {"ref.func", ScriptValue::RefFunc},     {"ref.any", ScriptValue::RefAny},
        {"ref.eq", ScriptValue::RefEq},         {"ref.i31", ScriptValue::RefI31},
        {"ref.struct", ScriptValue::RefStruct}, {"ref.array", ScriptValue::RefArray},
        {"ref.exn", ScriptValue::RefExn},
    };
    const auto *pattern = std::find_if(std::begin(kPatterns), std::end(kPatterns),
                                       [&](const auto &entry) { return entry.first == word; });
    if (reader_.acceptOpen("i32.const")) {
      number(ScriptValue::I32, 4);
    } else if (reader_.acceptOpen("i64.const")) {
      number(ScriptValue::I64, 8);
    } else if (reader_.acceptOpen("f32.const")) {
      number(ScriptValue::F32, 4);
    } else if (reader_.acceptOpen("f64.const")) {
      number(ScriptValue::F64, 8);
    } else if (reader_.acceptOpen("v128.const")) {
      vector(value, is_result);
    } else if (reader_.acceptOpen("ref.null")) {
      value.kind = ScriptValue::RefNull;
      heapType(value);
    } else if (reader_.acceptOpen("ref.extern")) {
      value.kind = ScriptValue::RefExtern;
      if (!is_result || reader_.at(Token::Natural))
        value.number = reader_.u32();
    } else if (reader_.acceptOpen("ref.host")) {
      value.kind = ScriptValue::RefHost;
      value.number = reader_.u32();
    } else if (is_result && reader_.acceptOpen("either")) {
      value.kind = ScriptValue::Either;
      while (!reader_.at(Token::RightParen))
        value.alternatives.push_back(this->value(is_result));
    } else if (is_result && pattern != std::end(kPatterns)) {
      reader_.expectOpen(word);
      value.kind = pattern->second;
    } else {
      reader_.failUnexpected(is_result ? "a result" : "an argument");
    }
    reader_.expectClose();
    return value;
  }

  void heapType(ScriptValue &value) {
    if (reader_.at(Token::RightParen))
      return;
    if (reader_.atIndex()) {
      reader_.next();
      value.heap = wasm::HeapType{HeapType::Concrete, 0};
      return;
    }
    const Token &token = reader_.peek();
    const auto kind = findHeapType(reader_.textOf(token));
    if (token.kind != Token::Keyword || !kind)
      reader_.failUnexpected("a heap type");
    reader_.next();
    value.heap = wasm::HeapType{*kind, 0};
  }

  void lane(ScriptValue &value, unsigned lane, unsigned size, bool is_float, bool may_be_pattern) {
    if (is_float && may_be_pattern) {
      if (reader_.acceptKeyword("nan:canonical")) {
        value.nans[lane] = ScriptValue::Nan::Canonical;
        return;
      }
      if (reader_.acceptKeyword("nan:arithmetic")) {
        value.nans[lane] = ScriptValue::Nan::Arithmetic;
        return;
      }
    }
    const uint64_t bits = is_float ? readFloat(reader_, size * 8) : readInteger(reader_, size * 8);
    for (unsigned i = 0; i < size; ++i)
      value.bytes[lane * size + i] = static_cast<uint8_t>(bits >> (8 * i));
  }

  void vector(ScriptValue &value, bool may_be_pattern) {
    value.kind = ScriptValue::V128;
    value.shape = readLaneShape(reader_);
    expectLanes(reader_, value.shape, isNanPattern);
    const unsigned count = laneCount(value.shape);
    for (unsigned i = 0; i < count; ++i)
      lane(value, i, 16 / count, isFloatShape(value.shape), may_be_pattern);
  }

  Script &script_;
  TokenReader reader_;
  uint32_t line_ = 1;
  ptrdiff_t line_offset_ = 0;
};

} // namespace

Script readScript(std::string_view text, std::string file_name) {
  Script script;
  script.source = SourceText(std::move(file_name), text);
  script.tokens = tokenize(script.source);
  ScriptReader(script).read();
  return script;
}

} // namespace wasmelt::wasm::text
