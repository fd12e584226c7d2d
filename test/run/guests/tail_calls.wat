;; compare: text
;; wasmelt: --stack-size=64K
;; Tail calls leave nothing on the stack, whatever the types: 64 KiB are enough for ten million.
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (type $one (func (param i64) (result i64)))
  (type $twelve (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (type $vectors (func (param i32 f32 v128 f64 v128 v128 v128 v128 v128 v128 v128 f64 v128 i64)
                       (result i64)))
  (type $many (func (param i64) (result i64 i64 i64 i64 f64 i32)))
  (tag $left (param i64))
  (table $functions 4 funcref)
  (elem (table $functions) (i32.const 1) func $even $odd $host)
  (elem declare func $loop $through_reference)

  ;; More operands than there are registers.
  (func $loop (type $twelve)
    (if (i64.eqz (local.get 0)) (then
      (return (i64.add (local.get 1) (i64.add (i64.mul (local.get 6) (i64.const 3))
                                              (i64.mul (local.get 11) (i64.const 7)))))))
    (return_call $loop (i64.sub (local.get 0) (i64.const 1)) (local.get 2) (local.get 3)
      (local.get 4) (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)
      (local.get 10) (local.get 11) (i64.add (local.get 1) (i64.const 1))))

  ;; Mutual recursion of different types, one way through a table.
  (func $even (type $one)
    (if (i64.eqz (local.get 0)) (then (return (i64.const 1))))
    (return_call_indirect $functions (type $twelve) (i64.sub (local.get 0) (i64.const 1))
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6)
      (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10) (i64.const 11) (i32.const 2)))
  (func $odd (type $twelve)
    (if (i64.eqz (local.get 0)) (then (return (local.get 11))))
    (return_call $even (i64.sub (local.get 0) (i64.const 1))))
  (func $through_reference (type $twelve)
    (if (i64.eqz (local.get 0)) (then (return (local.get 10))))
    (return_call_ref $twelve (i64.sub (local.get 0) (i64.const 1)) (local.get 2) (local.get 3)
      (local.get 4) (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)
      (local.get 10) (local.get 11) (local.get 1) (ref.func $through_reference)))

  ;; Vectors and floating point beyond theirs.
  (func $vectors (type $vectors)
    (if (i64.eqz (local.get 13)) (then
      (return (i64.add (i64x2.extract_lane 1 (local.get 12))
                       (i64.add (i64.trunc_f64_s (local.get 11))
                                (i64x2.extract_lane 0 (local.get 10)))))))
    (return_call $vectors (local.get 0) (local.get 1) (local.get 12) (local.get 3) (local.get 2)
      (local.get 4) (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)
      (f64.add (local.get 11) (f64.const 1)) (local.get 10) (i64.sub (local.get 13) (i64.const 1))))

  ;; More results than there are registers.
  (func $many (type $many)
    (if (i64.eqz (local.get 0)) (then
      (return (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (f64.const 5)
              (i32.const 6))))
    (return_call $many (i64.sub (local.get 0) (i64.const 1))))

  ;; A host's function, and one that is called through a table.
  (func $host (type $one) (drop (call $host_inner)) (local.get 0))
  (func $host_inner (result i32) (return_call $yield))

  ;; A tail call leaves the handlers around it.
  (func $throw (param i64) (throw $left (local.get 0)))
  (func $leaves_handler (param i64) (result i64)
    (block $caught (result i64)
      (try_table (catch $left $caught)
        (return_call $throws_for_caller (local.get 0)))
      (unreachable))
    (drop) (i64.const -1))
  (func $throws_for_caller (param i64) (result i64) (call $throw (local.get 0)) (i64.const -2))
  (func $catches (param i64) (result i64)
    (block $caught (result i64)
      (try_table (catch $left $caught) (return (call $leaves_handler (local.get 0))))
      (unreachable)))

  (func $same (param i64 i64) (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))

  (func (export "_start") (local i64 i64 i64 i64 f64 i32)
    (call $same (i64.const 10000096)
      (call $loop (i64.const 10000000) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)
        (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10)
        (i64.const 11)))
    (call $same (call $even (i64.const 10000000)) (i64.const 1))
    (call $same (call_indirect $functions (type $one) (i64.const 10000001) (i32.const 1))
      (i64.const 11))
    (call $same (call $through_reference (i64.const 1100000) (i64.const 1) (i64.const 2)
        (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
        (i64.const 9) (i64.const 10) (i64.const 11))
      (i64.const 10))
    (call $same (i64.const 1000046)
      (call $vectors (i32.const 0) (f32.const 0) (v128.const i64x2 1 2) (f64.const 0)
        (v128.const i64x2 3 4) (v128.const i64x2 5 6) (v128.const i64x2 7 8)
        (v128.const i64x2 9 10) (v128.const i64x2 11 12) (v128.const i64x2 13 14)
        (v128.const i64x2 15 16) (f64.const 17) (v128.const i64x2 18 19) (i64.const 1000000)))
    (call $many (i64.const 1000000))
    (local.set 5) (local.set 4) (local.set 3) (local.set 2) (local.set 1) (local.set 0)
    (call $same (i64.const 123456)
      (i64.add (i64.mul (local.get 0) (i64.const 100000))
        (i64.add (i64.mul (local.get 1) (i64.const 10000))
          (i64.add (i64.mul (local.get 2) (i64.const 1000))
            (i64.add (i64.mul (local.get 3) (i64.const 100))
              (i64.add (i64.mul (i64.trunc_f64_s (local.get 4)) (i64.const 10))
                (i64.extend_i32_u (local.get 5))))))))
    (call $same (call_indirect $functions (type $one) (i64.const 3) (i32.const 3)) (i64.const 3))
    (call $same (call $catches (i64.const 77)) (i64.const 77))))
