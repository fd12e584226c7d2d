# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# ---- What every such module begins with: libwasmelt by ctypes ---------------------------------------

import ctypes as _c
import os as _os
import struct as _struct
import threading as _threading
import traceback as _traceback


def _open_libwasmelt():
    beside = _os.path.join(_os.path.dirname(_os.path.abspath(__file__)), "libwasmelt.so.0")
    named = _os.environ.get("WASMELT_LIBRARY")
    path = named or (beside if _os.path.exists(beside) else "libwasmelt.so.0")
    try:
        return _c.CDLL(path)
    except OSError as error:
        raise ImportError(f"{error}: libwasmelt was not found; put it beside this file, where the system's "
                          "loader looks (LD_LIBRARY_PATH), or name it by WASMELT_LIBRARY") from None


_lib = _open_libwasmelt()


class _Type(_c.Structure):
    _fields_ = [("kind", _c.c_uint), ("nullable", _c.c_bool), ("id", _c.c_uint32)]


class _Signature(_c.Structure):
    _fields_ = [("params", _c.POINTER(_Type)), ("param_count", _c.c_size_t),
                ("results", _c.POINTER(_Type)), ("result_count", _c.c_size_t)]


class _Range(_c.Structure):
    _fields_ = [("min", _c.c_uint64), ("max", _c.c_uint64), ("has_max", _c.c_bool), ("is_64", _c.c_bool),
                ("is_shared", _c.c_bool)]


class _ExternType(_c.Structure):
    _fields_ = [("kind", _c.c_uint), ("signature", _Signature), ("type", _Type), ("is_mutable", _c.c_bool),
                ("range", _Range), ("page_size", _c.c_uint32)]


class _Import(_c.Structure):
    _fields_ = [("module", _c.c_char_p), ("module_size", _c.c_size_t), ("name", _c.c_void_p),
                ("name_size", _c.c_size_t), ("type", _ExternType)]


class _Export(_c.Structure):
    _fields_ = [("name", _c.c_void_p), ("name_size", _c.c_size_t), ("type", _ExternType)]


class _Extern(_c.Structure):
    _fields_ = [("kind", _c.c_uint), ("object", _c.c_void_p)]


class _Provided(_c.Structure):
    _fields_ = [("object", _Extern), ("function", _c.c_void_p), ("env", _c.c_void_p)]


class _Value(_c.Structure):  # a union, which ctypes does not pass, as two halves
    _fields_ = [("kind", _c.c_uint), ("low", _c.c_uint64), ("high", _c.c_uint64)]


class _Frame(_c.Structure):
    _fields_ = [("function", _c.c_char_p), ("library", _c.c_char_p), ("offset", _c.c_uint64)]


class _Limits(_c.Structure):
    _fields_ = [(name, _c.c_uint64) for name in (
        "memory_size", "total_memory", "table_elements", "total_elements", "instances", "memories", "tables",
        "stack_size")]


_Callback = _c.CFUNCTYPE(_c.c_void_p, _c.c_void_p, _c.POINTER(_Value), _c.POINTER(_Value))
_Transfer = _c.CFUNCTYPE(_c.c_ssize_t, _c.c_void_p, _c.c_void_p, _c.c_size_t)


def _declare(name, result, *parameters):
    function = getattr(_lib, "wasmelt_" + name)
    function.restype, function.argtypes = result, parameters
    return function


_p, _error_p = _c.c_void_p, _c.POINTER(_c.c_void_p)
_error_new = _declare("error_new", _p, _c.c_char_p)
_error_free = _declare("error_free", None, _p)
_error_kind = _declare("error_kind", _c.c_uint, _p)
_error_trap = _declare("error_trap", _c.c_uint, _p)
_error_exit_status = _declare("error_exit_status", _c.c_int32, _p)
_error_message = _declare("error_message", _c.c_char_p, _p)
_error_frame_count = _declare("error_frame_count", _c.c_size_t, _p)
_error_frame = _declare("error_frame", _Frame, _p, _c.c_size_t)
_library_load = _declare("library_load", _p, _c.c_char_p, _error_p)
_library_import_count = _declare("library_import_count", _c.c_size_t, _p)
_library_import = _declare("library_import", _Import, _p, _c.c_size_t)
_library_export_count = _declare("library_export_count", _c.c_size_t, _p)
_library_export = _declare("library_export", _Export, _p, _c.c_size_t)
_store_create = _declare("store_create", _p, _c.POINTER(_Limits), _error_p)
_store_destroy = _declare("store_destroy", None, _p)
_store_interrupt = _declare("store_interrupt", _p, _p)
_store_set_deadline = _declare("store_set_deadline", _p, _p, _c.c_uint64)
_store_set_fuel = _declare("store_set_fuel", _p, _p, _c.c_uint64)
_store_add_fuel = _declare("store_add_fuel", _p, _p, _c.c_uint64)
_store_fuel = _declare("store_fuel", _c.c_uint64, _p)
_binding_create = _declare("binding_create", _p, _p, _p, _c.POINTER(_Provided), _c.c_size_t, _p, _error_p)
_instance_export_at = _declare("instance_export_at", _Extern, _p, _c.c_size_t)
_function_new = _declare("function_new", _p, _p, _c.POINTER(_Signature), _Callback, _p, _error_p)
_function_signature = _declare("function_signature", _Signature, _p)
_call = _declare("call", _p, _p, _c.POINTER(_Value), _c.c_size_t, _c.POINTER(_Value), _c.c_size_t)
_memory_new = _declare("memory_new", _p, _p, _Range, _error_p)
_memory_data = _declare("memory_data", _p, _p)
_memory_size = _declare("memory_size", _c.c_uint64, _p)
_memory_read = _declare("memory_read", _c.c_bool, _p, _c.c_uint64, _p, _c.c_size_t)
_memory_write = _declare("memory_write", _c.c_bool, _p, _c.c_uint64, _p, _c.c_size_t)
_memory_grow = _declare("memory_grow", _c.c_int64, _p, _c.c_uint64)
_global_new = _declare("global_new", _p, _p, _Type, _c.c_bool, _Value, _error_p)
_global_type = _declare("global_type", _Type, _p)
_global_is_mutable = _declare("global_is_mutable", _c.c_bool, _p)
_global_get = _declare("global_get", _Value, _p)
_global_set = _declare("global_set", _p, _p, _Value)
_table_new = _declare("table_new", _p, _p, _Type, _Range, _Value, _error_p)
_table_element_type = _declare("table_element_type", _Type, _p)
_table_size = _declare("table_size", _c.c_uint64, _p)
_table_get = _declare("table_get", _p, _p, _c.c_uint64, _c.POINTER(_Value))
_table_set = _declare("table_set", _p, _p, _c.c_uint64, _Value)
_table_grow = _declare("table_grow", _c.c_int64, _p, _c.c_uint64, _Value)
_wasi_create = _declare("wasi_create", _p, _error_p)
_wasi_destroy = _declare("wasi_destroy", None, _p)
_wasi_add_arg = _declare("wasi_add_arg", _p, _p, _c.c_char_p)
_wasi_add_env = _declare("wasi_add_env", _p, _p, _c.c_char_p, _c.c_char_p)
_wasi_add_dir = _declare("wasi_add_dir", _p, _p, _c.c_char_p, _c.c_char_p, _c.c_uint)
_wasi_add_socket = _declare("wasi_add_socket", _p, _p, _c.c_int)
_wasi_add_listener = _declare("wasi_add_listener", _p, _p, _c.c_char_p)
_wasi_set_stream = _declare("wasi_set_stream", _p, _p, _c.c_uint, _c.c_int)
_wasi_set_output = _declare("wasi_set_output", _p, _p, _c.c_uint, _Transfer, _p)
_wasi_set_input = _declare("wasi_set_input", _p, _p, _Transfer, _p)
_wasi_limit_descriptors = _declare("wasi_limit_descriptors", None, _p, _c.c_uint32)
_wasi_initialize = _declare("wasi_initialize", _p, _p)
_wasi_run = _declare("wasi_run", _p, _p, _c.POINTER(_c.c_int32))


# ---- Errors

class Error(Exception):
    """What libwasmelt reports. The text says what is wrong."""


class Trap(Error):
    """Compiled code trapped. `trap` is the number of the trap (wasmelt_trap_t), and `frames` are the functions
    that were running, the innermost first: (function, library, offset of the instruction)."""

    def __init__(self, message, trap, frames):
        super().__init__(message)
        self.trap, self.frames = trap, frames


class UncaughtException(Error):
    """A WebAssembly exception that nothing caught."""


class LinkError(Error):
    """An import is missing or does not match."""


class Failure(Error):
    """The system failed: files, memory, address space."""


class LimitError(Error):
    """A limit of the store is in the way."""


class Misuse(Error):
    """What was asked for does not go: types, names, numbers, threads."""


class Exit(Error):
    """The module exited (proc_exit of WASI), with `status`."""

    def __init__(self, message, status):
        super().__init__(message)
        self.status = status


_KINDS = {2: UncaughtException, 3: LinkError, 4: Failure, 5: LimitError, 6: Misuse}
# What a function of the host raised, on the way through compiled code to who called that.
_raised = _threading.local()


def _check(error):
    """Raises what an error of libwasmelt's says."""
    if not error:
        return
    try:
        kind, message = _error_kind(error), _error_message(error).decode(errors="replace")
        if kind == 1:
            trap = _error_trap(error)
            exception = getattr(_raised, "exception", None)
            if not trap and exception is not None:
                _raised.exception = None
                raise exception
            frames = [_error_frame(error, i) for i in range(_error_frame_count(error))]
            raise Trap(message, trap, [(_os.fsdecode(frame.function), _os.fsdecode(frame.library), frame.offset)
                                       for frame in frames])
        if kind == 7:
            raise Exit(message, _error_exit_status(error))
        raise _KINDS.get(kind, Error)(message)
    finally:
        _error_free(error)


def _checked(function, *arguments):
    """What a function returns that stores its error behind its last parameter."""
    error = _c.c_void_p()
    result = function(*arguments, _c.byref(error))
    _check(error.value)
    return result


# ---- Types and values

_NAMES = {0: "i32", 1: "i64", 2: "f32", 3: "f64", 4: "v128", 16: "funcref", 17: "externref", 18: "anyref",
          19: "eqref", 20: "i31ref", 21: "structref", 22: "arrayref", 23: "exnref", 24: "nullref",
          25: "nullfuncref", 26: "nullexternref", 27: "nullexnref", 28: "ref"}
_NUMBERS = {name: number for number, name in _NAMES.items()}


def _make_type(name):
    if name not in _NUMBERS or name == "ref":
        raise ValueError(f"there is no type {name!r}; there are {', '.join(sorted(_NUMBERS))}")
    return _Type(_NUMBERS[name], True, 0)


def _make_signature(params, results):
    return _Signature((_Type * len(params))(*map(_make_type, params)), len(params),
                      (_Type * len(results))(*map(_make_type, results)), len(results))


def _types(array, count):
    """Copies, which the store need not keep."""
    return [_Type(type.kind, type.nullable, type.id) for type in array[:count]]


def _integer(value, bits):
    number = value.__index__()
    if not -(1 << (bits - 1)) <= number < 1 << bits:
        raise OverflowError(f"{number} does not fit in {bits} bits")
    return number & ((1 << bits) - 1)


def _signed(number, bits):
    return number - (1 << bits) if number >> (bits - 1) & 1 else number


class Reference:
    """A reference of a kind that Python cannot look into, as an exception."""

    def __init__(self, kind, address, store):
        self._kind, self._address, self._store = kind, address, store


def _to_value(value, type, store):
    kind = type.kind
    if kind == 0:
        return _Value(kind, _integer(value, 32), 0)
    if kind == 1:
        return _Value(kind, _integer(value, 64), 0)
    if kind == 2:
        try:
            return _Value(kind, _struct.unpack("=I", _struct.pack("=f", value))[0], 0)
        except OverflowError:  # beyond the largest one
            return _Value(kind, _struct.unpack("=I", _struct.pack("=f", float("inf") if value > 0 else
                                                                  float("-inf")))[0], 0)
    if kind == 3:
        return _Value(kind, _struct.unpack("=Q", _struct.pack("=d", value))[0], 0)
    if kind == 4:
        if len(value) != 16:
            raise ValueError(f"a v128 is 16 bytes, not {len(value)}")
        return _Value(kind, *_struct.unpack("=QQ", bytes(value)))
    if value is None:
        return _Value(kind, 0, 0)
    if kind == 17:
        # What the module holds has to stay, and nobody tells when it no longer holds it.
        store._objects[id(value)] = value
        return _Value(kind, id(value), 0)
    if getattr(value, "_store", store) is not store:
        raise Misuse("the reference is of another store")
    if hasattr(value, "_wasmelt_function"):
        return _Value(16, value._wasmelt_function, 0)
    if hasattr(value, "_address"):
        return _Value(value._kind, value._address, 0)
    raise TypeError(f"a reference of type {_NAMES[kind]} is wanted, not {value!r}")


def _from_value(value, store):
    kind, low = value.kind, value.low
    if kind == 0:
        return _signed(low & 0xffffffff, 32)
    if kind == 1:
        return _signed(low, 64)
    if kind == 2:
        return _struct.unpack("=f", _struct.pack("=I", low & 0xffffffff))[0]
    if kind == 3:
        return _struct.unpack("=d", _struct.pack("=Q", low))[0]
    if kind == 4:
        return _struct.pack("=QQ", low, value.high)
    if not low:
        return None
    if kind == 17:
        return store._objects[low]
    if kind in (16, 28):
        return Function._existing(store, low)
    return Reference(kind, low, store)


# ---- Stores and what is in them

class _Owned:
    """What is destroyed when it is closed. `_what` it is, and how it is destroyed."""
    _what, _destroy = "", None

    def __init__(self, address):
        self._address = address
        self._kept = []  # what compiled code calls

    @property
    def _pointer(self):
        if not self._address:
            raise ValueError(f"the {self._what} is closed")
        return self._address

    def close(self):
        """Frees it and all in it, which cannot be used any more. Nothing of it may be running."""
        address, self._address = self._address, None
        if address:
            self._destroy(address)
            self._kept.clear()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __del__(self):
        if getattr(self, "_address", None):
            self.close()


class Store(_Owned):
    """Instances and what they share, with limits; 0 is none of this kind (wasmelt_store_limits_t): of bytes, of
    elements, of numbers. To be closed, or used in a `with` statement. One thread at a time may use it; `interrupt`
    may be called from any."""
    _what, _destroy = "store", staticmethod(_store_destroy)

    def __init__(self, **limits):
        unknown = set(limits) - {name for name, _ in _Limits._fields_}
        if unknown:
            raise TypeError(f"a store has no limit {', '.join(sorted(unknown))}")
        super().__init__(_checked(_store_create, _c.byref(_Limits(**limits))))
        self._objects = {}  # what externrefs refer to

    def interrupt(self):
        """Stops the call that is running, or the next one, with a Trap (--interruptible)."""
        _check(_store_interrupt(self._pointer))

    def set_deadline(self, seconds):
        """Stops calls from so many seconds from now on (--interruptible). None: no deadline."""
        nanoseconds = (1 << 64) - 1 if seconds is None else max(0, int(seconds * 1e9))
        _check(_store_set_deadline(self._pointer, nanoseconds))

    @property
    def fuel(self):
        """How many instructions calls may still run (--fuel). None: any number."""
        fuel = _store_fuel(self._pointer)
        return None if fuel >> 63 else fuel

    @fuel.setter
    def fuel(self, amount):
        _check(_store_set_fuel(self._pointer, (1 << 64) - 1 if amount is None else amount))

    def add_fuel(self, amount):
        """Adds to what is left."""
        _check(_store_add_fuel(self._pointer, amount))

    def close(self):
        super().close()
        self._objects.clear()


class _Object:
    """Something in a store that can be imported and exported."""

    def __init__(self, store, pointer):
        self._store, self._address = store, pointer

    @property
    def _pointer(self):
        self._store._pointer  # is open
        return self._address

    def __eq__(self, other):
        return type(self) is type(other) and self._address == other._address

    def __hash__(self):
        return hash(self._address)


class Function(_Object):
    """A function: of a module, or of Python's, as Function(store, ["i32"], ["i64"], callable). To be called with
    numbers, bytes (v128), None (null), functions, and for an externref any object, which the store keeps. Returns
    None, a value, or a tuple."""
    _extern_kind = 0

    def __init__(self, store, params, results, function):
        signature = _make_signature(params, results)
        super().__init__(store, _new_function(store, signature, function))
        self._learn()

    @classmethod
    def _existing(cls, store, pointer):
        function = cls.__new__(cls)
        _Object.__init__(function, store, pointer)
        function._learn()
        return function

    def _learn(self):
        signature = _function_signature(self._address)
        self._params = _types(signature.params, signature.param_count)
        self._results = signature.result_count

    @property
    def _wasmelt_function(self):
        return self._pointer

    def __call__(self, *arguments):
        params, count = self._params, self._results
        if len(arguments) != len(params):
            raise TypeError(f"{len(params)} arguments are wanted, not {len(arguments)}")
        store, pointer = self._store, self._pointer
        values = (_Value * len(params))(*[_to_value(argument, type, store)
                                          for argument, type in zip(arguments, params)])
        results = (_Value * count)()
        error = _call(pointer, values, len(params), results, count)
        if error:
            _check(error)
        if count == 1:
            return _from_value(results[0], store)
        return tuple([_from_value(result, store) for result in results]) if count else None


def _new_function(store, signature, function):
    """A pointer to a function that calls Python's. What that raises goes on in who called the module."""
    if not callable(function):
        raise TypeError(f"a function is wanted, not {function!r}")
    params, results = signature.param_count, signature.result_count
    types = _types(signature.results, results)

    def callback(_, arguments, into):
        try:
            result = function(*[_from_value(arguments[i], store) for i in range(params)])
            if not results:
                if result is not None:
                    raise TypeError(f"{function!r} returned {result!r}, but the function has no result")
                return None
            values = (result,) if results == 1 else tuple(result)
            if len(values) != results:
                raise TypeError(f"{function!r} returned {len(values)} values, not {results}")
            made = [_to_value(value, type, store) for value, type in zip(values, types)]
            for i, value in enumerate(made):
                into[i] = value
            return None
        except BaseException as exception:
            _raised.exception = exception
            return _error_new(f"{type(exception).__name__}: {exception}".encode(errors="replace"))

    native = _Callback(callback)
    store._kept.append(native)
    return _checked(_function_new, store._pointer, _c.byref(signature), native, None)


class Memory(_Object):
    """A memory: of a module, or Memory(store, pages, most_pages). Its bytes are memory[at] and memory[from:to]."""
    _extern_kind = 2

    def __init__(self, store, pages, most_pages=None):
        limits = _Range(pages, most_pages or 0, most_pages is not None, False, False)
        super().__init__(store, _checked(_memory_new, store._pointer, limits))

    @classmethod
    def _existing(cls, store, pointer):
        memory = cls.__new__(cls)
        _Object.__init__(memory, store, pointer)
        return memory

    def __len__(self):
        return _memory_size(self._pointer)

    def read(self, offset, size):
        """Bytes. IndexError if not all are inside."""
        size = _integer(size, 63)
        if offset < 0 or offset + size > len(self):
            raise IndexError(f"{size} bytes at {offset} are not inside the memory, which has {len(self)}")
        to = _c.create_string_buffer(size)
        _memory_read(self._pointer, offset, to, size)
        return to.raw

    def write(self, offset, data):
        """Stores bytes. IndexError, and nothing is stored, if they are not all inside."""
        data = bytes(data)
        if offset < 0 or not _memory_write(self._pointer, offset, data, len(data)):
            raise IndexError(f"{len(data)} bytes at {offset} are not inside the memory, which has {len(self)}")

    def grow(self, pages):
        """Adds pages and returns how many there were. MemoryError if a limit or the system is in the way."""
        before = _memory_grow(self._pointer, pages)
        if before < 0:
            raise MemoryError(f"the memory cannot grow by {pages} pages")
        return before

    def view(self):
        """The bytes themselves, as they are now, without a copy; not to be used when the store is closed."""
        bytes_type = _c.c_ubyte * len(self)
        view = bytes_type.from_address(_memory_data(self._pointer))
        view._store = self._store  # which is not closed before
        return memoryview(view).cast("B")

    def _range(self, key):
        if isinstance(key, slice):
            start, stop, step = key.indices(len(self))
            if step != 1:
                raise ValueError("only whole ranges of a memory can be read and written")
            return start, max(0, stop - start)
        at = key.__index__()
        return (at + len(self) if at < 0 else at), 1

    def __getitem__(self, key):
        data = self.read(*self._range(key))
        return data if isinstance(key, slice) else data[0]

    def __setitem__(self, key, data):
        start, size = self._range(key)
        data = bytes(data) if isinstance(key, slice) else bytes([data])
        if len(data) != size:
            raise ValueError(f"{len(data)} bytes do not fit in {size}")
        self.write(start, data)

    def __iter__(self):
        return iter(self[:])


class Global(_Object):
    """A global: of a module, or Global(store, "i32", 1, mutable=True)."""
    _extern_kind = 3

    def __init__(self, store, type, value, mutable=False):
        type = _make_type(type)
        super().__init__(store, _checked(_global_new, store._pointer, type, mutable, _to_value(value, type, store)))

    _existing = Memory.__dict__["_existing"]

    @property
    def mutable(self):
        return _global_is_mutable(self._pointer)

    @property
    def value(self):
        return _from_value(_global_get(self._pointer), self._store)

    @value.setter
    def value(self, value):
        value = _to_value(value, _global_type(self._pointer), self._store)
        _check(_global_set(self._pointer, value))


class Table(_Object):
    """A table: of a module, or Table(store, "funcref", elements, most_elements). Its elements are table[at]."""
    _extern_kind = 1

    def __init__(self, store, type, elements, most_elements=None, init=None):
        type = _make_type(type)
        limits = _Range(elements, most_elements or 0, most_elements is not None, False, False)
        super().__init__(store, _checked(_table_new, store._pointer, type, limits, _to_value(init, type, store)))

    _existing = Memory.__dict__["_existing"]

    def __len__(self):
        return _table_size(self._pointer)

    def _index(self, at):
        index = at.__index__()
        if not 0 <= index < len(self):
            raise IndexError(f"there is no element {index} in the table, which has {len(self)}")
        return index

    def __getitem__(self, at):
        value = _Value()
        _check(_table_get(self._pointer, self._index(at), _c.byref(value)))
        return _from_value(value, self._store)

    def __setitem__(self, at, value):
        value = _to_value(value, _table_element_type(self._pointer), self._store)
        _check(_table_set(self._pointer, self._index(at), value))

    def grow(self, elements, init=None):
        """Adds elements and returns how many there were. MemoryError if a limit or the system is in the way."""
        value = _to_value(init, _table_element_type(self._pointer), self._store)
        before = _table_grow(self._pointer, elements, value)
        if before < 0:
            raise MemoryError(f"the table cannot grow by {elements} elements")
        return before


class Tag(_Object):
    """The tag of exceptions, to be imported elsewhere."""
    _extern_kind = 4
    _existing = Memory.__dict__["_existing"]


_OBJECTS = {0: Function, 1: Table, 2: Memory, 3: Global, 4: Tag}


# ---- WASI

class _WasiObject:
    """What libwasmelt made, and what it calls. Goes when neither a Wasi nor a store has it any more."""

    def __init__(self):
        self.kept = []
        self.address = None
        self.address = _checked(_wasi_create)

    def __del__(self):
        if self.address:
            _wasi_destroy(self.address)


class Wasi(_Owned):
    """What modules find around them. At first nothing is there; arguments, variables, directories and streams are
    granted one by one, before an instance is made. To be closed, or used in a `with` statement; instances that are
    there keep what they have."""
    _what, _destroy = "WASI", staticmethod(lambda address: None)

    def __init__(self):
        self._object = _WasiObject()
        super().__init__(self._object.address)

    def close(self):
        super().close()
        self._object = None

    def add_args(self, *arguments):
        """Adds arguments. The first one is the program's name."""
        for argument in arguments:
            _check(_wasi_add_arg(self._pointer, _os.fsencode(argument)))

    def add_env(self, name, value):
        """Adds a variable of the environment."""
        _check(_wasi_add_env(self._pointer, _os.fsencode(name), _os.fsencode(value)))

    def add_dir(self, host, guest=None, read_only=False):
        """Grants a directory and all below it, by the name `guest`, or its own."""
        _check(_wasi_add_dir(self._pointer, _os.fsencode(host), None if guest is None else _os.fsencode(guest),
                             1 if read_only else 0))

    def add_socket(self, socket):
        """Grants an open socket, of which a copy is taken: a socket object or a descriptor."""
        _check(_wasi_add_socket(self._pointer, socket if isinstance(socket, int) else socket.fileno()))

    def add_listener(self, address):
        """Listens on HOST:PORT or unix:PATH; the module may accept connections."""
        _check(_wasi_add_listener(self._pointer, _os.fsencode(address)))

    def limit_descriptors(self, count):
        """How many descriptors may be open at a time; 0: as many as the system allows."""
        _wasi_limit_descriptors(self._pointer, count)

    def set_stdin(self, source):
        """Where standard input comes from: bytes, an object that can be read from, or a descriptor."""
        if isinstance(source, int):
            _check(_wasi_set_stream(self._pointer, 0, source))
            return
        if isinstance(source, (bytes, bytearray)):
            rest = [bytes(source)]

            def take(size):
                data, rest[0] = rest[0][:size], rest[0][size:]
                return data
        else:
            take = source.read

        def read(_, into, size):
            try:
                data = take(size)
                _c.memmove(into, bytes(data), len(data))
                return len(data)
            except BaseException:
                _traceback.print_exc()
                return -1
        transfer = _Transfer(read)
        _check(_wasi_set_input(self._pointer, transfer, None))
        self._object.kept.append(transfer)

    def set_stdout(self, target):
        """Where standard output goes: a function of bytes, an object that bytes can be written to, or a descriptor."""
        self._set_output(1, target)

    def set_stderr(self, target):
        """The same for standard error."""
        self._set_output(2, target)

    def _set_output(self, stream, target):
        if isinstance(target, int):
            _check(_wasi_set_stream(self._pointer, stream, target))
            return
        put = target.write if hasattr(target, "write") else target
        if not callable(put):
            raise TypeError(f"{target!r} takes no bytes")

        def write(_, data, size):
            try:
                put(_c.string_at(data, size))
                return size
            except BaseException:
                _traceback.print_exc()
                return -1
        transfer = _Transfer(write)
        _check(_wasi_set_output(self._pointer, stream, transfer, None))
        self._object.kept.append(transfer)


# ---- Instances

_loaded = {}


def _load(path):
    if path not in _loaded:
        _loaded[path] = _checked(_library_load, _os.fsencode(path))
    return _loaded[path]


def _provide(store, type, given, name):
    if type.kind == 0 and not hasattr(given, "_wasmelt_function"):
        return _Extern(0, _new_function(store, type.signature, given))
    if getattr(given, "_extern_kind", None) != type.kind:
        raise TypeError(f"{name} has to be a {_OBJECTS[type.kind].__name__}, not {given!r}")
    if given._store is not store:
        raise Misuse(f"{name} is of another store")
    return _Extern(type.kind, given._pointer)


class _Instance:
    """What instances of all modules have."""
    _FILE, _IMPORTS, _EXPORTS = "", (), ()

    def __init__(self, imports=None, *, store=None, library=None):
        """Makes an instance, in a store of its own if none is given. `library` is the compiled module, if it is
        not where it was when this file was written. The start function has run when this returns."""
        folder = _os.path.dirname(_os.path.abspath(__file__))
        loaded = _load(_os.path.join(folder, self._FILE) if library is None else _os.fspath(library))
        self._owned = store is None
        self._store = Store() if store is None else store
        self._imports = imports
        try:
            self._address = self._make(loaded, imports)
        except BaseException:
            if self._owned:
                self._store.close()
            raise
        self._objects = {}

    def _make(self, library, imports):
        if (_library_import_count(library) != len(self._IMPORTS) or
                _library_export_count(library) != len(self._EXPORTS)):
            raise LinkError("the compiled module is another than this file was written for")
        provided = (_Provided * len(self._IMPORTS))()
        for i, name in enumerate(self._IMPORTS):
            type = _library_import(library, i).type
            provided[i].object.kind = type.kind
            given = getattr(imports, name, None)
            if given is not None:
                provided[i].object = _provide(self._store, type, given, name)
        wasi = getattr(imports, "wasi", None)
        if wasi is not None:
            wasi._pointer  # is open
            self._store._kept.append(wasi._object)
        return _checked(_binding_create, self._store._pointer, library, provided, len(provided),
                        wasi and wasi._pointer)

    def _export(self, index):
        found = self._objects.get(index)
        if found is None:
            self._store._pointer  # is open
            extern = _instance_export_at(self._address, index)
            found = self._objects[index] = _OBJECTS[extern.kind]._existing(self._store, extern.object)
        return found

    @property
    def store(self):
        """Where the instance is."""
        return self._store

    @property
    def exports(self):
        """All exports by their true names."""
        return {name: self._export(i) for i, name in enumerate(self._EXPORTS)}

    def initialize(self):
        """Calls `_initialize`, if that is exported: to be done once with a WASI reactor, before all else."""
        self._store._pointer
        _check(_wasi_initialize(self._address))

    def run(self):
        """Calls `_start`, which runs a WASI command from start to end, once. Returns its exit status."""
        self._store._pointer
        status = _c.c_int32()
        _check(_wasi_run(self._address, _c.byref(status)))
        return status.value

    def close(self):
        """Frees an instance with its own store. One that was made in a store that was given lives as long as that."""
        if self._owned:
            self._store.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
