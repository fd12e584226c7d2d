;; RUN: %ir --shared | %check
;; Calls within a library pass the instance on, calls of imports what came with the import, indirect
;; calls what is in the entry.
(module
  (import "host" "function" (func $imported (param i32) (result i32)))
  (table (export "table") 2 funcref)
  (elem (i32.const 0) $imported $direct)
  (func $direct (export "direct") (param i32) (result i32) (call $imported (local.get 0)))
  (func (export "call") (param i32) (result i32) (call $direct (local.get 0)))
  (func (export "indirect") (param i32) (result i32)
    (call_indirect (param i32) (result i32) (i32.const 7) (local.get 0)))
  (func (export "pair") (result i32 i64) (i32.const 1) (i64.const 2)))
