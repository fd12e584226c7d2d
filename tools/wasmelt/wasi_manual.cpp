// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The manual page of WASI's calls, in roff, from the shim's tables.
#include "compiler/driver/compile.h"
#include "tools/wasmelt/documentation.h"
#include "wasi-shim/preview1.h"
#include "wasi-shim/preview1_types.h"
#include "wasi-shim/value_names.h"

#include <stddef.h>
#include <string.h>

namespace wasmelt::tool {
namespace {

struct Right {
  const char *id, *name;
};
constexpr Right rights[] = {
#define WASMELT_WASI_RIGHT(Name, text) {#Name, text},
#include "wasi-shim/rights.def"
};

std::string italic(std::string_view text) { return "\\fI" + escapeRoff(text) + "\\fR"; }

/// A list of value_names.h.
std::string joined(const char *names, const char *separator) {
  std::string out;
  for (; *names; names += strlen(names) + 1)
    out += (out.empty() ? "" : separator) + std::string(names);
  return out;
}

// What is said of a parameter of each kind.
std::string descriptor(const char *right) {
  for (const Right &each : rights)
    if (!strcmp(each.id, right))
      return "a descriptor with the right " + std::string(each.name);
  return "a descriptor";
}
std::string enumeration(const char *names) { return "one of " + joined(names, ", "); }
std::string flags(const char *names) { return "a set of " + joined(names, ", "); }
std::string number(const char *what) { return what; }
std::string where(const char *before, const char *what, const char *after = "") {
  return before + std::string(what) + after;
}
/// A type of preview1_types.h in words.
std::string typed(const char *type) {
  static constexpr const char *words[][2] = {{"Size", "a number of 32 bits"},
                                             {"Pointer", "an address"},
                                             {"Fd", "a descriptor"},
                                             {"U64", "a number of 64 bits"},
                                             {"Timestamp", "nanoseconds"},
                                             {"Roflags", "a set of DATA_TRUNCATED (16 bits)"},
                                             {"Byte", "a byte"}};
  for (const auto &word : words)
    if (!strcmp(word[0], type))
      return word[1];
  return "the structure " + std::string(type);
}

#define WASMELT_TELL_Fd(right) descriptor(#right)
#define WASMELT_TELL_Size number("a length or a count")
#define WASMELT_TELL_U32 number("a number")
#define WASMELT_TELL_U64 number("a number")
#define WASMELT_TELL_S64 number("a number with a sign")
#define WASMELT_TELL_Timestamp number("nanoseconds")
#define WASMELT_TELL_Rights number("a set of rights")
#define WASMELT_TELL_Enum(names) enumeration(WASMELT_WASI_NAMES_##names "\0")
#define WASMELT_TELL_Flags(names) flags(WASMELT_WASI_NAMES_##names "\0")
#define WASMELT_TELL_In(type, count) where("where " #count " structures ", #type, " are")
#define WASMELT_TELL_Path(length) where("where the ", #length, " bytes of a path are")
#define WASMELT_TELL_Out(type) "where the call stores " + typed(#type)
#define WASMELT_TELL_OutList(type, count, used)                                                    \
  where("where the call stores up to " #count " structures ", #type, ", as many as " #used " tells")
#define WASMELT_TELL_OutBytes(length, used)                                                        \
  where("where the call stores up to ", #length, " bytes, as many as " #used " tells")
#define WASMELT_TELL_OutEntries(length, used)                                                      \
  where("where the call stores up to ", #length,                                                   \
        " bytes, as many as " #used " tells: structures Dirent, each with a name behind it")
#define WASMELT_TELL_OutName(length) where("where there is room for ", #length, " bytes")
#define WASMELT_TELL_OutAll(type) "where there is room for all of them, each " + typed(#type)
#define WASMELT_TELL_InBuffers(count) where("where ", #count, " buffers {address, length} are")
#define WASMELT_TELL_OutBuffers(count, done)                                                       \
  where("where ", #count, " buffers {address, length} are, of which the call fills " #done " bytes")

struct Parameter {
  const char *name;
  std::string what;
};
struct Call {
  const char *name, *result, *signature;
  bool is_new, is_changed;
  std::vector<Parameter> parameters;
};

#define WASMELT_PARAMETER(kind, name) Parameter{#name, WASMELT_TELL_##kind},
#define WASMELT_CALL(is_new, is_changed, name, result, ...)                                        \
  {#name,  #result,    WASMELT_WASI_SIGNATURE(result, __VA_ARGS__),                                \
   is_new, is_changed, {WASMELT_WASI_EACH(WASMELT_PARAMETER, __VA_ARGS__)}},

std::vector<Call> allCalls() {
  return {
#define WASMELT_WASI_CALL(...) WASMELT_CALL(false, false, __VA_ARGS__)
#define WASMELT_WASI_NEW_CALL(...) WASMELT_CALL(true, false, __VA_ARGS__)
#define WASMELT_WASI_CHANGED_CALL(...) WASMELT_CALL(false, true, __VA_ARGS__)
#include "wasi-shim/preview1.def"
  };
}

struct Text {
  const char *name, *what, *errors;
};
constexpr Text texts[] = {
#define WASMELT_WASI_TEXT(name, what, errors) {#name, what, errors},
#include "wasi-shim/preview1.def"
};

/// "iI_i" as WebAssembly writes it.
std::string typeOf(const char *signature) {
  std::string out = "(";
  for (; *signature; ++signature)
    if (*signature == '_')
      out += ") -> (";
    else
      out += std::string(out.back() == '(' ? "" : ", ") + (*signature == 'I' ? "i64" : "i32");
  return out + ")";
}

/// "ERROR: when; ERROR: when" as paragraphs.
void addErrors(std::string &out, std::string_view errors) {
  while (!errors.empty()) {
    size_t colon = errors.find(": "), end = errors.find("; E", colon);
    out += ".TP\n" + boldRoff(errors.substr(0, colon)) + "\n" +
           escapeRoff(errors.substr(colon + 2, end == errors.npos ? end : end - colon - 2)) + ".\n";
    errors.remove_prefix(end == errors.npos ? errors.size() : end + 2);
  }
}

void addCall(std::string &out, const Call &call) {
  out += ".SS " + std::string(call.name) + "\n" + boldRoff(call.name) + "(";
  for (const Parameter &parameter : call.parameters)
    out += (&parameter == &call.parameters.front() ? "" : ", ") + italic(parameter.name);
  out += "): " + escapeRoff(typeOf(call.signature)) + "\n.PP\n";
  for (const Text &text : texts)
    if (!strcmp(text.name, call.name)) {
      out += escapeRoff(text.what) + "\n";
      if (call.is_new)
        out += "wasi_unstable does not have it.\n";
      if (call.is_changed)
        out += "In wasi_unstable, numbers or structures of it are others.\n";
      for (const Parameter &parameter : call.parameters)
        out += ".TP\n" + italic(parameter.name) + "\n" + escapeRoff(parameter.what) + "\n";
      addErrors(out, text.errors);
    }
}

constexpr char common_errors[] =
    "EBADF: a descriptor is not open, or not for reading or writing; "
    "ENOTCAPABLE: a descriptor lacks the right that the call takes, or a path would leave its "
    "directory: by .., as an absolute path, or through a symbolic link; "
    "EFAULT: an address or what it should refer to is outside of the program's memory; nothing is "
    "done then; "
    "ENOENT: a path is empty, or a part of it is not there; "
    "ENOTDIR: a descriptor is no directory, or a part of a path or a name before a slash is none; "
    "ELOOP: a path goes through more than 40 symbolic links; "
    "ENAMETOOLONG: a path has more than 4095 bytes or a name in it more than 255; "
    "EINVAL: a path contains a NUL; "
    "EACCES, EPERM, EROFS: the system does not let this user; "
    "ENOMEM, EIO: memory is short, or a device failed";

struct Field {
  const char *structure, *name;
  size_t offset, size;
  const char *what;
};
#define WASMELT_FIELD_OF(type, field, what)                                                        \
  {#type, #field, offsetof(wasi::type, field), sizeof(wasi::type::field), what}
#define WASMELT_FIELD_WITHIN(type, part, field, what)                                              \
  {#type, #field, offsetof(wasi::type, part.field),                                                \
   sizeof(static_cast<wasi::type *>(nullptr)->part.field), what}
constexpr Field fields[] = {
    WASMELT_FIELD_OF(Iovec, buf, "where the buffer is"),
    WASMELT_FIELD_OF(Iovec, len, "its length"),
    WASMELT_FIELD_OF(Fdstat, filetype, "type"),
    WASMELT_FIELD_OF(Fdstat, flags, "flags"),
    WASMELT_FIELD_OF(Fdstat, rights, "rights"),
    WASMELT_FIELD_OF(Fdstat, inheriting, "rights that it passes on"),
    WASMELT_FIELD_OF(Filestat, dev, "device"),
    WASMELT_FIELD_OF(Filestat, ino, "number of the file on it"),
    WASMELT_FIELD_OF(Filestat, filetype, "type"),
    WASMELT_FIELD_OF(Filestat, nlink, "how many names it has"),
    WASMELT_FIELD_OF(Filestat, size, "bytes"),
    WASMELT_FIELD_OF(Filestat, atim, "last access, in nanoseconds since 1970"),
    WASMELT_FIELD_OF(Filestat, mtim, "last change of its contents"),
    WASMELT_FIELD_OF(Filestat, ctim, "last change of its attributes"),
    WASMELT_FIELD_OF(Prestat, tag, "0: a directory"),
    WASMELT_FIELD_OF(Prestat, name_len, "how long its name is"),
    WASMELT_FIELD_OF(Dirent, next, "place behind this entry"),
    WASMELT_FIELD_OF(Dirent, ino, "number of the file"),
    WASMELT_FIELD_OF(Dirent, name_len, "how long the name is, which follows"),
    WASMELT_FIELD_OF(Dirent, type, "type"),
    WASMELT_FIELD_OF(Subscription, userdata, "any number, to know the event by"),
    WASMELT_FIELD_OF(Subscription, type, "0 for a clock, 1 and 2 for a descriptor"),
    WASMELT_FIELD_WITHIN(Subscription, clock, id, "of a clock: which"),
    WASMELT_FIELD_WITHIN(Subscription, clock, timeout, "of a clock: when, or how long from now"),
    WASMELT_FIELD_WITHIN(Subscription, clock, precision, "of a clock: how late it may be"),
    WASMELT_FIELD_WITHIN(Subscription, clock, flags, "of a clock: 1 if timeout is a point in time"),
    WASMELT_FIELD_WITHIN(Subscription, file, fd, "of a descriptor: which"),
    WASMELT_FIELD_OF(Event, userdata, "of the subscription"),
    WASMELT_FIELD_OF(Event, error, "0, or what is wrong"),
    WASMELT_FIELD_OF(Event, type, "of the subscription"),
    WASMELT_FIELD_OF(Event, nbytes, "of a descriptor: bytes that can be read or written"),
    WASMELT_FIELD_OF(Event, flags, "of a descriptor: 1 if the other end has hung up"),
};

void addStructures(std::string &out) {
  const char *last = "";
  for (const Field &field : fields) {
    if (strcmp(field.structure, last))
      out += ".PP\n" + boldRoff(field.structure) + "\n";
    last = field.structure;
    out += ".br\n" + std::to_string(field.offset) + ", " + std::to_string(field.size) +
           (field.size == 1 ? " byte: " : " bytes: ") + italic(field.name) + ", " +
           escapeRoff(field.what) + "\n";
  }
}

} // namespace

std::string wasiManPage() {
  std::string out = ".\\\" Made by wasmelt --generate=wasi-man\n";
  out += std::string(".TH WASMELT-WASI 7 \"\" \"wasmelt ") + wasmeltVersion() +
         "\" \"Miscellaneous Information\"\n";
  out += ".SH NAME\nwasmelt\\-wasi \\- the calls of WASI that compiled programs have\n"
         ".SH DESCRIPTION\n"
         "Programs that \\fBwasmelt\\fR(1) compiles can import these functions of the module "
         "wasi_snapshot_preview1, and, but for what is said below, of wasi_unstable. An executable "
         "has those that its module imports. Addresses and lengths are in the memory that the "
         "module exports as \\(dqmemory\\(dq. Calls return 0 or the number of an error. "
         "\\fBWASMELT_TRACE=wasi\\fR shows what a program calls.\n"
         ".SH CALLS\n";
  for (const Call &call : allCalls())
    addCall(out, call);
  out += ".SH ERRORS\nThose of many calls, which are not repeated with them:\n";
  addErrors(out, common_errors);
  out += ".SH STRUCTURES\nWhere each part begins, and how long it is. File types are " +
         joined(WASMELT_WASI_NAMES_filetype "\0", ", ") + ", from 0 on.\n";
  addStructures(out);
  out += ".SH RIGHTS\nA descriptor has rights, and passes on rights to what is opened below it. "
         "They can only be given up. From the lowest bit on:\n.PP\n";
  for (const Right &right : rights)
    out += std::string(&right == rights ? "" : ", ") + right.name;
  out += ".\n.SH SEE ALSO\n\\fBwasmelt\\fR(1)\n";
  return out;
}

} // namespace wasmelt::tool
