;; compare: text
;; status: 134
;; stderr: wasmelt: trap: out of bounds memory access
;; So is every other atomic instruction that modifies nothing.
(module
  (memory 1 1)
  (func $modify (param $at i32)
    (drop (i64.atomic.rmw16.and_u offset=2 (local.get $at) (i64.const -1))))
  (func (export "_start") (call $modify (i32.const 0)) (call $modify (i32.const 0x30000000))))
