;; compare: text
;; stdout: kept in another memory
;; stdout: and in a third
;; Several memories, which grow and are copied between, with a loop over two of them.
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory $main (export "memory") 1)
  (memory $other 1 20)
  (memory $third 1)
  (data (memory $other) (i32.const 65500) "kept in another memory\n")
  (data (memory $third) (i32.const 1) "and in a third\n")

  (func $print (param $length i32)
    (i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (local.get $length))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))

  ;; $third[i] = $other[i] + 1, and the sum of what it writes.
  (func $add (param $count i32) (result i32)
    (local $i i32) (local $sum i32) (local $value i32)
    (loop $next
      (i32.store8 $third (local.get $i)
        (local.tee $value (i32.add (i32.load8_u $other (local.get $i)) (i32.const 1))))
      (local.set $sum (i32.add (local.get $sum) (local.get $value)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                             (local.get $count))))
    (local.get $sum))

  (func (export "_start")
    (memory.copy $main $other (i32.const 16) (i32.const 65500) (i32.const 23))
    (call $print (i32.const 23))
    (memory.copy $main $third (i32.const 16) (i32.const 1) (i32.const 15))
    (call $print (i32.const 15))

    (call $check (i32.eq (memory.grow $other (i32.const 19)) (i32.const 1)))
    (call $check (i32.eq (memory.grow $other (i32.const 1)) (i32.const -1)))
    (call $check (i32.eq (memory.size $other) (i32.const 20)))
    (call $check (i32.eq (memory.size $third) (i32.const 1)))
    (memory.fill $other (i32.const 0) (i32.const 3) (i32.const 60000))
    (call $check (i32.eq (call $add (i32.const 60000)) (i32.const 240000)))
    (call $check (i32.eq (i32.load8_u $third (i32.const 59999)) (i32.const 4)))
    (call $check (i32.eqz (i32.load8_u $third (i32.const 60000))))
    (call $check (i32.eqz (i32.load8_u $main (i32.const 60000))))
    (i32.store $other (i32.const 1310716) (i32.const 7))
    (call $check (i32.eq (i32.load $other offset=65532 (i32.const 1245184)) (i32.const 7)))))
