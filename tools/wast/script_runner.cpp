// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tools/wast/script_runner.h"

#include "compiler/driver/error.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/text/script.h"
#include "tools/wast/spectest.h"
#include "tools/wast/values.h"

#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <thread>

namespace wasmelt::wast {

using namespace embed;
using wasm::text::AssembledModule;
using wasm::text::Script;
using wasm::text::ScriptAction;
using wasm::text::ScriptCommand;
using wasm::text::ScriptModule;

namespace {

/// Why a command failed.
struct Failed {
  std::string why;
};

void checkMessage(const ScriptCommand &command, std::string_view actual) {
  if (!command.expects(actual))
    throw Failed{"failed as it should, but with \"" + std::string(actual) + "\" instead of \"" +
                 command.text + "\""};
}

std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file)
    throw Error::environment("cannot read '" + path + "'");
  return std::move(text).str();
}

/// A module of the script that was compiled, or why it was not.
struct Compiled {
  const Library *library = nullptr;
  std::string why_not;
};

/// What all threads of a script share.
class ScriptState {
public:
  ScriptState(const Script &script, const BuildOptions &options)
      : script(script), builder(options), store(createStore()), spectest(*store) {
    compileAll(script.commands);
  }
  ~ScriptState() { destroyStore(store); }

  const Script &script;
  LibraryBuilder builder;
  Store *store;
  Spectest spectest;

  const Compiled &compiled(const ScriptModule &module) const { return compiled_.at(&module); }

  void pass() {
    std::lock_guard lock(mutex_);
    ++outcome_.passed;
  }
  void fail(const ScriptCommand &command, const std::string &why) {
    bool is_assertion = std::string_view(command.name()).starts_with("assert_");
    std::lock_guard lock(mutex_);
    outcome_.failures.push_back({command.line, is_assertion, command.name() + (": " + why)});
  }
  Outcome take() { return std::move(outcome_); }

private:
  void compileAll(const std::vector<ScriptCommand> &commands) {
    for (const ScriptCommand &command : commands) {
      compileAll(command.commands);
      bool is_run = command.kind == ScriptCommand::Module ||
                    command.kind == ScriptCommand::AssertTrap ||
                    command.kind == ScriptCommand::AssertUnlinkable;
      if (command.module && is_run && command.module->form != ScriptModule::Instance)
        compile(*command.module);
    }
  }
  void compile(const ScriptModule &module) {
    Compiled &compiled = compiled_[&module];
    try {
      AssembledModule assembled = script.assemble(module);
      try {
        compiled.library = &builder.build(assembled.bytes);
      } catch (const wasm::Error &error) {
        throw assembled.located(error);
      }
    } catch (const std::runtime_error &error) {
      compiled.why_not = error.what();
    }
  }

  std::map<const ScriptModule *, Compiled> compiled_;
  std::mutex mutex_;
  Outcome outcome_;
};

/// The commands of the script, or of a thread in it, with the names that they know.
class Runner {
public:
  explicit Runner(ScriptState &state) : state_(state) {}
  ~Runner() {
    for (auto &[name, thread] : threads_)
      thread.thread.join();
  }

  void run(const std::vector<ScriptCommand> &commands) {
    for (const ScriptCommand &command : commands) {
      try {
        execute(command);
        if (std::string_view(command.name()).starts_with("assert_"))
          state_.pass();
      } catch (const Failed &failed) {
        state_.fail(command, failed.why);
      } catch (const std::runtime_error &error) {
        state_.fail(command, error.what());
      }
    }
  }

private:
  /// What an action led to.
  struct Performed {
    Result result;
    std::vector<ValueType> types;
    std::vector<Value> values;
  };

  struct Thread {
    std::unique_ptr<Runner> runner;
    std::thread thread;
  };

  void execute(const ScriptCommand &command) {
    switch (command.kind) {
    case ScriptCommand::Module:
      return module(*command.module);
    case ScriptCommand::Register:
      registered_[command.text] = &instance(command.id);
      return;
    case ScriptCommand::Action: {
      Performed performed;
      act(*command.action, performed);
      if (!performed.result)
        throw Failed{performed.result.message};
      return;
    }
    case ScriptCommand::AssertReturn:
      return assertReturn(command);
    case ScriptCommand::AssertTrap:
    case ScriptCommand::AssertExhaustion: {
      Performed performed;
      if (command.module)
        instantiate(*command.module, performed.result);
      else
        act(*command.action, performed);
      return expectStatus(command, performed.result, Status::Trap);
    }
    case ScriptCommand::AssertException: {
      Performed performed;
      act(*command.action, performed);
      return expectStatus(command, performed.result, Status::Exception);
    }
    case ScriptCommand::AssertUnlinkable: {
      Result result;
      instantiate(*command.module, result);
      return expectStatus(command, result, Status::Unlinkable);
    }
    case ScriptCommand::AssertInvalid:
    case ScriptCommand::AssertInvalidCustom:
      return assertRejected(command, wasm::Error::Kind::Invalid,
                            command.kind == ScriptCommand::AssertInvalidCustom);
    case ScriptCommand::AssertMalformed:
    case ScriptCommand::AssertMalformedCustom:
      return assertRejected(command, wasm::Error::Kind::Malformed,
                            command.kind == ScriptCommand::AssertMalformedCustom);
    case ScriptCommand::Thread:
      return startThread(command);
    case ScriptCommand::Wait:
      return wait(command);
    }
  }

  static void expectStatus(const ScriptCommand &command, const Result &result, Status status) {
    if (result)
      throw Failed{"it did not fail"};
    if (result.status != status)
      throw Failed{std::string("failed in another way: ") + result.message};
    checkMessage(command, result.message); // assert_exception has none: any will do
  }

  void assertRejected(const ScriptCommand &command, wasm::Error::Kind kind, bool with_custom) {
    try {
      AssembledModule assembled = state_.script.assemble(*command.module);
      state_.builder.check(assembled.bytes, with_custom);
    } catch (const wasm::Error &error) {
      // Sizes that no implementation can have, as a function's 2^32 locals, are malformed to
      // scripts.
      bool is_malformed = error.kind == wasm::Error::Kind::Malformed ||
                          error.kind == wasm::Error::Kind::LimitExceeded;
      if (is_malformed ? kind != wasm::Error::Kind::Malformed : error.kind != kind)
        throw Failed{std::string("rejected for another kind of reason: ") + error.what()};
      return checkMessage(command, error.message);
    }
    throw Failed{"the module was accepted"};
  }

  // Modules.

  void module(const ScriptModule &module) {
    if (module.is_definition) {
      const Library &library = libraryOf(module);
      if (module.id)
        definitions_[*module.id] = &library;
      last_definition_ = &library;
      return;
    }
    last_ = nullptr;
    if (module.id)
      instances_.erase(*module.id);
    Result result;
    Instance *made = instantiate(module, result);
    if (!made)
      throw Failed{result.message};
    last_ = made;
    if (module.id)
      instances_[*module.id] = made;
  }

  const Library &libraryOf(const ScriptModule &module) {
    if (module.form == ScriptModule::Instance) {
      const Library *library = last_definition_;
      if (module.definition) {
        auto found = definitions_.find(*module.definition);
        library = found == definitions_.end() ? nullptr : found->second;
      }
      if (!library)
        throw Failed{"there is no such module definition"};
      return *library;
    }
    const Compiled &compiled = state_.compiled(module);
    if (!compiled.library)
      throw Failed{"not compiled: " + compiled.why_not};
    return *compiled.library;
  }

  Instance *instantiate(const ScriptModule &module, Result &result) {
    const Library &library = libraryOf(module);
    // An ordinary module is a definition as well.
    if (module.form != ScriptModule::Instance) {
      if (module.id)
        definitions_[*module.id] = &library;
      last_definition_ = &library;
    }
    std::vector<Extern> imports;
    for (uint32_t i = 0; i < importCount(library); ++i)
      imports.push_back(resolve(importAt(library, i)));
    return embed::instantiate(*state_.store, library, imports.data(), result);
  }

  Extern resolve(const Import &import) {
    std::string module(import.module.bytes, import.module.size);
    if (auto found = registered_.find(module); found != registered_.end()) {
      Extern e;
      findExport(*found->second, import.name, e);
      return e;
    }
    if (module == "spectest")
      return state_.spectest.find({import.name.bytes, import.name.size});
    return {};
  }

  Instance &instance(const std::optional<std::string> &id) {
    if (!id) {
      if (!last_)
        throw Failed{"there is no instance: the module before was not instantiated"};
      return *last_;
    }
    auto found = instances_.find(*id);
    if (found == instances_.end())
      throw Failed{"there is no instance $" + *id};
    return *found->second;
  }

  // Actions.

  void act(const ScriptAction &action, Performed &performed) {
    Extern e;
    if (!findExport(instance(action.module), {action.name.data(), uint32_t(action.name.size())}, e))
      throw Failed{"there is no export \"" + action.name + "\""};
    if (action.kind == ScriptAction::Get) {
      if (e.kind != ExternKind::Global)
        throw Failed{"\"" + action.name + "\" is not a global"};
      performed.types = {e.global_type};
      performed.values = {readGlobal(e)};
      return;
    }
    if (e.kind != ExternKind::Function)
      throw Failed{"\"" + action.name + "\" is not a function"};
    const FunctionType &type = functionType(e.function->type);
    if (type.param_count != action.arguments.size())
      throw Failed{"\"" + action.name + "\" takes another number of arguments"};
    performed.values.resize(type.cellCount());
    for (size_t i = 0; i < action.arguments.size(); ++i) {
      if (!mayBe(action.arguments[i], type.params[i]))
        throw Failed{"\"" + action.name + "\" takes another type than " +
                     action.arguments[i].str()};
      performed.values[i] = toValue(action.arguments[i]);
    }
    if (!call(e.function, performed.values.data(), performed.result))
      return;
    performed.types.assign(type.results, type.results + type.result_count);
  }

  void assertReturn(const ScriptCommand &command) {
    Performed performed;
    act(*command.action, performed);
    if (!performed.result)
      throw Failed{performed.result.message};
    bool same = performed.types.size() == command.results.size();
    for (size_t i = 0; same && i < command.results.size(); ++i)
      same = matches(command.results[i], performed.types[i], performed.values[i]);
    if (same)
      return;
    std::string why = "got";
    for (size_t i = 0; i < performed.types.size(); ++i)
      why += " " + describe(performed.types[i], performed.values[i]);
    why += performed.types.empty() ? " nothing, expected" : ", expected";
    for (const wasm::text::ScriptValue &value : command.results)
      why += " " + value.str();
    throw Failed{why + (command.results.empty() ? " nothing" : "")};
  }

  // Threads.

  void startThread(const ScriptCommand &command) {
    Thread thread;
    thread.runner = std::make_unique<Runner>(state_);
    if (command.shared)
      thread.runner->instances_[*command.shared] = &instance(command.shared);
    thread.thread =
        std::thread([runner = thread.runner.get(), &command] { runner->run(command.commands); });
    threads_[command.id.value_or("")] = std::move(thread);
  }

  void wait(const ScriptCommand &command) {
    auto found = threads_.find(command.id.value_or(""));
    if (found == threads_.end())
      throw Failed{"there is no such thread"};
    found->second.thread.join();
    threads_.erase(found);
  }

  ScriptState &state_;
  std::map<std::string, Instance *> instances_, registered_;
  std::map<std::string, const Library *> definitions_;
  Instance *last_ = nullptr;
  const Library *last_definition_ = nullptr;
  std::map<std::string, Thread> threads_;
};

} // namespace

Outcome runScript(const std::string &path, const BuildOptions &options) {
  std::string text = readFile(path);
  Script script = wasm::text::readScript(text, path);
  ScriptState state(script, options);
  { Runner(state).run(script.commands); }
  return state.take();
}

} // namespace wasmelt::wast
