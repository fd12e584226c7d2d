/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * What a module imports and exports, and what an instance does. */
#include "host.h"

static void printType(const wasm_valtype_t *type) {
  switch (wasm_valtype_kind(type)) {
  case WASM_I32:
    printf("i32");
    break;
  case WASM_I64:
    printf("i64");
    break;
  case WASM_F32:
    printf("f32");
    break;
  case WASM_F64:
    printf("f64");
    break;
  case WASM_EXTERNREF:
    printf("externref");
    break;
  case WASM_FUNCREF:
    printf("funcref");
    break;
  default:
    CHECK(false);
  }
}
static void printTypes(const wasm_valtype_vec_t *types) {
  printf("(");
  for (size_t i = 0; i != types->size; ++i) {
    printf(i ? " " : "");
    printType(types->data[i]);
  }
  printf(")");
}
static void printLimits(const wasm_limits_t *limits) {
  printf(" %u", limits->min);
  if (limits->max != wasm_limits_max_default)
    printf(" %u", limits->max);
}
static void printFunction(const wasm_functype_t *type) {
  printTypes(wasm_functype_params(type));
  printf(" -> ");
  printTypes(wasm_functype_results(type));
}
static void print(const wasm_externtype_t *type) {
  switch (wasm_externtype_kind(type)) {
  case WASM_EXTERN_FUNC:
    printf("func ");
    printFunction(wasm_externtype_as_functype_const(type));
    break;
  case WASM_EXTERN_GLOBAL: {
    const wasm_globaltype_t *global = wasm_externtype_as_globaltype_const(type);
    printf(wasm_globaltype_mutability(global) == WASM_VAR ? "global var " : "global const ");
    printType(wasm_globaltype_content(global));
    break;
  }
  case WASM_EXTERN_TABLE: {
    const wasm_tabletype_t *table = wasm_externtype_as_tabletype_const(type);
    printf("table ");
    printType(wasm_tabletype_element(table));
    printLimits(wasm_tabletype_limits(table));
    break;
  }
  case WASM_EXTERN_MEMORY:
    printf("memory");
    printLimits(wasm_memorytype_limits(wasm_externtype_as_memorytype_const(type)));
    break;
  case WASM_EXTERN_TAG:
    printf("tag ");
    printFunction(wasm_tagtype_functype(wasm_externtype_as_tagtype_const(type)));
    break;
  default:
    CHECK(false);
  }
}

static wasm_trap_t *unused(const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  (void)args;
  (void)results;
  CHECK(false);
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = loadModule(store, argv[1]);
  wasm_importtype_vec_t imports, copy;
  wasm_module_imports(module, &imports);
  wasm_importtype_vec_copy(&copy, &imports);
  for (size_t i = 0; i != copy.size; ++i) {
    printf("import ");
    printName(wasm_importtype_module(copy.data[i]));
    printf(" ");
    printName(wasm_importtype_name(copy.data[i]));
    printf(" ");
    print(wasm_importtype_type(copy.data[i]));
    printf("\n");
  }
  wasm_importtype_vec_delete(&copy);

  /* What is made from the types that the module says is what it takes. */
  wasm_func_t *function = wasm_func_new(
      store, wasm_externtype_as_functype_const(wasm_importtype_type(imports.data[0])), unused);
  wasm_memory_t *memory = wasm_memory_new(
      store, wasm_externtype_as_memorytype_const(wasm_importtype_type(imports.data[1])));
  wasm_extern_t *provided[] = {wasm_func_as_extern(function), wasm_memory_as_extern(memory)};
  wasm_instance_t *instance = instantiate(store, module, provided, 2);
  wasm_importtype_vec_delete(&imports);

  wasm_exporttype_vec_t exports, exports_copy;
  wasm_module_exports(module, &exports_copy);
  wasm_exporttype_vec_copy(&exports, &exports_copy);
  wasm_exporttype_vec_delete(&exports_copy);
  wasm_extern_vec_t things;
  wasm_instance_exports(instance, &things);
  CHECK(things.size == exports.size);
  for (size_t i = 0; i != exports.size; ++i) {
    printf("export ");
    printName(wasm_exporttype_name(exports.data[i]));
    printf(" ");
    print(wasm_exporttype_type(exports.data[i]));
    printf(" = ");
    wasm_externtype_t *current = wasm_extern_type(things.data[i]);
    CHECK(wasm_extern_kind(things.data[i]) == wasm_externtype_kind(current));
    print(current);
    printf("\n");
    wasm_externtype_delete(current);
  }
  wasm_exporttype_vec_delete(&exports);
  wasm_extern_vec_delete(&things);
  wasm_func_delete(function);
  wasm_memory_delete(memory);
  wasm_instance_delete(instance);
  wasm_module_delete(module);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  puts("done");
  return 0;
}
