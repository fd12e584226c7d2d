// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ruby SCRIPT.rb | ruby -e CODE: evaluates a script in CRuby, which is a module in this program,
// and prints what its value is. The script can use the standard streams, and the folder that it is
// in for reading, as /script.
#include "ruby.hpp"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// What the module wants to see of Ruby's values: handles, which are numbers of the host's.
class Handles {
public:
  int32_t insert(int32_t value) {
    values_.push_back(value);
    return static_cast<int32_t>(values_.size() - 1);
  }
  wasmelt::Result<int32_t> get(int32_t handle) const {
    if (static_cast<size_t>(handle) >= values_.size())
      return wasmelt::Error("there is no such handle");
    return values_[static_cast<size_t>(handle)];
  }

private:
  std::vector<int32_t> values_;
};

/// The module was built for browsers, too. Here is no JavaScript.
void refuseJavaScript(ruby::Imports &imports) {
  auto refuse = [](auto...) { return wasmelt::Error("there is no JavaScript in this host"); };
  imports.rb_js_abi_host_rb_wasm_throw_prohibit_rewind_exception = refuse;
  imports.canonical_abi_resource_drop_js_abi_value = refuse;
  imports
      .rb_js_abi_host_eval_js__func_code__string_____variant___success_handle_js_abi_value____failure_handle_js_abi_value____ =
      refuse;
  imports.rb_js_abi_host_is_js__func_value__handle_js_abi_value______bool = refuse;
  imports
      .rb_js_abi_host_instance_of__func_value__handle_js_abi_value___klass__handle_js_abi_value______bool =
      refuse;
  imports.rb_js_abi_host_global_this__func______handle_js_abi_value_ = refuse;
  imports.rb_js_abi_host_int_to_js_number__func_value__s32_____handle_js_abi_value_ = refuse;
  imports.rb_js_abi_host_float_to_js_number__func_value__float64_____handle_js_abi_value_ = refuse;
  imports.rb_js_abi_host_string_to_js_string__func_value__string_____handle_js_abi_value_ = refuse;
  imports.rb_js_abi_host_bool_to_js_bool__func_value__bool_____handle_js_abi_value_ = refuse;
  imports.rb_js_abi_host_proc_to_js_function__func_value__u32_____handle_js_abi_value_ = refuse;
  imports
      .rb_js_abi_host_rb_object_to_js_rb_value__func_raw_rb_abi_value__u32_____handle_js_abi_value_ =
      refuse;
  imports.rb_js_abi_host_js_value_to_string__func_value__handle_js_abi_value______string = refuse;
  imports
      .rb_js_abi_host_js_value_to_integer__func_value__handle_js_abi_value______variant___as_float_float64___bignum_string___ =
      refuse;
  imports.rb_js_abi_host_export_js_value_to_host__func_value__handle_js_abi_value________ = refuse;
  imports.rb_js_abi_host_import_js_value_from_host__func______handle_js_abi_value_ = refuse;
  imports.rb_js_abi_host_js_value_typeof__func_value__handle_js_abi_value______string = refuse;
  imports
      .rb_js_abi_host_js_value_equal__func_lhs__handle_js_abi_value___rhs__handle_js_abi_value______bool =
      refuse;
  imports
      .rb_js_abi_host_js_value_strictly_equal__func_lhs__handle_js_abi_value___rhs__handle_js_abi_value______bool =
      refuse;
  imports
      .rb_js_abi_host_reflect_apply__func_target__handle_js_abi_value___this_argument__handle_js_abi_value___arguments__list_handle_js_abi_value_______variant___success_handle_js_abi_value____failure_handle_js_abi_value____ =
      refuse;
  imports
      .rb_js_abi_host_reflect_get__func_target__handle_js_abi_value___property_key__string_____variant___success_handle_js_abi_value____failure_handle_js_abi_value____ =
      refuse;
  imports
      .rb_js_abi_host_reflect_set__func_target__handle_js_abi_value___property_key__string__value__handle_js_abi_value______variant___success_handle_js_abi_value____failure_handle_js_abi_value____ =
      refuse;
}

/// CRuby, by what its module exports: the canonical ABI of an early component model.
class Ruby {
public:
  explicit Ruby(wasmelt::Wasi &wasi) : instance_(ruby::Instance::create(imports(wasi)).value()) {
    wasmelt::initialize(ruby_instance(instance_.get())).value();
    std::vector<uint32_t> list;
    for (std::string_view argument : {"ruby", "-EUTF-8", "--disable=gems", "-e_=0"}) {
      list.push_back(static_cast<uint32_t>(give(argument)));
      list.push_back(static_cast<uint32_t>(argument.size() + 1));
    }
    std::string_view bytes(reinterpret_cast<const char *>(list.data()), 4 * list.size());
    instance_.ruby_init__func_args__list_string________(give(bytes), int32_t(list.size() / 2))
        .value();
    eval("$stdout.sync = true"); // nobody closes it in the end
  }

  /// What the value of a script is, as Ruby's inspect says it. Throws what the script raises.
  std::string eval(std::string_view code) {
    int32_t at = instance_
                     .rb_eval_string_protect__func_str__string_____tuple_handle_rb_abi_value___s32_(
                         give(code), int32_t(code.size() + 1))
                     .value();
    return string(send(checked(at), "inspect"));
  }

private:
  ruby::Imports imports(wasmelt::Wasi &wasi) {
    ruby::Imports imports;
    imports.wasi = wasi.get();
    imports.canonical_abi_resource_new_rb_abi_value = [this](int32_t value) {
      return handles_.insert(value);
    };
    imports.canonical_abi_resource_get_rb_abi_value = [this](int32_t handle) {
      return handles_.get(handle);
    };
    refuseJavaScript(imports);
    return imports;
  }

  /// A copy in the module's memory, with a NUL behind it, which strings want.
  int32_t give(std::string_view bytes) {
    int32_t at = instance_.cabi_realloc(0, 0, 4, int32_t(bytes.size() + 1)).value();
    auto room = instance_.memory().bytes(uint32_t(at), bytes.size() + 1);
    if (!room)
      throw std::runtime_error("there is no room for a string");
    std::memcpy(room->data(), bytes.data(), bytes.size());
    room->back() = 0;
    return at;
  }

  uint32_t word(int32_t at) {
    auto value = instance_.memory().read<uint32_t>(uint32_t(at));
    if (!value)
      throw std::runtime_error("a result is not in the module's memory");
    return *value;
  }

  /// The handle that a call stored, unless Ruby raised something.
  int32_t checked(int32_t at) {
    int32_t handle = int32_t(word(at)), state = int32_t(word(at + 4));
    if (!state)
      return handle;
    int32_t exception = instance_.rb_errinfo__func______handle_rb_abi_value_().value();
    instance_.rb_clear_errinfo__func________().value();
    throw std::runtime_error(string(send(exception, "full_message")));
  }

  /// Calls a method without arguments.
  int32_t send(int32_t receiver, std::string_view method) {
    int32_t name =
        instance_.rb_intern__func_name__string_____u32(give(method), int32_t(method.size() + 1))
            .value();
    return checked(
        instance_
            .rb_funcallv_protect__func_recv__handle_rb_abi_value___mid__u32__args__list_handle_rb_abi_value_______tuple_handle_rb_abi_value___s32_(
                receiver, name, 0, 0)
            .value());
  }

  std::string string(int32_t handle) {
    int32_t at = instance_.rstring_ptr__func_value__handle_rb_abi_value______string(handle).value();
    auto text = instance_.memory().text(word(at), word(at + 4));
    if (!text)
      throw std::runtime_error("a string is not in the module's memory");
    std::string copy(*text);
    instance_.cabi_post_rstring_ptr(at).value();
    return copy;
  }

  Handles handles_;
  ruby::Instance instance_;
};

std::string readFile(const char *path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw std::runtime_error(std::string(path) + ": cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

int main(int argc, char **argv) {
  bool has_code = argc == 3 && std::strcmp(argv[1], "-e") == 0;
  if (!has_code && argc != 2) {
    std::fprintf(stderr, "usage: ruby SCRIPT.rb\n       ruby -e CODE\n");
    return 2;
  }
  try {
    std::string code = has_code ? argv[2] : readFile(argv[1]);
    wasmelt::Wasi wasi;
    wasi.stream(WASMELT_WASI_STDIN, 0)
        .stream(WASMELT_WASI_STDOUT, 1)
        .stream(WASMELT_WASI_STDERR, 2);
    if (!has_code)
      wasi.dir(std::filesystem::absolute(argv[1]).parent_path(), "/script", WASMELT_WASI_READ_ONLY);
    std::string value = Ruby(wasi).eval(code);
    std::printf("=> %s\n", value.c_str());
    return 0;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "ruby: %s\n", error.what());
    return 1;
  }
}
