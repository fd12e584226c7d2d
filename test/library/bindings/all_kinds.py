

class Imports:
    r"""What the module imports: functions of Python's or those that exist, and memories, tables, globals and
    tags that exist in the store that the instance is made in.

    env_print: (func (import "env" "print") (param i32))
    env_mix: (func (import "env" "mix") (param i32 v128 f64 externref) (result i64 v128))
    """

    def __init__(self, *, env_print=None, env_mix=None):
        self.env_print = env_print
        self.env_mix = env_mix


class Instance(_Instance):
    """An instance of the module: Instance(imports, store=..., library=...)."""
    _FILE = "liball_kinds.so"
    _IMPORTS = ("env_print", "env_mix",)
    _EXPORTS = ("memory", "g", "gv", "t", "tag", "add", "load", "print", "div", "swap", "mixed", "throw", "rec", "apply", "any", "big", "a-b", "a_b", "", "é!",)

    @property
    def memory(self) -> Memory:
        r"""(memory (export "memory") 1 4)"""
        return self._export(0)

    @property
    def g(self) -> Global:
        r"""(global (export "g") (mut i32))"""
        return self._export(1)

    @property
    def gv(self) -> Global:
        r"""(global (export "gv") (mut v128))"""
        return self._export(2)

    @property
    def t(self) -> Table:
        r"""(table (export "t") 3 funcref)"""
        return self._export(3)

    @property
    def tag(self) -> Tag:
        r"""(tag (export "tag") (param i32))"""
        return self._export(4)

    def add(self, p0: int, p1: int) -> int:
        r"""(func (export "add") (param i32 i32) (result i32))"""
        return self._export(5)(p0, p1)

    def load(self, p0: int) -> int:
        r"""(func (export "load") (param i32) (result i32))"""
        return self._export(6)(p0)

    def print(self, p0: int) -> None:
        r"""(func (export "print") (param i32))"""
        return self._export(7)(p0)

    def div(self, p0: int, p1: int) -> int:
        r"""(func (export "div") (param i32 i32) (result i32))"""
        return self._export(8)(p0, p1)

    def swap(self, p0: int, p1: int, p2: float, p3: float, p4: bytes, p5: object, p6: Function | None) -> tuple[Function | None, object, bytes, float, float, int, int]:
        r"""(func (export "swap") (param i32 i64 f32 f64 v128 externref funcref) (result funcref externref v128 f64 f32 i64 i32))"""
        return self._export(9)(p0, p1, p2, p3, p4, p5, p6)

    def mixed(self, p0: int, p1: bytes, p2: float, p3: object) -> tuple[int, bytes]:
        r"""(func (export "mixed") (param i32 v128 f64 externref) (result i64 v128))"""
        return self._export(10)(p0, p1, p2, p3)

    def throw(self, p0: int) -> None:
        r"""(func (export "throw") (param i32))"""
        return self._export(11)(p0)

    def rec(self, p0: int) -> int:
        r"""(func (export "rec") (param i32) (result i32))"""
        return self._export(12)(p0)

    def apply(self, p0: Function | None, p1: int, p2: int) -> int:
        r"""(func (export "apply") (param (ref 0) i32 i32) (result i32))"""
        return self._export(13)(p0, p1, p2)

    @property
    def any(self) -> Global:
        r"""(global (export "any") (mut externref))"""
        return self._export(14)

    @property
    def big(self) -> Global:
        r"""(global (export "big") i64)"""
        return self._export(15)

    def a_b_2(self) -> int:
        r"""(func (export "a-b") (result i32))"""
        return self._export(16)()

    def a_b(self) -> int:
        r"""(func (export "a_b") (result i32))"""
        return self._export(17)()

    def empty(self) -> int:
        r"""(func (export "") (result i32))"""
        return self._export(18)()

    def ue9_(self) -> int:
        r"""(func (export "\u{e9}!") (result i32))"""
        return self._export(19)()
