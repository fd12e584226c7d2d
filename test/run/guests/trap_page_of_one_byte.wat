;; compare: text
;; status: 134
;; stderr: wasmelt: trap: out of bounds memory access
;; A memory of three bytes has no fourth one.
(module
  (memory 3 (pagesize 1))
  (func (export "_start") (drop (i32.load8_u (i32.const 3)))))
