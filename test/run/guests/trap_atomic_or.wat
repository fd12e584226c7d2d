;; compare: text
;; status: 134
;; stderr: wasmelt: trap: out of bounds memory access
;; An atomic `or` with 0 whose result nobody needs is an access all the same.
(module
  (memory 1 1)
  (func $modify (param $at i32)
    (drop (i64.atomic.rmw16.or_u offset=2 (local.get $at) (i64.const 0))))
  (func (export "_start") (call $modify (i32.const 0)) (call $modify (i32.const 0x30000000))))
