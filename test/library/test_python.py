# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Modules for Python (--python): hosts in Python use compiled modules by them."""

import gc
import importlib.util
import io
import math
import os
import pathlib
import shutil
import sys
import threading
import time
import unittest

from installed import CC, InstalledTest, run
from test_bindings import FOLDER, KEYWORDS, strange_module

PYTHON_KEYWORDS = """False None True and as assert async await break class continue def del elif else except finally
for from global if import in is lambda nonlocal not or pass raise return try while with yield print self property
exports store close run initialize _store _address _export __init__ __class__ __x wasi""".split()

LIMITED = """(module
  (memory (export "memory") 1)
  (global (export "count") (mut i64) (i64.const 0))
  (func (export "forever") (loop $l
    (global.set 0 (i64.add (global.get 0) (i64.const 1))) (br $l)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "sum") (param i32) (result i32) (local i32)
    (loop $l (local.set 1 (i32.add (local.get 1) (local.get 0)))
      (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 1)))"""


class PythonModules(InstalledTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.environ["WASMELT_LIBRARY"] = str(cls.prefix / "lib/libwasmelt.so.0")
        cls.addClassCleanup(os.environ.pop, "WASMELT_LIBRARY")
        cls.all = cls.load(FOLDER / "all_kinds.wat", "all_kinds")

    @classmethod
    def load(cls, module, name, *options):
        """The Python module of a compiled module."""
        run(cls.prefix / "bin/wasmelt", module, "--shared", "-o", cls.dir / f"lib{name}.so", "--python",
            cls.dir / f"{name}.py", *options)
        return cls.read(cls.dir / f"{name}.py")

    @staticmethod
    def read(path):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def written(self, name, text, *options):
        (self.dir / f"{name}.wat").write_text(text)
        return self.load(self.dir / f"{name}.wat", name, *options)

    def make(self, *, module=None, store=None, **imports):
        module = module or self.all
        printed = imports.setdefault("env_print", lambda number: None)
        imports.setdefault("env_mix", lambda i32, v128, f64, ref: (i32 + int(f64), bytes([v128[0] + 1]) + v128[1:]))
        self.assertTrue(printed)
        instance = module.Instance(module.Imports(**imports), store=store)
        self.addCleanup(instance.close)
        return instance

    def test_functions(self):
        printed = []
        instance = self.make(env_print=printed.append)
        self.assertEqual(instance.add(1, 2), 3)
        self.assertEqual(instance.add(0xffffffff, 0), -1)
        self.assertIsNone(instance.print(5))
        self.assertEqual(printed, [5])
        self.assertEqual(instance.a_b(), 2)
        self.assertEqual(instance.a_b_2(), 1)
        self.assertEqual((instance.empty(), instance.ue9_()), (3, 4))
        self.assertEqual(instance.exports["a-b"](), 1)
        self.assertEqual(list(instance.exports)[-2:], ["", "é!"])

    def test_arguments_are_checked(self):
        instance = self.make()
        for bad in (1 << 32, -(1 << 31) - 1):
            with self.assertRaisesRegex(OverflowError, "32 bits"):
                instance.add(bad, 0)
        for bad in ("1", 1.0, None):
            with self.assertRaises((TypeError, AttributeError)):
                instance.add(bad, 0)
        with self.assertRaises(TypeError):
            instance.add(1)
        with self.assertRaisesRegex(ValueError, "16 bytes"):
            instance.mixed(0, b"short", 0, None)

    def test_values_come_back_as_they_went(self):
        instance = self.make()
        vector, thing = bytes(range(16)), ["something"]
        function = instance.exports["add"]
        result = instance.swap(-1, 1 << 63, 0.1, math.pi, vector, thing, function)
        self.assertEqual(result[0], function)
        self.assertIs(result[1], thing)
        self.assertEqual(result[2:4], (vector, math.pi))
        self.assertAlmostEqual(result[4], 0.1, places=7)
        self.assertEqual(result[5:], (-(1 << 63), -1))
        self.assertEqual(instance.swap(0, 0, 1e300, math.inf, vector, None, None)[:5],
                         (None, None, vector, math.inf, math.inf))
        self.assertTrue(math.isnan(instance.swap(0, 0, math.nan, 0, vector, None, None)[4]))
        self.assertEqual(instance.mixed(40, vector, 2.5, thing), (42, b"\1" + vector[1:]))
        self.assertEqual(instance.apply(function, 30, 12), 42)
        with self.assertRaisesRegex(self.all.Misuse, "argument 0 is not a reference to a defined type"):
            instance.apply(instance.exports["print"], 1, 1)

    def test_traps(self):
        instance = self.make()
        with self.assertRaisesRegex(self.all.Trap, "^integer divide by zero$") as caught:
            instance.div(1, 0)
        self.assertEqual(caught.exception.trap, 70)
        self.assertEqual([frame[0] for frame in caught.exception.frames], ["div"])
        with self.assertRaisesRegex(self.all.Trap, "out of bounds memory access"):
            instance.load(65536)
        with self.assertRaisesRegex(self.all.Trap, "call stack exhausted"):
            instance.rec(1)
        with self.assertRaisesRegex(self.all.UncaughtException, "uncaught exception"):
            instance.throw(1)
        self.assertEqual(instance.div(9, 3), 3)

    def test_what_functions_of_the_host_raise_goes_through(self):
        class Mine(Exception):
            pass

        def raises(number):
            raise Mine(number)
        instance = self.make(env_print=raises)
        for number in (1, 2):
            with self.assertRaises(Mine) as caught:
                instance.print(number)
            self.assertEqual(caught.exception.args, (number,))
        with self.assertRaises(KeyboardInterrupt):
            self.make(env_print=lambda number: (_ for _ in ()).throw(KeyboardInterrupt)).print(1)
        # A trap within, which another function of the host lets pass.
        outer = self.make(env_print=lambda number: instance.div(1, 0))
        with self.assertRaisesRegex(self.all.Trap, "divide by zero"):
            outer.print(1)
        with self.assertRaisesRegex(self.all.Trap, "divide by zero"):
            instance.div(1, 0)

    def test_results_of_functions_of_the_host_are_checked(self):
        for bad, error in ((None, TypeError), (1, TypeError), ((1,), TypeError), ((1, 2), TypeError),
                           ((1 << 64, bytes(16)), OverflowError), ((1, b""), ValueError)):
            with self.subTest(result=bad), self.assertRaises(error):
                self.make(env_mix=lambda *arguments, bad=bad: bad).mixed(0, bytes(16), 0, None)
        with self.assertRaisesRegex(TypeError, "has no result"):
            self.make(env_print=lambda number: number).print(1)

    def test_memory(self):
        memory = self.make().memory
        self.assertEqual(len(memory), 65536)
        memory[8:12] = (77).to_bytes(4, "little")
        self.assertEqual(memory.read(8, 4), b"M\0\0\0")
        memory[9] = 1
        self.assertEqual((memory[9], memory[-1], memory[8:10]), (1, 0, b"M\1"))
        for call in (lambda: memory.read(65533, 4), lambda: memory.write(65533, b"four"), lambda: memory.read(-1, 1),
                     lambda: memory.write(-1, b"x"), lambda: memory[65536], lambda: memory.read(0, 1 << 62)):
            self.assertRaises(IndexError, call)
        with self.assertRaises(ValueError):
            memory[0:2] = b"three"
        view = memory.view()
        view[100] = 200
        self.assertEqual((memory[100], len(view)), (200, 65536))
        self.assertEqual(memory.grow(1), 1)
        self.assertEqual(len(memory), 131072)
        self.assertRaises(MemoryError, memory.grow, 9)

    def test_globals_and_tables(self):
        instance = self.make()
        instance.g.value = 9
        self.assertEqual((instance.g.value, self.make().g.value), (9, 7))
        self.assertEqual((instance.big.value, instance.big.mutable), (-5000000000, False))
        with self.assertRaises(self.all.Misuse):
            instance.big.value = 1
        instance.gv.value = bytes(range(16))
        self.assertEqual(instance.gv.value, bytes(range(16)))
        thing = object()
        instance.any.value = thing
        self.assertIs(instance.any.value, thing)
        add = instance.exports["add"]
        self.assertEqual((len(instance.t), instance.t[1]), (3, None))
        instance.t[1] = add
        self.assertEqual(instance.t[1](20, 22), 42)
        self.assertEqual(instance.t.grow(2, add), 3)
        self.assertEqual(instance.t[4], add)
        for at in (5, -1):
            with self.assertRaises(IndexError):
                instance.t[at]
        self.assertNotEqual(instance.tag, self.make().tag)

    def test_instances_of_a_store_import_from_each_other(self):
        printed = []
        with self.all.Store() as store:
            first = self.make(store=store, env_print=printed.append)
            second = self.make(store=store, env_print=first.exports["print"])
            second.print(4)
            self.assertEqual(printed, [4])
            with self.assertRaises(self.all.Misuse):
                self.make(env_print=first.exports["print"])
            instance = self.written("importer", """(module
              (import "a" "memory" (memory 1)) (import "a" "table" (table 1 funcref))
              (import "a" "global" (global $g (mut i32))) (import "a" "f" (func $f (param i32) (result i32)))
              (func (export "run it") (result i32) (i32.store (i32.const 0) (i32.const 5))
                (global.set $g (i32.const 6)) (call $f (i32.const 7))))""")
            other = instance
            with self.assertRaisesRegex(other.LinkError, "unknown import"):
                other.Instance(store=store)
            memory, table = other.Memory(store, 1, 2), other.Table(store, "funcref", 1)
            number = other.Global(store, "i32", 1, mutable=True)
            double = other.Function(store, ["i32"], ["i32"], lambda n: 2 * n)
            imports = other.Imports(a_memory=memory, a_table=table, a_global=number, a_f=double)
            self.assertEqual(other.Instance(imports, store=store).run_it(), 14)
            self.assertEqual((memory[0], number.value, table[0], double(4)), (5, 6, None, 8))
            with self.assertRaisesRegex(TypeError, "a_memory has to be a Memory"):
                other.Instance(other.Imports(a_memory=number), store=store)
            with self.assertRaisesRegex(ValueError, "there is no type"):
                other.Global(store, "i128", 1)

    def test_what_is_closed_says_so(self):
        instance = self.make()
        memory, add = instance.memory, instance.exports["add"]
        instance.close()
        instance.close()
        for call in (lambda: instance.add(1, 2), lambda: add(1, 2), lambda: len(memory), lambda: instance.memory[0],
                     instance.initialize, lambda: instance.store.fuel):
            with self.assertRaisesRegex(ValueError, "closed"):
                call()

    def test_many_instances_come_and_go(self):
        for _ in range(2000):
            self.all.Instance(self.all.Imports(env_print=print, env_mix=print)).add(1, 2)
        gc.collect()
        self.assertEqual(self.make().add(1, 2), 3)

    def test_limits(self):
        module = self.written("limited", LIMITED, "--interruptible", "--fuel")
        with module.Store(memory_size=3 << 16) as store:
            instance = module.Instance(store=store)
            self.assertEqual((instance.grow(2), instance.grow(1)), (1, -1))
            self.assertIsNone(store.fuel)
            store.fuel = 1000
            instance.sum(10)
            spent = 1000 - store.fuel
            store.add_fuel(spent)
            self.assertEqual(store.fuel, 1000)
            with self.assertRaises(module.Trap) as caught:
                instance.forever()
            self.assertEqual(caught.exception.trap, 82)
            store.fuel = None
            store.set_deadline(0.05)
            with self.assertRaises(module.Trap) as caught:
                instance.forever()
            self.assertEqual(caught.exception.trap, 84)
            store.set_deadline(None)
            # Other threads run while a module does, and can stop it.
            before = instance.count.value
            thread = threading.Thread(target=lambda: (time.sleep(0.05), store.interrupt()))
            thread.start()
            with self.assertRaises(module.Trap) as caught:
                instance.forever()
            thread.join()
            self.assertEqual(caught.exception.trap, 83)
            self.assertGreater(instance.count.value, before)
            self.assertEqual(instance.sum(4), 10)
        self.assertRaises(TypeError, module.Store, colour=1)
        with module.Store(memory_size=1) as store, self.assertRaises(module.LimitError):
            module.Instance(store=store)
        with self.assertRaisesRegex(self.all.Misuse, "--interruptible"):
            self.make().store.set_deadline(1)

    def reactor(self):
        module = self.dir / "reactor.wasm"
        run(CC, "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt", "-O1",
            "-mexec-model=reactor", FOLDER / "wasi/reactor.c", "-o", module)
        return self.load(module, "reactor")

    def test_a_reactor_with_wasi(self):
        module, data, output = self.reactor(), self.dir / "data", io.BytesIO()
        data.mkdir()
        with module.Wasi() as wasi:
            wasi.add_args("reactor")
            wasi.add_env("WHO", "python")
            wasi.add_dir(data, "/data")
            wasi.set_stdin(b"1 2 39")
            wasi.set_stdout(output)
            with module.Instance(module.Imports(wasi=wasi)) as instance:
                self.assertEqual(instance.constructed(), 0)
                instance.initialize()
                self.assertEqual(instance.constructed(), 1)
                self.assertEqual((instance.note(7), instance.note(9), instance.sum()), (1, 2, 42))
                with self.assertRaises(module.Exit) as caught:
                    instance.leave(3)
                self.assertEqual(caught.exception.status, 3)
        self.assertEqual((data / "journal").read_text(), "python 7\npython 9\n")
        self.assertEqual(output.getvalue(), b"noted 7\nnoted 9\n")
        with self.assertRaisesRegex(ValueError, "closed"):
            wasi.add_args("late")

    def test_instances_keep_what_wasi_granted(self):
        module, output, instances = self.reactor(), [], []
        for _ in range(3):
            with module.Wasi() as wasi:
                wasi.set_stdout(output.append)
                wasi.set_stdin(b"40 2")
                wasi.add_dir(self.dir, "/data")
                instances.append(module.Instance(module.Imports(wasi=wasi)))
                instances[-1].initialize()
            with self.assertRaisesRegex(ValueError, "closed"):
                module.Instance(module.Imports(wasi=wasi))
        del wasi
        gc.collect()
        for instance in instances:
            self.assertEqual(instance.sum(), 42)
            self.assertGreater(instance.note(1), 0)
            instance.close()
        self.assertEqual(b"".join(output), b"noted 1\n" * 3)

    def test_a_command_with_wasi(self):
        source, module = self.dir / "command.c", self.dir / "command.wasm"
        source.write_text('#include <stdio.h>\nint main(int argc, char **argv) { int c; while ((c = getchar()) >= 0)'
                          ' putchar(c == 65 ? 66 : c); fprintf(stderr, "%s\\n", argv[1]); return 5; }\n')
        run(CC, "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt", source, "-o", module)
        command = self.load(module, "command")
        lines, (read_end, write_end) = [], os.pipe()
        with command.Wasi() as wasi:
            wasi.add_args("command", "argument")
            wasi.set_stdin(io.BytesIO(b"BANANA"))
            wasi.set_stdout(write_end)
            wasi.set_stderr(lines.append)
            with command.Instance(command.Imports(wasi=wasi)) as instance:
                self.assertEqual(instance.run(), 5)
        os.close(write_end)
        with os.fdopen(read_end, "rb") as file:
            self.assertEqual(file.read(), b"BBNBNB")
        self.assertEqual(b"".join(lines), b"argument\n")

    def test_any_names(self):
        text, _ = strange_module()
        module = self.written("strange", text)
        self.assertEqual(len(module.Instance._EXPORTS), len(set(module.Instance._EXPORTS)))
        names = [f'(export "{name}" (func 0))' for name in PYTHON_KEYWORDS]
        module = self.written("keywords", f'(module (func (result i32) (i32.const 6)) {" ".join(names)})')
        with module.Instance() as instance:
            for name in PYTHON_KEYWORDS:
                self.assertEqual(instance.exports[name](), 6)
            for name in ("None_", "class_", "print", "self", "exports_2", "_store_2", "_x", "_init__", "property_2"):
                self.assertEqual(getattr(instance, name)(), 6, name)

    def test_the_library_is_found_where_it_was_or_where_it_is_said_to_be(self):
        folder = self.dir / "elsewhere"
        (folder / "lib").mkdir(parents=True)
        wat = FOLDER / "all_kinds.wat"
        run(self.prefix / "bin/wasmelt", wat, "-o", "lib/all.so", "--python", "both.py", cwd=folder)
        imports = {"env_print": print, "env_mix": print}
        shutil.copytree(folder, self.dir / "moved")
        module = self.read(self.dir / "moved/both.py")
        module.Instance(module.Imports(**imports)).close()
        (self.dir / "moved/lib/all.so").rename(self.dir / "moved/other.so")
        with self.assertRaisesRegex(module.Failure, "all.so"):
            module.Instance(module.Imports(**imports), store=module.Store(), library=self.dir / "all.so/all.so")
        module = self.read(self.dir / "moved/both.py")
        module.Instance(module.Imports(**imports), library=self.dir / "moved/other.so").close()
        self.written("small", '(module (func (export "f")))')
        with self.assertRaisesRegex(module.LinkError, "another"):
            module.Instance(module.Imports(**imports), library=pathlib.Path(self.dir / "libsmall.so"))

    def test_without_libwasmelt_it_says_what_to_do(self):
        environment = dict(os.environ, PYTHONPATH=str(self.dir))
        del environment["WASMELT_LIBRARY"]
        with self.assertRaisesRegex(AssertionError, "WASMELT_LIBRARY"):
            run(sys.executable, "-c", "import all_kinds", env=environment)
        environment["LD_LIBRARY_PATH"] = str(self.prefix / "lib")
        run(sys.executable, "-c", "import all_kinds", env=environment)

    def test_the_module_is_the_one_that_was_reviewed(self):
        """If it is to be another: --python all_kinds.py, and what follows `# ---- The module` of it."""
        self.assertMultiLineEqual((self.dir / "all_kinds.py").read_text().partition("# ---- The module\n")[2],
                                  (FOLDER / "all_kinds.py").read_text())


if __name__ == "__main__":
    unittest.main()
