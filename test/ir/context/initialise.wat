;; RUN: %ir --shared | %check
;; What instantiation runs: globals, tables, element and data segments, start, in this order.
(module
  (global $offset (import "m" "offset") i32)
  (memory 1)
  (table 2 funcref)
  (global (mut i32) (global.get $offset))
  (elem (global.get $offset) $start)
  (data (global.get $offset) "at the offset")
  (data $passive "passive")
  (func $start (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 7)))
  (start $start))
