// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a WASI program under node, as the other implementation that outputs are compared with.
//   node node_wasi.mjs [--dir HOST[::GUEST]]... [--env NAME=VALUE]... [--argv0 NAME] program.wasm [arguments...]
import { readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { WASI } from 'node:wasi';

process.removeAllListeners('warning');
const preopens = {};
const env = {};
let argv0;
const rest = process.argv.slice(2);
while (rest.length && rest[0].startsWith('--')) {
  const option = rest.shift();
  const value = rest.shift();
  if (option === '--dir') {
    const [host, guest] = value.split('::');
    preopens[guest ?? host] = realpathSync(host);
  } else if (option === '--argv0') {
    argv0 = value;
  } else if (option === '--env') {
    const equals = value.indexOf('=');
    env[value.slice(0, equals)] = value.slice(equals + 1);
  } else {
    console.error(`unknown option ${option}`);
    process.exit(2);
  }
}
const path = rest[0];
rest[0] = argv0 ?? basename(path);
const wasi = new WASI({ version: 'preview1', args: rest, env, preopens, returnOnExit: true });

// node's fd_renumber loses the descriptor, so guest descriptors are mapped to node's here.
let memory;
const renumbered = new Map();
const toNode = (fd) => renumbered.has(fd) ? renumbered.get(fd) : fd;
const EBADF = 8;
const descriptor_parameters = { path_link: [0, 4], path_rename: [0, 3], path_symlink: [2] };

function renumber(close, from, to) {
  const node_fd = toNode(from);
  if (node_fd === null) return EBADF;
  if (from === to) return 0;
  if (toNode(to) !== null) close(toNode(to));
  renumbered.set(to, node_fd);
  renumbered.set(from, null);
  return 0;
}

// A descriptor that node has just handed out: its number may be in use on the guest's side.
function nameNewDescriptor(pointer) {
  const view = new DataView(memory.buffer);
  const node_fd = view.getUint32(pointer, true);
  let fd = node_fd;
  const inUse = (number) => toNode(number) !== null && renumbered.has(number);
  while (inUse(fd)) fd++;
  if (fd !== node_fd || renumbered.has(fd)) renumbered.set(fd, node_fd);
  view.setUint32(pointer, fd, true);
}

// Plain functions around node's own: its fast-call path goes wrong on memories that grow.
const imports = {};
for (const [name, call] of Object.entries(wasi.wasiImport)) {
  const close = wasi.wasiImport.fd_close;
  const fds = descriptor_parameters[name] ?? (/^(fd|path|sock)_/.test(name) ? [0] : []);
  imports[name] = (...values) => {
    if (name === 'fd_renumber') return renumber(close, ...values);
    for (const index of fds) {
      const node_fd = toNode(values[index]);
      if (node_fd === null) return EBADF;
      values[index] = node_fd;
    }
    const status = call(...values);
    if (status === 0 && name === 'path_open') nameNewDescriptor(values[8]);
    return status;
  };
}

const module = await WebAssembly.compile(readFileSync(path));
const instance = await WebAssembly.instantiate(module, {
  wasi_snapshot_preview1: imports, wasi_unstable: imports });
memory = instance.exports.memory;
try {
  process.exitCode = wasi.start(instance);
} catch (error) {
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
  console.error(`trap: ${error.message}`);
  process.exitCode = 134;
}
