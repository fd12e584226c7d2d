;; compare: text
;; stdout: in small pages
;; Memories whose size is counted in bytes.
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 70000 100000 (pagesize 1))
  (data (i32.const 69985) "in small pages\n")
  (memory $tiny 3 (pagesize 1))
  (data (memory $tiny) (i32.const 0) "abc")
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 69985))
    (i32.store (i32.const 4) (i32.const 15))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (call $check (i32.eq (memory.size) (i32.const 70000)))
    (call $check (i32.eq (memory.grow (i32.const 30000)) (i32.const 70000)))
    (call $check (i32.eq (memory.grow (i32.const 1)) (i32.const -1)))
    (i32.store (i32.const 99996) (i32.const 7))
    (call $check (i32.eq (i32.load (i32.const 99996)) (i32.const 7)))
    (call $check (i32.eq (i32.load8_u $tiny (i32.const 2)) (i32.const 99)))
    (call $check (i32.eq (memory.grow $tiny (i32.const 0)) (i32.const 3)))))
