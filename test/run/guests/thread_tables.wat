;; compare: text
;; Each thread has the tables and globals that an instance begins with, whatever others do to theirs;
;; active segments are written to the memory when it starts.
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (data (i32.const 100) "\2a")
  (type $number (func (result i32)))
  (table $fixed 2 funcref)
  (table $grows 1 100 funcref)
  (table $constant funcref (elem $two))
  (elem (table $fixed) (i32.const 0) func $one)
  (elem $both func $one $two)
  (global $global (mut i32) (i32.const 5))
  (func $one (type $number) (i32.const 1))
  (func $two (type $number) (i32.const 2))
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  ;; Nobody has changed anything; then all of it is changed.
  (func $use_all
    (call $check (i32.eq (global.get $global) (i32.const 5)))
    (global.set $global (i32.const 6))
    (call $check (i32.eq (call_indirect $fixed (type $number) (i32.const 0)) (i32.const 1)))
    (call $check (ref.is_null (table.get $fixed (i32.const 1))))
    (table.init $fixed $both (i32.const 0) (i32.const 1) (i32.const 1))
    (elem.drop $both)
    (call $check (i32.eq (call_indirect $fixed (type $number) (i32.const 0)) (i32.const 2)))
    (call $check (i32.eq (table.grow $grows (ref.func $two) (i32.const 50)) (i32.const 1)))
    (call $check (i32.eq (call_indirect $grows (type $number) (i32.const 50)) (i32.const 2)))
    (call $check (i32.eq (call_indirect $constant (type $number) (i32.const 0)) (i32.const 2))))

  (func (export "wasi_thread_start") (param $id i32) (param $done i32)
    (call $check (i32.eq (i32.load8_u (i32.const 100)) (i32.const 42)))
    (call $use_all)
    (i32.atomic.store (local.get $done) (i32.const 1))
    (drop (memory.atomic.notify (local.get $done) (i32.const 1))))
  (func (export "_start") (local $i i32)
    (call $use_all)
    (i32.store8 (i32.const 100) (i32.const 0))
    (loop $again
      (i32.atomic.store (i32.const 0) (i32.const 0))
      (call $check (i32.gt_s (call $spawn (i32.const 0)) (i32.const 0)))
      (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                              (i32.const 200))))
    (call $check (i32.eq (table.size $grows) (i32.const 51)))))
