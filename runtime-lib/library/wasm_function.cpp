// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// wasm.h: functions.
#include "runtime-lib/library/scratch.h"
#include "runtime-lib/library/wasm_objects.h"
#include "runtime-lib/library/wasm_types.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

/// Arguments and results of a function of the host, while it runs. Owns the references.
class CallbackValues {
public:
  CallbackValues(const HostCallback &callback, const FunctionType &type)
      : store_(*callback.store), type_(type),
        scratch_(size_t(type.param_count) + type.result_count) {
    if (scratch_.data())
      memset(scratch_.data(), 0,
             (size_t(type.param_count) + type.result_count) * sizeof(wasm_val_t));
  }
  ~CallbackValues() {
    if (scratch_.data())
      for (size_t i = 0; i != size_t(type_.param_count) + type_.result_count; ++i)
        wasm_val_delete(&scratch_.data()[i]);
  }

  bool read(const Value *cells, Result &result) {
    if (!scratch_.data())
      return result.fail(Status::Trap,
                         "not enough memory for the arguments of a function of the host");
    for (uint32_t i = 0; i != type_.param_count; ++i)
      if (!load(store_, cells[i], type_.params[i], args()[i]))
        return result.fail(Status::Trap,
                           "argument %u of a function of the host is %s, which wasm.h has no "
                           "values of",
                           i, nameOf(type_.params[i]));
    for (uint32_t i = 0; i != type_.result_count; ++i)
      results()[i].kind = kindOf(type_.results[i]);
    return true;
  }
  bool write(Value *cells, Result &result) {
    for (uint32_t i = 0; i != type_.result_count; ++i)
      if (!store(store_, results()[i], type_.results[i], cells[i]))
        return result.fail(Status::Trap, "result %u of a function of the host is not %s", i,
                           nameOf(type_.results[i]));
    return true;
  }
  wasm_val_t *args() { return scratch_.data(); }
  wasm_val_t *results() { return scratch_.data() + type_.param_count; }

private:
  wasm_store_t &store_;
  const FunctionType &type_;
  Scratch<wasm_val_t> scratch_;
};

void callHost(void *data, Value *cells, Result &result) {
  const HostCallback &callback = *static_cast<const HostCallback *>(data);
  const FunctionType &type = functionType(callback.type);
  CallbackValues values(callback, type);
  if (!values.read(cells, result))
    return;
  wasm_val_vec_t args = {type.param_count, values.args()};
  wasm_val_vec_t results = {type.result_count, values.results()};
  wasm_trap_t *trap = callback.plain ? callback.plain(&args, &results)
                                     : callback.with_env(callback.env, &args, &results);
  if (trap)
    raise(trap, result);
  else
    values.write(cells, result);
}

wasm_func_t *makeFunction(wasm_store_t &store, const wasm_functype_t &type,
                          const HostCallback &how) {
  TypeId id = idOf(type);
  auto *callback = store.store->make<HostCallback>();
  if (id && callback) {
    *callback = how;
    callback->store = &store;
    callback->type = id;
    ContextFuncRef *function = makeFunction(*store.store, id, callHost, callback);
    if (auto *made = static_cast<wasm_func_t *>(objectFor(store, externOf(function)))) {
      callback->next = store.callbacks;
      store.callbacks = callback;
      return made;
    }
  }
  complain("not enough memory for a function");
  return nullptr;
}

const FunctionType &typeOf(const wasm_func_t &function) {
  return functionType(function.thing.function->type);
}

} // namespace

wasm_func_t *wasm_func_new(wasm_store_t *store, const wasm_functype_t *type,
                           wasm_func_callback_t callback) {
  HostCallback how = {};
  how.plain = callback;
  return makeFunction(*store, *type, how);
}

wasm_func_t *wasm_func_new_with_env(wasm_store_t *store, const wasm_functype_t *type,
                                    wasm_func_callback_with_env_t callback, void *env,
                                    void (*finalizer)(void *)) {
  HostCallback how = {};
  how.with_env = callback;
  how.env = env;
  how.finalizer = finalizer;
  return makeFunction(*store, *type, how);
}

wasm_functype_t *wasm_func_type(const wasm_func_t *function) {
  return functionTypeOf(function->thing.function->type);
}
size_t wasm_func_param_arity(const wasm_func_t *function) { return typeOf(*function).param_count; }
size_t wasm_func_result_arity(const wasm_func_t *function) {
  return typeOf(*function).result_count;
}

wasm_trap_t *wasm_func_call(const wasm_func_t *function, const wasm_val_vec_t *args,
                            wasm_val_vec_t *results) {
  wasm_store_t &home = *function->store;
  const FunctionType &type = typeOf(*function);
  size_t arg_count = args ? args->size : 0, result_count = results ? results->size : 0;
  if (arg_count != type.param_count || result_count != type.result_count)
    return makeTrap(home, "the function takes %u arguments and has %u results, not %zu and %zu",
                    type.param_count, type.result_count, arg_count, result_count);
  for (uint32_t i = 0; i != type.result_count; ++i)
    if (kindOf(type.results[i]) == WASMELT_WASM_V128 ||
        kindOf(type.results[i]) == WASMELT_WASM_OTHER_REF)
      return makeTrap(home, "result %u is %s, which wasm.h has no values of", i,
                      nameOf(type.results[i]));
  Scratch<Value> cells(type.cellCount());
  if (!cells.data())
    return makeTrap(home, "not enough memory");
  for (uint32_t i = 0; i != type.param_count; ++i)
    if (!store(home, args->data[i], type.params[i], cells.data()[i]))
      return makeTrap(home, "argument %u is not %s", i, nameOf(type.params[i]));
  Result result;
  if (!call(function->thing.function, cells.data(), result))
    return makeTrap(home, result, static_cast<Instance *>(function->thing.function->instance));
  for (uint32_t i = 0; i != type.result_count; ++i)
    if (!load(home, cells.data()[i], type.results[i], results->data[i]))
      return makeTrap(home, "not enough memory for result %u", i);
  return nullptr;
}
