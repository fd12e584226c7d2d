# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""--enable and --disable, for every feature that `wasmelt features` lists."""

import os
import pathlib
import unittest

from harness import CliTest

# A module that needs the feature, and only what the feature builds on.
USES = {
    "mvp": '(module)',
    "mutable-globals": '(module (global (export "g") (mut i32) (i32.const 0)))',
    "sign-extension": '(module (func (param i32) (result i32) (i32.extend8_s (local.get 0))))',
    "saturating-float-to-int": '(module (func (param f32) (result i32) (i32.trunc_sat_f32_s (local.get 0))))',
    "multi-value": '(module (func (result i32 i32) (i32.const 0) (i32.const 1)))',
    "reference-types": '(module (func (param externref)))',
    "bulk-memory": '(module (memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0))))',
    "simd": '(module (func (param v128)))',
    "extended-const": '(module (global i32 (i32.add (i32.const 1) (i32.const 1))))',
    "tail-calls": '(module (func $f (return_call $f)))',
    "exceptions": '(module (tag))',
    "multi-memory": '(module (memory 1) (memory 1))',
    "memory64": '(module (memory i64 1))',
    "function-references": '(module (type $t (func)) (func (param (ref $t)) (call_ref $t (local.get 0))))',
    "gc": '(module (type (struct)))',
    "relaxed-simd": '(module (func (param v128) (result v128)'
                    ' (i8x16.relaxed_swizzle (local.get 0) (local.get 0))))',
    "branch-hints": r'(module (func (param i32) (@metadata.code.branch_hint "\01") (if (local.get 0) (then))))',
    "annotations": '(module (@of somebody) (func))',
    "threads": '(module (memory 1 1 shared))',
    "custom-page-sizes": '(module (memory 1 (pagesize 1)))',
    "wide-arithmetic": '(module (func (param i64 i64) (result i64 i64)'
                       ' (i64.mul_wide_s (local.get 0) (local.get 1))))',
    "legacy-exceptions": '(module (func (try (do) (catch_all))))',
}

HINTS = r"""(module
  (func $f (param i32) (result i32)
    (@metadata.code.branch_hint "\00")
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (table $keep funcref (elem $f))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))"""


class FeaturesTest(CliTest):
    def rows(self):
        return [line.split() for line in self.ok("features").stdout.splitlines()]

    def text(self, content, name="app.wat"):
        (self.dir / name).write_text(content)

    def test_every_feature_can_be_disabled_and_is_named_then(self):
        self.assertEqual([row[0] for row in self.rows()], list(USES))
        for feature, module in USES.items():
            with self.subTest(feature):
                self.text(module)
                self.ok("validate", "app.wat")
                said = self.fails("validate", f"--disable={feature}", "app.wat", says=[f"'{feature}'", "app.wat:1:"])
                self.assertNotIn("note:", said.stderr)
                self.ok("validate", f"--enable={feature}", "app.wat")
                self.fails("app.wat", "-o", "out.o", f"--disable={feature}", says=f"'{feature}'")
        self.assertEqual(self.files(), ["app.wat"])

    def test_a_module_needs_no_feature_but_its_own(self):
        builds_on = {"function-references": ["reference-types"], "relaxed-simd": ["simd"], "wide-arithmetic": ["multi-value"],
                     "branch-hints": ["annotations"]}
        others = [name for name in USES if name != "mvp"]
        for feature, module in USES.items():
            needed = {feature, *builds_on.get(feature, [])}
            with self.subTest(feature):
                self.text(module)
                self.ok("validate", *(f"--disable={name}" for name in others if name not in needed), "app.wat")

    def test_features_in_binary_modules_are_named_too(self):
        for feature in ["branch-hints", "tail-calls", "memory64", "legacy-exceptions"]:
            self.text(USES[feature])
            # An object of it is not asked for: printing reads every module.
            self.text(self.ok("print", "app.wat").stdout, "again.wat")
            self.fails("validate", f"--disable={feature}", "again.wat", says=f"'{feature}'")

    def test_each_feature_has_a_stage_and_scripts_that_prove_it(self):
        spec = pathlib.Path(os.environ.get("WASMELT_SPEC_DIR", "/nowhere"))
        for name, default, *stage, suite in self.rows():
            with self.subTest(name):
                self.assertEqual(default, "on")
                self.assertRegex(" ".join(stage), r"^([123]\.0|phase [1-5]|superseded)$")
                if spec.exists():
                    self.assertTrue(list((spec / suite).glob("*.wast")), suite)

    def test_hints_are_branch_weights(self):
        self.text(HINTS)
        emit = ["app.wat", "-S", "--emit-llvm", "-o", "-", "-O0"]
        self.assertRegex(self.ok(*emit).stdout, r'!"branch_weights", i32 1, i32 [1-9]\d\d+\}')
        self.text(HINTS.replace(r"\00", r"\01"))
        self.assertRegex(self.ok(*emit).stdout, r'!"branch_weights", i32 [1-9]\d\d+, i32 1\}')
        self.text(HINTS.replace("@metadata", "@other"))
        self.assertNotIn("branch_weights", self.ok(*emit).stdout)


if __name__ == "__main__":
    unittest.main()
