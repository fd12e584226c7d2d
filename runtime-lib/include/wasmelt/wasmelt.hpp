// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What headers that wasmelt writes for C++20 (`wasmelt lib.wasm --shared --header lib.hpp`) need of
// libwasmelt: errors, results, host functions from lambdas, and views of memories, globals and
// tables. wasmelt.h says what holds for ownership and threads.
//
// Errors. Whatever can fail returns a Result, which has either a value or an Error. Who would
// rather have C++ exceptions calls value(), which throws an Exception if there is no value:
//
//   if (auto sum = instance.add(1, 2)) use(*sum); else report(sum.error().message());
//   use(instance.add(1, 2).value());
//
// A function of the host may return a value or a Result, or throw: that ends the call that the host
// made, with the same error if an Exception was thrown, else with what() as its message.
#ifndef WASMELT_HPP
#define WASMELT_HPP

#include "bindings.h"

#include <concepts>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace wasmelt {

/// Why something failed.
class Error {
public:
  /// Takes the error over; null: no error.
  explicit Error(wasmelt_error_t *error = nullptr) noexcept : error_(error) {}
  /// An error of the host.
  explicit Error(const std::string &message) : error_(wasmelt_error_new(message.c_str())) {}

  explicit operator bool() const noexcept { return error_ != nullptr; }
  wasmelt_error_kind_t kind() const noexcept { return wasmelt_error_kind(error_.get()); }
  wasmelt_trap_t trap() const noexcept { return wasmelt_error_trap(error_.get()); }
  /// Lives as long as the error.
  const char *message() const noexcept { return wasmelt_error_message(error_.get()); }
  /// The back trace of a trap, innermost first.
  std::vector<wasmelt_frame_t> frames() const {
    std::vector<wasmelt_frame_t> result;
    for (size_t i = 0; i != wasmelt_error_frame_count(error_.get()); ++i)
      result.push_back(wasmelt_error_frame(error_.get(), i));
    return result;
  }

  const wasmelt_error_t *get() const noexcept { return error_.get(); }
  /// The error becomes the caller's.
  wasmelt_error_t *release() noexcept { return error_.release(); }

private:
  struct Free {
    void operator()(wasmelt_error_t *error) const noexcept { wasmelt_error_free(error); }
  };
  std::unique_ptr<wasmelt_error_t, Free> error_;
};

/// What Result::value throws.
class Exception : public std::exception {
public:
  explicit Exception(Error error) : error_(std::make_shared<Error>(std::move(error))) {}
  const char *what() const noexcept override { return error_->message(); }
  const Error &error() const noexcept { return *error_; }
  /// Copies of the exception have no error afterwards.
  Error takeError() noexcept { return std::move(*error_); }

private:
  std::shared_ptr<Error> error_;
};

/// A value, or why there is none; used as std::expected is. To ask for the value by * or -> if
/// there is none is undefined.
template <class T>
class [[nodiscard]] Result {
public:
  using value_type = T;
  using error_type = Error;

  template <class U = T>
  requires(std::convertible_to<U, T> && !std::same_as<std::remove_cvref_t<U>, Error> &&
           !std::same_as<std::remove_cvref_t<U>, Result>) Result(U &&value)
      : value_(std::forward<U>(value)) {}
  Result(Error error) noexcept : error_(std::move(error)) {}

  bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  T &operator*() &noexcept { return *value_; }
  const T &operator*() const &noexcept { return *value_; }
  T &&operator*() &&noexcept { return *std::move(value_); }
  T *operator->() noexcept { return &*value_; }
  const T *operator->() const noexcept { return &*value_; }
  T &value() & { return check(), *value_; }
  T &&value() && { return check(), *std::move(value_); }
  template <class U>
  T value_or(U &&other) && {
    return value_ ? *std::move(value_) : static_cast<T>(std::forward<U>(other));
  }
  Error &error() noexcept { return error_; }
  const Error &error() const noexcept { return error_; }
  /// What `next`, which returns a Result, makes of the value; the error if there is none.
  template <class F>
  auto and_then(F &&next) && -> std::invoke_result_t<F, T> {
    if (!value_)
      return std::move(error_);
    return std::invoke(std::forward<F>(next), *std::move(value_));
  }

private:
  void check() {
    if (!value_)
      throw Exception(std::move(error_));
  }

  std::optional<T> value_;
  Error error_;
};

template <>
class [[nodiscard]] Result<void> {
public:
  using value_type = void;
  using error_type = Error;

  Result() noexcept = default;
  Result(Error error) noexcept : error_(std::move(error)) {}

  bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() {
    if (error_)
      throw Exception(std::move(error_));
  }
  Error &error() noexcept { return error_; }
  const Error &error() const noexcept { return error_; }
  template <class F>
  auto and_then(F &&next) && -> std::invoke_result_t<F> {
    if (error_)
      return std::move(error_);
    return std::invoke(std::forward<F>(next));
  }

private:
  Error error_;
};

namespace detail {

template <class... T>
struct Types {};

/// The results of a function of WebAssembly as a C++ function returns them.
template <class... T>
struct Returned {
  using type = std::tuple<T...>;
};
template <class T>
struct Returned<T> {
  using type = T;
};
template <>
struct Returned<> {
  using type = void;
};

/// The other way round.
template <class T>
struct ResultTypes {
  using type = Types<T>;
};
template <>
struct ResultTypes<void> {
  using type = Types<>;
};
template <class... T>
struct ResultTypes<std::tuple<T...>> {
  using type = Types<T...>;
};

/// How C passes a parameter.
template <class T>
struct Passed {
  using type = T;
  static T value(T passed) { return passed; }
};
template <>
struct Passed<wasmelt_v128_t> {
  using type = const wasmelt_v128_t *;
  static wasmelt_v128_t value(type passed) { return *passed; }
};

/// The result of a call in C that stored results in these.
template <class... T>
Result<typename Returned<T...>::type> finish(wasmelt_error_t *error, T &...results) {
  if (error)
    return Error(error);
  if constexpr (sizeof...(T) == 0)
    return {};
  else
    return typename Returned<T...>::type(results...);
}

/// The error of the exception that is being handled.
inline wasmelt_error_t *currentError() noexcept {
  try {
    throw;
  } catch (Exception &exception) {
    if (wasmelt_error_t *error = exception.takeError().release())
      return error;
    return wasmelt_error_new("an error that was passed on already");
  } catch (const std::exception &exception) {
    return wasmelt_error_new(exception.what());
  } catch (...) {
    return wasmelt_error_new("a C++ exception that is no std::exception");
  }
}

/// Functions for C that call an object in C++, which is their `env`.
template <class R, class P, class Results = typename ResultTypes<R>::type>
struct Native;
template <class R, class... P, class... T>
struct Native<R, Types<P...>, Types<T...>> {
  using Function = wasmelt_error_t *(void *env, typename Passed<P>::type... params, T *...results);

  template <class F>
  static wasmelt_error_t *call(void *env, typename Passed<P>::type... params,
                               T *...results) noexcept {
    try {
      F &function = *static_cast<F *>(env);
      if constexpr (std::is_void_v<std::invoke_result_t<F &, P...>>) {
        std::invoke(function, Passed<P>::value(params)...);
      } else {
        Result<R> result = std::invoke(function, Passed<P>::value(params)...);
        if (!result)
          return result.error().release();
        if constexpr (sizeof...(T) == 1)
          (..., (*results = *result));
        else if constexpr (sizeof...(T) > 1)
          std::tie(*results...) = *result;
      }
      return nullptr;
    } catch (...) {
      return currentError();
    }
  }
};

template <class F, class R, class... P>
concept Provides = std::is_invocable_v<F &, P...> &&
    ((std::is_void_v<R> && std::is_void_v<std::invoke_result_t<F &, P...>>) ||
     std::is_convertible_v<std::invoke_result_t<F &, P...>, Result<R>>);

} // namespace detail

/// What is provided for an import, a function with this signature: something to call, as a lambda,
/// or a function of an instance. Several results are a std::tuple. Copies are the same function.
template <class Signature>
class HostFunction;
template <class R, class... P>
class HostFunction<R(P...)> {
  using Native = detail::Native<R, detail::Types<P...>>;

public:
  HostFunction() = default;
  HostFunction(const wasmelt_function_t *existing) : existing_(existing) {}
  template <class F>
  requires(!std::same_as<std::remove_cvref_t<F>, HostFunction> &&
           detail::Provides<std::decay_t<F>, R, P...>) HostFunction(F &&f)
      : object_(std::make_shared<std::decay_t<F>>(std::forward<F>(f))),
        native_(&Native::template call<std::decay_t<F>>) {}

  // For generated headers.
  typename Native::Function *native() const { return native_; }
  void *env() const { return object_.get(); }
  const wasmelt_function_t *existing() const { return existing_; }

private:
  std::shared_ptr<void> object_;
  typename Native::Function *native_ = nullptr;
  const wasmelt_function_t *existing_ = nullptr;
};

/// Instances, and what they share. Has to outlive what is made in it.
class Store {
public:
  /// Throws an Exception if that fails.
  explicit Store(const wasmelt_store_limits_t &limits = {}) {
    wasmelt_error_t *error = nullptr;
    store_.reset(wasmelt_store_create(&limits, &error));
    if (!store_)
      throw Exception(Error(error));
  }
  wasmelt_store_t *get() const noexcept { return store_.get(); }
  /// Keeps something until the store is gone.
  void keep(std::shared_ptr<void> object) { kept_.push_back(std::move(object)); }

private:
  struct Destroy {
    void operator()(wasmelt_store_t *store) const noexcept { wasmelt_store_destroy(store); }
  };
  std::vector<std::shared_ptr<void>> kept_;
  std::unique_ptr<wasmelt_store_t, Destroy> store_;
};

/// A memory, which lives as long as its instance's store.
class Memory {
public:
  explicit Memory(wasmelt_memory_t *memory) noexcept : memory_(memory) {}
  wasmelt_memory_t *get() const noexcept { return memory_; }

  uint64_t size() const noexcept { return wasmelt_memory_size(memory_); }
  /// All of it. Its end is that of now: the module may grow the memory, which never moves.
  std::span<uint8_t> bytes() const noexcept {
    return {wasmelt_memory_data(memory_), static_cast<size_t>(size())};
  }
  /// A part; nothing if not all of it is inside.
  std::optional<std::span<uint8_t>> bytes(uint64_t offset, uint64_t count) const noexcept {
    if (offset > size() || count > size() - offset)
      return std::nullopt;
    return bytes().subspan(static_cast<size_t>(offset), static_cast<size_t>(count));
  }
  /// A part as text.
  std::optional<std::string_view> text(uint64_t offset, uint64_t count) const noexcept {
    auto part = bytes(offset, count);
    if (!part)
      return std::nullopt;
    return std::string_view(reinterpret_cast<const char *>(part->data()), part->size());
  }
  /// The bytes of a T; nothing if not all of them are inside.
  template <class T>
  requires std::is_trivially_copyable_v<T> std::optional<T> read(uint64_t offset)
  const noexcept {
    T value;
    if (!wasmelt_memory_read(memory_, offset, &value, sizeof value))
      return std::nullopt;
    return value;
  }
  /// False, and nothing is written, if not all bytes are inside.
  template <class T>
  requires std::is_trivially_copyable_v<T>
  [[nodiscard]] bool write(uint64_t offset, const T &value) const noexcept {
    return wasmelt_memory_write(memory_, offset, &value, sizeof value);
  }
  [[nodiscard]] bool write(uint64_t offset, std::span<const uint8_t> from) const noexcept {
    return wasmelt_memory_write(memory_, offset, from.data(), from.size());
  }
  [[nodiscard]] bool write(uint64_t offset, std::string_view from) const noexcept {
    return wasmelt_memory_write(memory_, offset, from.data(), from.size());
  }
  /// Grows by pages: the old size in pages, or -1.
  int64_t grow(uint64_t pages) const noexcept { return wasmelt_memory_grow(memory_, pages); }

private:
  wasmelt_memory_t *memory_;
};

namespace detail {

/// A value that C's wasmelt_value_t has.
template <class T>
T unwrap(const wasmelt_value_t &value) noexcept {
  if constexpr (std::same_as<T, int32_t>)
    return value.of.i32;
  else if constexpr (std::same_as<T, int64_t>)
    return value.of.i64;
  else if constexpr (std::same_as<T, float>)
    return value.of.f32;
  else if constexpr (std::same_as<T, double>)
    return value.of.f64;
  else if constexpr (std::same_as<T, wasmelt_v128_t>)
    return wasmelt_value_v128(value);
  else if constexpr (std::same_as<T, void *>)
    return value.of.ref;
  else
    return value.of.function;
}

/// The other way round. `kind` counts for references.
template <class T>
wasmelt_value_t wrap(wasmelt_kind_t kind, const T &value) noexcept {
  if constexpr (std::same_as<T, int32_t>)
    return wasmelt_i32(value);
  else if constexpr (std::same_as<T, int64_t>)
    return wasmelt_i64(value);
  else if constexpr (std::same_as<T, float>)
    return wasmelt_f32(value);
  else if constexpr (std::same_as<T, double>)
    return wasmelt_f64(value);
  else if constexpr (std::same_as<T, wasmelt_v128_t>)
    return wasmelt_v128_value(value);
  else
    return wasmelt_reference_value(kind, value);
}

} // namespace detail

/// A global of a type; lives as long as its instance's store.
template <class T, bool is_mutable>
class Global {
public:
  explicit Global(wasmelt_global_t *global) noexcept : global_(global) {}
  wasmelt_global_t *get() const noexcept { return global_; }

  T value() const noexcept { return detail::unwrap<T>(wasmelt_global_get(global_)); }
  /// Fails if a reference is not of the global's type.
  Result<void> set(T value) const requires is_mutable {
    wasmelt_kind_t kind = wasmelt_global_type(global_).kind;
    return detail::finish(wasmelt_global_set(global_, detail::wrap<T>(kind, value)));
  }

private:
  wasmelt_global_t *global_;
};

/// A table of functions or other references; lives as long as its instance's store.
template <class T>
class Table {
public:
  explicit Table(wasmelt_table_t *table) noexcept : table_(table) {}
  wasmelt_table_t *get() const noexcept { return table_; }

  uint64_t size() const noexcept { return wasmelt_table_size(table_); }
  /// Fails if the index is not below the size.
  Result<T> at(uint64_t index) const {
    wasmelt_value_t value;
    if (wasmelt_error_t *error = wasmelt_table_get(table_, index, &value))
      return Error(error);
    return detail::unwrap<T>(value);
  }
  /// Fails if the index is not below the size or the value is not of the type.
  Result<void> set(uint64_t index, T value) const {
    return detail::finish(wasmelt_table_set(table_, index, detail::wrap<T>(kind(), value)));
  }
  /// Grows by `delta` elements: the old size, or -1.
  int64_t grow(uint64_t delta, T value) const noexcept {
    return wasmelt_table_grow(table_, delta, detail::wrap<T>(kind(), value));
  }

private:
  wasmelt_kind_t kind() const noexcept { return wasmelt_table_element_type(table_).kind; }

  wasmelt_table_t *table_;
};

} // namespace wasmelt

#endif
