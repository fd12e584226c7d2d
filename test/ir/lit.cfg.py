# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Golden IR tests. Each .wat is lowered without optimisation, and its functions compared
# with the CHECK lines at its end.
import os

import lit.formats

config.name = "ir"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".wat"]
config.test_source_root = os.path.dirname(__file__)
config.substitutions += [
    # %ir: the module's text to LLVM IR, on standard output. Options of wasmelt may follow.
    ("%ir", f"'{config.wasmelt}' '%s' -S --emit-llvm -o - -O0 --verify-ir"),
    # %asm: the same to optimised assembly.
    ("%asm", f"'{config.wasmelt}' '%s' -S -o - -O2 --verify-ir"),
    ("%check", f"{config.filecheck} '%s'"),
]
