// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes the data files that a @yowasp package carries in its resources module into a directory.
//   node unpack_resources.mjs resources.js DIRECTORY
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const { filesystem } = await import(pathToFileURL(resolve(process.argv[2])));

function unpack(tree, directory) {
  mkdirSync(directory, { recursive: true });
  for (const [name, entry] of Object.entries(tree)) {
    const path = join(directory, name);
    if (entry instanceof URL) copyFileSync(fileURLToPath(entry), path);
    else if (typeof entry === 'string' || entry instanceof Uint8Array) writeFileSync(path, entry);
    else unpack(entry, path);
  }
}
unpack(filesystem, process.argv[3]);
