// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/bindings/c_header.h"

#include "compiler/bindings/c_names.h"
#include "compiler/bindings/c_types.h"
#include "compiler/bindings/identifiers.h"
#include "compiler/bindings/template_text.h"
#include "compiler/wasm/wasi_modules.h"

namespace wasmelt::bindings {

namespace {

constexpr const char opening[] = R"(/* Written by wasmelt. To be changed in the module, not here.
 *
 * The WebAssembly module `$P` in C11, and C++11 and later.
 *
 *   wasmelt_error_t *error = NULL;
 *   $P_t *instance = $P_create(NULL, $IMPORTS, &error);
 *   if (error) { fputs(wasmelt_error_message(error), stderr); wasmelt_error_free(error); }
 *   ...
 *   $P_destroy(instance);
 *
 * To be linked with the compiled module that this header was written with, and with libwasmelt
 * (`pkg-config --cflags --libs wasmelt`), whose wasmelt.h says what holds for errors, ownership and
 * threads. An instance is a wasmelt_instance_t: all that is there for those works, too.
 *
 * Calls return null, or an error that is the caller's to free: a trap, an exception that nothing
 * caught, or an error of a function that was imported. The instance stays usable. Results are
 * stored where the last parameters point, which must not be null, and only if all went well.
 *
 * Names. An export's name comes behind the prefix `$P_`; an import is a member that is called by the
 * module and the name that it is imported by, with _ between them. Characters that C's names do not
 * have are replaced: other ASCII characters by _, the rest by u and the hexadecimal code point; an
 * empty name is `empty`. A name that would begin with a digit gets _ before it, a keyword of C or
 * C++ gets _ behind it. If a name is taken, _2, _3 and so on is added, names that are written as in
 * the module being given first, in its order, and what is in every such header before. Each comment has
 * the true name. */
)";

constexpr const char instance_part[] = R"(
/** An instance of the module. The same object as a wasmelt_instance_t. */
typedef struct $P_handle $P_t;

/** The instance for functions of wasmelt.h. */
static inline wasmelt_instance_t *$P_instance($P_t *instance) {
  return (wasmelt_instance_t *)instance;
}
/** The other way round: for an instance of this module that wasmelt.h made. */
static inline $P_t *$P_from_instance(wasmelt_instance_t *instance) {
  return ($P_t *)instance;
}

/** The compiled module; for $P_library. */
extern const void *$P_wasmelt_library(void);

/** The module as a library of wasmelt.h. Null on failure: it was compiled for another version of
 * libwasmelt, or for a CPU that this one does not include. */
static inline const wasmelt_library_t *$P_library(wasmelt_error_t **error) {
  return wasmelt_library_linked($P_wasmelt_library(), "$P", error);
}
)";

constexpr const char create_part[] = R"(
/** Makes an instance. The start function has run when this returns. If `store` is null, the instance
 * gets a store of its own, without limits. $WANTS Null on failure; `error` may be null. */
static inline $P_t *$P_create(wasmelt_store_t *store, const $P_imports_t *imports,
                              wasmelt_error_t **error) {
  const wasmelt_library_t *library = $P_library(error);
$PROVIDE  if (!library)
    return NULL;
$FILL  return ($P_t *)wasmelt_binding_create(store, library, $ARRAY, $COUNT, $WASI, error);
}

/** Frees an instance with its own store. One that was made in a store that was given lives as long
 * as that. Null is allowed. */
static inline void $P_destroy($P_t *instance) {
  wasmelt_binding_destroy((wasmelt_instance_t *)instance);
}
)";

constexpr const char function_part[] = R"(
/** $TEXT */
extern wasmelt_error_t *$N($P_t *instance$PARAMETERS);
/** The function itself, to be imported elsewhere or put into tables. */
static inline const wasmelt_function_t *$N_function($P_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, $I).of.function;
}
)";

constexpr const char memory_part[] = R"(
/** $TEXT */
static inline wasmelt_memory_t *$N($P_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, $I).of.memory;
}
/** The address of byte 0, which never changes; only $N_size bytes may be accessed. */
static inline uint8_t *$N_data($P_t *instance) { return wasmelt_memory_data($N(instance)); }
/** Bytes. Grows as the module grows the memory. */
static inline uint64_t $N_size($P_t *instance) { return wasmelt_memory_size($N(instance)); }
/** Copies bytes out of the memory. False, and nothing is copied, if not all are inside. */
static inline bool $N_read($P_t *instance, uint64_t offset, void *to, size_t size) {
  return wasmelt_memory_read($N(instance), offset, to, size);
}
/** Copies bytes into the memory. False, and nothing is copied, if not all are inside. */
static inline bool $N_write($P_t *instance, uint64_t offset, const void *from, size_t size) {
  return wasmelt_memory_write($N(instance), offset, from, size);
}
/** Grows by pages: the old size in pages, or -1. */
static inline int64_t $N_grow($P_t *instance, uint64_t pages) {
  return wasmelt_memory_grow($N(instance), pages);
}
)";

constexpr const char global_part[] = R"(
/** $TEXT */
static inline wasmelt_global_t *$N($P_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, $I).of.global;
}
/** Its value. */
static inline $T$N_get($P_t *instance) {
  return $LOAD;
}
)";

constexpr const char set_number_part[] = R"(/** Changes its value. */
static inline void $N_set($P_t *instance, $Tvalue) {
  wasmelt_error_free(wasmelt_global_set($N(instance), $STORE));
}
)";

constexpr const char set_reference_part[] =
    R"(/** Changes its value. Fails if that is not of the global's type. */
static inline wasmelt_error_t *$N_set($P_t *instance, $Tvalue) {
  return wasmelt_global_set($N(instance), $STORE);
}
)";

constexpr const char table_part[] = R"(
/** $TEXT */
static inline wasmelt_table_t *$N($P_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, $I).of.table;
}
/** How many elements it has. */
static inline uint64_t $N_size($P_t *instance) { return wasmelt_table_size($N(instance)); }
/** An element. Fails if the index is not below the size. */
static inline wasmelt_error_t *$N_get($P_t *instance, uint64_t index, $T*result) {
  wasmelt_value_t value;
  wasmelt_error_t *error = wasmelt_table_get($N(instance), index, &value);
  if (!error)
    *result = value.of.$MEMBER;
  return error;
}
/** Changes an element. Fails if the index is not below the size or the value not of the type. */
static inline wasmelt_error_t *$N_set($P_t *instance, uint64_t index, $Tvalue) {
  return wasmelt_table_set($N(instance), index, $STORE);
}
/** Grows by `delta` elements `value`: the old size, or -1. */
static inline int64_t $N_grow($P_t *instance, uint64_t delta, $Tvalue) {
  return wasmelt_table_grow($N(instance), delta, $STORE);
}
)";

constexpr const char tag_part[] = R"(
/** $TEXT: the tag itself, to be imported elsewhere. */
static inline wasmelt_tag_t *$N($P_t *instance) {
  return wasmelt_instance_export_at((wasmelt_instance_t *)instance, $I).of.tag;
}
)";

/// Makes a wasmelt_value_t of `value`.
std::string valueOf(wasm::ValueType type) {
  switch (type.kind()) {
  case wasm::ValueType::I32:
    return "wasmelt_i32(value)";
  case wasm::ValueType::I64:
    return "wasmelt_i64(value)";
  case wasm::ValueType::F32:
    return "wasmelt_f32(value)";
  case wasm::ValueType::F64:
    return "wasmelt_f64(value)";
  case wasm::ValueType::V128:
    return "wasmelt_v128_value(value)";
  case wasm::ValueType::Ref:
  case wasm::ValueType::Bottom:
    break;
  }
  return std::string("wasmelt_reference_value(") + kindEnumerator(type) + ", value)";
}

class Writer {
public:
  Writer(const wasm::Module &module, const std::string &prefix)
      : module_(module), prefix_(prefix), names_(cNames(module, prefix)) {}

  std::string write() {
    text_ = fill(instance_part, {{"P", prefix_}});
    writeImports();
    writeCreate();
    for (size_t i = 0; i < module_.exports.size(); ++i)
      writeExport(i);
    return std::move(text_);
  }

private:
  void writeImports() {
    text_ +=
        fill("\n/** What the module imports. Set all of it to zero first, then each member.\n"
             " * Functions get their `_env`. Instead of one, `_function` may name a function "
             "that exists.\n * What exists has to be in the store that the instance is made in; "
             "what an `_env` points at\n * has to live as long as the instance. */\ntypedef struct "
             "$P_imports {\n",
             {{"P", prefix_}});
    if (wasm::importsWasi(module_))
      text_ +=
          "  /** Provides the functions of WASI for which there is none below (wasmelt/wasi.h). "
          "Has to live\n   * as long as the instance. */\n  wasmelt_wasi_t *wasi;\n";
    for (size_t i = 0; i < module_.imports.size(); ++i)
      writeImport(module_.imports[i], names_.imports[i]);
    if (module_.imports.empty())
      text_ += "  char unused; /**< nothing */\n";
    text_ += "} " + prefix_ + "_imports_t;\n";
  }

  void writeImport(const wasm::Import &import, const std::string &name) {
    text_ += "  /** " + describe(module_, import) + " */\n";
    switch (import.kind) {
    case wasm::ExternKind::Function:
      text_ += fill(
          "  wasmelt_error_t *(*$N)(void *env$PARAMETERS);\n  void *$N_env;\n"
          "  const wasmelt_function_t *$N_function;\n",
          {{"N", name}, {"PARAMETERS", cParameters(module_, module_.functionType(import.index))}});
      break;
    case wasm::ExternKind::Table:
      text_ += "  wasmelt_table_t *" + name + ";\n";
      break;
    case wasm::ExternKind::Memory:
      text_ += "  wasmelt_memory_t *" + name + ";\n";
      break;
    case wasm::ExternKind::Global:
      text_ += "  wasmelt_global_t *" + name + ";\n";
      break;
    case wasm::ExternKind::Tag:
      text_ += "  wasmelt_tag_t *" + name + ";\n";
      break;
    }
  }

  std::string providing(const wasm::Import &import, const std::string &name) const {
    switch (import.kind) {
    case wasm::ExternKind::Function:
      return "wasmelt_provide_function((wasmelt_native_function_t)imports->" + name +
             ", imports->" + name + "_env,\n                                         imports->" +
             name + "_function)";
    case wasm::ExternKind::Table:
      return "wasmelt_provide_table(imports->" + name + ")";
    case wasm::ExternKind::Memory:
      return "wasmelt_provide_memory(imports->" + name + ")";
    case wasm::ExternKind::Global:
      return "wasmelt_provide_global(imports->" + name + ")";
    case wasm::ExternKind::Tag:
      break;
    }
    return "wasmelt_provide_tag(imports->" + name + ")";
  }

  void writeCreate() {
    size_t count = module_.imports.size();
    std::string filling;
    for (size_t i = 0; i < count; ++i)
      filling += "  provided[" + std::to_string(i) +
                 "] = " + providing(module_.imports[i], names_.imports[i]) + ";\n";
    std::string declaration = fill("  wasmelt_provided_t provided[$COUNT];\n  $P_imports_t none;\n",
                                   {{"COUNT", std::to_string(count)}, {"P", prefix_}});
    if (count)
      filling.insert(0,
                     "  memset(&none, 0, sizeof none);\n  if (!imports)\n    imports = &none;\n");
    text_ += fill(create_part, {{"WANTS", count ? "`imports` is copied."
                                                : "There are no imports: `imports` may be null."},
                                {"PROVIDE", count ? declaration : "  (void)imports;\n"},
                                {"FILL", filling},
                                {"ARRAY", count ? "provided" : "NULL"},
                                {"COUNT", std::to_string(count)},
                                {"WASI", wasm::importsWasi(module_) ? "imports->wasi" : "NULL"},
                                {"P", prefix_}});
  }

  void writeExport(size_t i) {
    const wasm::Export &e = module_.exports[i];
    const std::string &name = names_.exports[i];
    std::string number = std::to_string(i), text = describe(module_, e);
    switch (e.kind) {
    case wasm::ExternKind::Function:
      text_ +=
          fill(function_part, {{"TEXT", text},
                               {"N", name},
                               {"PARAMETERS", cParameters(module_, module_.functionType(e.index))},
                               {"P", prefix_},
                               {"I", number}});
      break;
    case wasm::ExternKind::Memory:
      text_ += fill(memory_part, {{"TEXT", text}, {"N", name}, {"P", prefix_}, {"I", number}});
      break;
    case wasm::ExternKind::Tag:
      text_ += fill(tag_part, {{"TEXT", text}, {"N", name}, {"P", prefix_}, {"I", number}});
      break;
    case wasm::ExternKind::Table: {
      wasm::ValueType type = module_.tables[e.index].type.element;
      text_ += fill(table_part, {{"TEXT", text},
                                 {"STORE", valueOf(type)},
                                 {"MEMBER", valueMember(module_, type)},
                                 {"T", cType(module_, type)},
                                 {"N", name},
                                 {"P", prefix_},
                                 {"I", number}});
      break;
    }
    case wasm::ExternKind::Global:
      writeGlobal(module_.globals[e.index].type, name, text, number);
      break;
    }
  }

  void writeGlobal(const wasm::GlobalType &type, const std::string &name, const std::string &text,
                   const std::string &number) {
    std::string load = "wasmelt_global_get(" + name + "(instance))";
    load = type.type.isVector() ? "wasmelt_value_v128(" + load + ")"
                                : load + ".of." + valueMember(module_, type.type);
    auto add = [&](const char *part) {
      text_ += fill(part, {{"TEXT", text},
                           {"LOAD", load},
                           {"STORE", valueOf(type.type)},
                           {"T", cType(module_, type.type)},
                           {"N", name},
                           {"P", prefix_},
                           {"I", number}});
    };
    add(global_part);
    if (type.is_mutable)
      add(type.type.isRef() ? set_reference_part : set_number_part);
  }

  const wasm::Module &module_;
  const std::string &prefix_;
  CNames names_;
  std::string text_;
};

} // namespace

std::string cDeclarations(const wasm::Module &module, const std::string &prefix) {
  std::string text = "#ifndef " + prefix + "_WASMELT_H\n#define " + prefix + "_WASMELT_H\n\n" +
                     "#include <wasmelt/bindings.h>\n" +
                     (wasm::importsWasi(module) ? "#include <wasmelt/wasi.h>\n" : "") +
                     "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
  text += Writer(module, prefix).write();
  return text + "\n#ifdef __cplusplus\n}\n#endif\n#endif\n";
}

std::string cHeader(const wasm::Module &module, const std::string &prefix) {
  const char *imports = module.imports.empty() ? "NULL" : "&imports";
  return fill(opening, {{"IMPORTS", imports}, {"P", prefix}}) + cDeclarations(module, prefix);
}

} // namespace wasmelt::bindings
