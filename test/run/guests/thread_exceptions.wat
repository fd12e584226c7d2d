;; compare: text
;; Threads throw, catch and make tail calls at the same time, each for itself; what they keep is given
;; back when they end.
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 1 shared))
  (tag $number (param i64))
  (global $kept (mut exnref) (ref.null exn))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  (func $throw (type $many) (throw $number (local.get 7)))
  ;; Comes back with the last operand, through the call area.
  (func $through (type $many)
    (return_call $throw (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)
      (local.get 6) (local.get 7) (i64.add (local.get 7) (i64.const 1))))
  (func $catch (param i64) (result i64)
    (block $caught (result i64 exnref)
      (try_table (catch_ref $number $caught)
        (drop (call $through (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0)
          (i64.const 0) (i64.const 0) (local.get 0))))
      (unreachable))
    (global.set $kept))
  (func $kept (result i64)
    (block $caught (result i64)
      (try_table (catch $number $caught) (throw_ref (global.get $kept)))
      (unreachable)))

  (func $work (param $seed i64) (local $i i64)
    (loop $more
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (call $check (i64.eq (call $catch (i64.add (local.get $seed) (local.get $i)))
                           (i64.add (local.get $seed) (i64.add (local.get $i) (i64.const 1)))))
      (br_if $more (i64.lt_u (local.get $i) (i64.const 50000))))
    (call $check (i64.eq (call $kept) (i64.add (local.get $seed) (i64.const 50001)))))

  (func (export "wasi_thread_start") (param $id i32) (param $seed i32)
    (call $work (i64.extend_i32_u (local.get $seed)))
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
  (func (export "_start") (local $i i32) (local $ended i32)
    (loop $again
      (call $check (i32.gt_s (call $spawn (i32.mul (local.get $i) (i32.const 1000000)))
                             (i32.const 0)))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                              (i32.const 8))))
    (call $work (i64.const 77))
    (loop $wait
      (local.set $ended (i32.atomic.load (i32.const 0)))
      (if (i32.lt_u (local.get $ended) (i32.const 8)) (then
        (drop (memory.atomic.wait32 (i32.const 0) (local.get $ended) (i64.const -1)))
        (br $wait))))))
