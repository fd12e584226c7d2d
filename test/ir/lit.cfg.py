# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Golden IR tests. Each .wat is converted, lowered without optimisation, and its functions compared
# with the CHECK lines at its end.
import os

import lit.formats

config.name = "ir"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".wat"]
config.test_source_root = os.path.dirname(__file__)
features = "--enable-memory64 --enable-multi-memory --enable-threads"
config.substitutions += [
    # %ir: the module's text to LLVM IR, on standard output. Options of wasmelt may follow.
    ("%ir", f"{config.wat2wasm} {features} --debug-names %s --output=%t.wasm && {config.wasmelt} %t.wasm"
            " -S --emit-llvm -o - -O0"),
    # %asm: the same to optimised assembly.
    ("%asm", f"{config.wat2wasm} {features} --debug-names %s --output=%t.wasm && {config.wasmelt} %t.wasm"
             " -S -o - -O2"),
    ("%check", f"{config.filecheck} %s"),
]
