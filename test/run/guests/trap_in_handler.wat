;; compare: text
;; status: 134
;; stderr: wasmelt: trap: integer divide by zero
;; No handler catches a trap.
(module
  (func $divide (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
  (func (export "_start")
    (block (try_table (catch_all 0) (drop (call $divide (i32.const 0)))))))
