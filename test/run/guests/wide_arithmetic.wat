;; compare: text
;; 128-bit sums, differences and products.
(module
  (func $same (param i64 i64 i64 i64)
    (if (i64.ne (local.get 0) (local.get 2)) (then unreachable))
    (if (i64.ne (local.get 1) (local.get 3)) (then unreachable)))
  (func $add (param i64 i64 i64 i64) (result i64 i64)
    (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $sub (param i64 i64 i64 i64) (result i64 i64)
    (i64.sub128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $mul_s (param i64 i64) (result i64 i64) (i64.mul_wide_s (local.get 0) (local.get 1)))
  (func $mul_u (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1)))
  (func (export "_start")
    (call $same (call $add (i64.const -1) (i64.const 0) (i64.const 1) (i64.const 5))
      (i64.const 0) (i64.const 6))
    (call $same (call $sub (i64.const 0) (i64.const 3) (i64.const 1) (i64.const 1))
      (i64.const -1) (i64.const 1))
    (call $same (call $mul_s (i64.const -3) (i64.const 5)) (i64.const -15) (i64.const -1))
    (call $same (call $mul_u (i64.const -3) (i64.const 5)) (i64.const -15) (i64.const 4))))
