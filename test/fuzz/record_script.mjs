// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls all that a module without imports exports and writes what becomes of it as a test script:
//   node --experimental-wasm-type-reflection record_script.mjs module.wasm script.wast SEED
import { readFileSync, writeFileSync } from 'node:fs';

const [path, output, seed] = process.argv.slice(2);
const bytes = readFileSync(path);
let random = Number(seed) + 1;
const next = (count) => (random = (random * 48271) % 2147483647) % count;

// What the official test scripts say of traps. Where one message of V8's stands for several, what
// those have in common.
const traps = [
  [/^unreachable/, 'unreachable'],
  [/^memory access out of bounds/, 'out of bounds memory access'],
  [/^(divide|remainder) by zero/, 'integer divide by zero'],
  [/^divide result unrepresentable/, 'integer overflow'],
  [/^float unrepresentable in integer range/, 'in'],
  [/^table index is out of bounds/, ''], // undefined element, out of bounds table access
  [/^table (access|copy|fill|init)? ?.*out of bounds/, 'out of bounds table access'],
  [/^null function$/, 'uninitialized element'],
  [/^(null function or )?function signature mismatch/, ''], // uninitialized element, indirect call type mismatch
  [/^dereferencing a null pointer|^rethrowing null value/, 'null'],
  [/^operation does not support unaligned accesses/, 'unaligned atomic'],
  [/^element segment out of bounds/, 'out of bounds table access'],
  [/^data segment out of bounds/, 'out of bounds memory access'],
];

function trapMessage(error) {
  const known = traps.find(([pattern]) => pattern.test(error.message));
  if (!known) throw new Error(`unknown trap: ${error.message}`);
  return known[1];
}

function float(value, kind) {
  if (Number.isNaN(value)) return `(${kind}.const nan:arithmetic)`;
  if (!Number.isFinite(value)) return `(${kind}.const ${value < 0 ? '-' : ''}inf)`;
  return `(${kind}.const ${Object.is(value, -0) ? '-0' : value})`;
}

const externs = [{}, {}];

function text(value, kind) {
  if (kind === 'i32' || kind === 'i64') return `(${kind}.const ${value})`;
  if (kind === 'f32' || kind === 'f64') return float(value, kind);
  if (value === null) return '(ref.null)';
  return kind === 'externref' ? `(ref.extern ${externs.indexOf(value)})` : '(ref.func)';
}

const integers = [0, 1, -1, 2, 7, 8, 100, 255, 65535, 65536, 0x7fffffff, -0x80000000, 1048570];
const floats = [0, -0, 1, -1, 0.5, 1e10, -1e20, Infinity, 3.25];
function argument(kind) {
  if (kind === 'i32') return integers[next(integers.length)];
  if (kind === 'i64') return BigInt.asIntN(64, BigInt(integers[next(integers.length)]) * (next(3) ? 1n : 0x100000001n));
  if (kind === 'f32' || kind === 'f64') return Math.fround(floats[next(floats.length)]);
  return kind === 'externref' && next(3) ? externs[next(2)] : null;
}
const argumentText = (value, kind) => (value === null ? `(ref.null ${kind.replace('ref', '')})` : text(value, kind));

const lines = [];
function modules() {
  const digits = Buffer.from(bytes).toString('hex').match(/../g).map((byte) => `\\${byte}`);
  let result = '(module binary';
  for (let i = 0; i < digits.length; i += 32) result += `\n  "${digits.slice(i, i + 32).join('')}"`;
  return result + ')';
}

function run() {
  let instance;
  try {
    instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
  } catch (error) {
    // Scripts have no word for a start function that throws.
    if (error instanceof WebAssembly.Exception) return;
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    lines.push(`(assert_trap ${modules()} "${trapMessage(error)}")`);
    return;
  }
  lines.push(modules());
  const exports = Object.entries(instance.exports);
  const digests = exports.filter(([name]) => name.startsWith('fuzz-digest'));
  const callable = ['i32', 'i64', 'f32', 'f64', 'funcref', 'externref'];
  for (let round = 0; round < 2; round++) {
    for (const [name, value] of exports) {
      if (typeof value !== 'function' || name.startsWith('fuzz-digest')) continue;
      const { parameters, results } = value.type();
      if (![...parameters, ...results].every((kind) => callable.includes(kind))) continue;
      if (round && !parameters.length) continue;
      const values = parameters.map(argument);
      const action = `(invoke "${name}"${values.map((v, i) => ' ' + argumentText(v, parameters[i])).join('')})`;
      try {
        let got = value(...values);
        got = results.length === 0 ? [] : results.length === 1 ? [got] : [...got];
        lines.push(`(assert_return ${action}${got.map((v, i) => ' ' + text(v, results[i])).join('')})`);
      } catch (error) {
        if (error instanceof WebAssembly.Exception) lines.push(`(assert_exception ${action})`);
        else if (error instanceof WebAssembly.RuntimeError)
          lines.push(`(assert_trap ${action} "${trapMessage(error)}")`);
        else if (error instanceof RangeError) return; // where the stack ends is everybody's own affair
        else throw error;
      }
      for (const [digest, f] of digests) lines.push(`(assert_return (invoke "${digest}") (i64.const ${f()}))`);
    }
  }
  for (const [name, value] of exports) {
    if (!(value instanceof WebAssembly.Global)) continue;
    const kind = value.type().value;
    if (callable.includes(kind)) lines.push(`(assert_return (get "${name}") ${text(value.value, kind)})`);
  }
}

run();
writeFileSync(output, lines.join('\n') + '\n');
