;; Ten million tail calls with more operands than registers need no more stack than one.

(module
  (type $f (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (table $t funcref (elem $indirect))
  (elem declare func $reference)
  (func $direct (export "direct") (type $f)
    (if (result i64) (i64.eqz (local.get 0))
      (then (i64.xor (local.get 1) (local.get 11)))
      (else (return_call $direct (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (local.get 2)) (i64.add (local.get 2) (local.get 3)) (i64.add (local.get 3) (local.get 4)) (i64.add (local.get 4) (local.get 5)) (i64.add (local.get 5) (local.get 6)) (i64.add (local.get 6) (local.get 7)) (i64.add (local.get 7) (local.get 8)) (i64.add (local.get 8) (local.get 9)) (i64.add (local.get 9) (local.get 10)) (i64.add (local.get 10) (local.get 11)) (i64.add (local.get 11) (local.get 1))))))
  (func $indirect (export "indirect") (type $f)
    (if (result i64) (i64.eqz (local.get 0))
      (then (i64.xor (local.get 1) (local.get 11)))
      (else (return_call_indirect $t (type $f) (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (local.get 2)) (i64.add (local.get 2) (local.get 3)) (i64.add (local.get 3) (local.get 4)) (i64.add (local.get 4) (local.get 5)) (i64.add (local.get 5) (local.get 6)) (i64.add (local.get 6) (local.get 7)) (i64.add (local.get 7) (local.get 8)) (i64.add (local.get 8) (local.get 9)) (i64.add (local.get 9) (local.get 10)) (i64.add (local.get 10) (local.get 11)) (i64.add (local.get 11) (local.get 1)) (i32.const 0)))))
  (func $reference (export "reference") (type $f)
    (if (result i64) (i64.eqz (local.get 0))
      (then (i64.xor (local.get 1) (local.get 11)))
      (else (return_call_ref $f (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (local.get 2)) (i64.add (local.get 2) (local.get 3)) (i64.add (local.get 3) (local.get 4)) (i64.add (local.get 4) (local.get 5)) (i64.add (local.get 5) (local.get 6)) (i64.add (local.get 6) (local.get 7)) (i64.add (local.get 7) (local.get 8)) (i64.add (local.get 8) (local.get 9)) (i64.add (local.get 9) (local.get 10)) (i64.add (local.get 10) (local.get 11)) (i64.add (local.get 11) (local.get 1)) (ref.func $reference))))))

(assert_return (invoke "direct" (i64.const 10000000) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10) (i64.const 11) (i64.const 12)) (i64.const -293013494712773265))
(assert_return (invoke "indirect" (i64.const 10000000) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10) (i64.const 11) (i64.const 12)) (i64.const -293013494712773265))
(assert_return (invoke "reference" (i64.const 10000000) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10) (i64.const 11) (i64.const 12)) (i64.const -293013494712773265))
