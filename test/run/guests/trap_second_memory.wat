;; compare: text
;; status: 134
;; stderr: wasmelt: trap: out of bounds memory access
;; stderr: at memory address 0x10000 (memory size 0x10000)
;; Every memory has its guard, although the first one is larger.
(module
  (memory (export "memory") 10)
  (memory $other 1)
  (func (export "_start") (i32.store8 $other offset=1 (i32.const 65535) (i32.const 1))))
