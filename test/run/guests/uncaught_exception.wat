;; compare: text
;; status: 134
;; stderr: wasmelt: uncaught exception problem
;; An exception that nobody catches ends the program like a trap.
(module
  (tag $problem (param i32))
  (func $fail (param i32) (if (local.get 0) (then (call $fail (i32.const 0))))
    (throw $problem (i32.const 1)))
  (func (export "_start") (call $fail (i32.const 1))))
