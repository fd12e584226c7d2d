;; compare: text
;; status: 134
;; stderr: wasmelt: trap: call stack exhausted
;; The stack overflows among handlers as it does elsewhere.
(module
  (global $count (mut i64) (i64.const 0))
  (func $recurse
    (global.set $count (i64.add (global.get $count) (i64.const 1)))
    (block (try_table (catch_all 0) (call $recurse)))
    (global.set $count (i64.add (global.get $count) (i64.const 1))))
  (func (export "_start") (call $recurse)))
