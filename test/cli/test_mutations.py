# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Damaged modules, hundreds of them and always the same: refused or compiled, never a crash."""

import concurrent.futures
import os
import random
import unittest

from harness import HELLO, MANY_KINDS, CliTest

MUTANTS = 500


def mutate(data, chance):
    """One damaged copy of `data`, by one to four small accidents after the header."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.randrange(8, len(data))
        accident = chance.randrange(7)
        if accident == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif accident == 1:
            data[at] = chance.choice([0, 1, 0x0b, 0x3f, 0x40, 0x6f, 0x70, 0x7f, 0x80, 0xfc, 0xfd, 0xff])
        elif accident == 2:
            data[at] = chance.randrange(256)
        elif accident == 3:
            del data[at:at + chance.randrange(1, 5)]
        elif accident == 4:
            data[at:at] = chance.randbytes(chance.randrange(1, 5))
        elif accident == 5:
            other = chance.randrange(8, len(data))
            data[at:at + 8] = data[other:other + 8]
        else:
            del data[at:]
        if len(data) <= 9:
            break
    return bytes(data)


class Mutations(CliTest):
    def check(self, number, data):
        folder = self.dir / str(number)
        folder.mkdir()
        (folder / "m.wasm").write_bytes(data)
        outcomes = []
        for command in (["validate", f"{number}/m.wasm"],
                        [f"{number}/m.wasm", "-O0", "-j1", "-c", "-o", f"{number}/m.o"]):
            done = self.wasmelt(*command, timeout=60)
            what = f"mutant {number}: wasmelt {' '.join(command)}: status {done.returncode}\n" \
                   f"{done.stderr}\n{data.hex()}"
            self.assertIn(done.returncode, (0, 1), what)
            self.assertEqual("error: " in done.stderr, done.returncode == 1, what)
            self.assertNotIn("internal error", done.stderr, what)
            outcomes.append(done.returncode)
        left = sorted(os.listdir(folder))
        self.assertEqual(left, ["m.o", "m.wasm"] if outcomes[1] == 0 else ["m.wasm"],
                         f"mutant {number} left something behind")
        return outcomes

    def test_no_mutant_crashes_the_compiler(self):
        sources = [self.module(HELLO, "hello.wasm").read_bytes(),
                   self.module(MANY_KINDS, "many.wasm").read_bytes()]
        chance = random.Random(20240607)
        mutants = [mutate(sources[number % 5 != 0], chance) for number in range(MUTANTS)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            outcomes = list(pool.map(self.check, range(MUTANTS), mutants))
        valid = sum(validated == 0 for validated, _ in outcomes)
        # If nearly all or nearly none were valid, this would test little.
        self.assertGreater(valid, MUTANTS // 50)
        self.assertLess(valid, MUTANTS * 3 // 4)


if __name__ == "__main__":
    unittest.main()
