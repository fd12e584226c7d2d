// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: calls from the host and functions of the host.
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/scratch.h"

using namespace wasmelt;
using namespace wasmelt::embed;

namespace {

/// What a function of the host was made from.
struct Callback {
  wasmelt_callback_t function;
  void *data;
  TypeId type;
};

// Frees the error of a function of the host, which is handed on in `result`.
void takeError(wasmelt_error_t *error, Result &result) {
  result = error->result;
  wasmelt_error_free(error);
}

void callHost(void *data, Value *cells, Result &result) {
  const Callback &callback = *static_cast<const Callback *>(data);
  const FunctionType &type = functionType(callback.type);
  Scratch<wasmelt_value_t> values(size_t(type.param_count) + type.result_count);
  wasmelt_value_t *args = values.data(), *results = args + type.param_count;
  if (!args) {
    result.fail(Status::Trap, "not enough memory for the arguments of a host function");
    return;
  }
  for (uint32_t i = 0; i != type.param_count; ++i)
    args[i] = load(cells[i], type.params[i]);
  Value zero = {};
  for (uint32_t i = 0; i != type.result_count; ++i)
    results[i] = load(zero, type.results[i]);
  if (wasmelt_error_t *error = callback.function(callback.data, args, results))
    return takeError(error, result);
  for (uint32_t i = 0; i != type.result_count; ++i)
    if (!store(results[i], type.results[i], cells[i])) {
      result.fail(Status::Trap, "result %u of a host function is not %s", i,
                  nameOf(type.results[i]));
      return;
    }
}

} // namespace

wasmelt_function_t *wasmelt_function_new(wasmelt_store_t *handle,
                                         const wasmelt_signature_t *signature,
                                         wasmelt_callback_t callback, void *data,
                                         wasmelt_error_t **error) {
  Store &store = objectOf(handle);
  TypeId type = typeOf(*signature);
  auto *made = store.make<Callback>();
  ContextFuncRef *function = nullptr;
  if (type && made) {
    *made = {callback, data, type};
    function = makeFunction(store, type, callHost, made);
  }
  if (!function) {
    Result result;
    result.fail(Status::Failure, "not enough memory for a function");
    report(error, result);
  }
  return reinterpret_cast<wasmelt_function_t *>(function);
}

wasmelt_signature_t wasmelt_function_signature(const wasmelt_function_t *function) {
  return described(objectOf(function)->type);
}

wasmelt_error_t *wasmelt_call(const wasmelt_function_t *handle, const wasmelt_value_t *args,
                              size_t arg_count, wasmelt_value_t *results, size_t result_count) {
  const ContextFuncRef *function = objectOf(handle);
  const FunctionType &type = functionType(function->type);
  if (arg_count != type.param_count || result_count != type.result_count)
    return makeError(Status::Misuse,
                     "the function takes %u arguments and has %u results, not %zu and %zu",
                     type.param_count, type.result_count, arg_count, result_count);
  Scratch<Value> cells(type.cellCount());
  if (!cells.data())
    return makeError(Status::Failure, "not enough memory");
  for (uint32_t i = 0; i != type.param_count; ++i)
    if (!store(args[i], type.params[i], cells.data()[i]))
      return makeError(Status::Misuse, "argument %u is not %s", i, nameOf(type.params[i]));
  Result result;
  if (!call(function, cells.data(), result))
    return makeError(result);
  for (uint32_t i = 0; i != type.result_count; ++i)
    results[i] = load(cells.data()[i], type.results[i]);
  return nullptr;
}

wasmelt_error_t *wasmelt_call_export(wasmelt_instance_t *instance, const char *name,
                                     const wasmelt_value_t *args, size_t arg_count,
                                     wasmelt_value_t *results, size_t result_count) {
  wasmelt_extern_t found;
  if (!wasmelt_instance_export(instance, name, &found))
    return makeError(Status::Misuse, "there is no export \"%s\"", name);
  if (found.kind != WASMELT_EXTERN_FUNCTION)
    return makeError(Status::Misuse, "the export \"%s\" is not a function", name);
  return wasmelt_call(found.of.function, args, arg_count, results, result_count);
}
