;; compare: text
;; The elements that a table begins with have its initialiser's value, also if the table grows, is
;; large, or has 64-bit indices.
(module
  (type $number (func (result i32)))
  (func $seven (type $number) (i32.const 7))
  (func $eight (type $number) (i32.const 8))
  (elem declare func $eight)
  (table $grows i64 3 10 (ref null $number) (ref.func $seven))
  (table $large 300000 300000 (ref $number) (ref.func $seven))
  (elem (table $large) (i32.const 299999) (ref $number) (item (ref.func $eight)))
  (func $check (param i32) (if (i32.eqz (local.get 0)) (then (unreachable))))
  (func (export "_start")
    (call $check (i64.eq (table.grow $grows (ref.func $eight) (i64.const 2)) (i64.const 3)))
    (call $check (i64.eq (table.grow $grows (ref.null $number) (i64.const 6)) (i64.const -1)))
    (call $check (i32.eq (call_indirect $grows (type $number) (i64.const 2)) (i32.const 7)))
    (call $check (i32.eq (call_indirect $grows (type $number) (i64.const 4)) (i32.const 8)))
    (call $check (i32.eq (call_indirect $large (type $number) (i32.const 299998)) (i32.const 7)))
    (call $check (i32.eq (call_indirect $large (type $number) (i32.const 299999)) (i32.const 8)))))
