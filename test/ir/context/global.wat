;; RUN: %ir --shared | %check
;; Globals of a library: inside the instance, or where the instance that exports them has them.
(module
  (global $imported (import "m" "imported") i32)
  (global $shared (import "m" "shared") (mut i64))
  (global $constant f32 (f32.const 1.5))
  (global $derived i32 (i32.add (global.get $imported) (i32.const 1)))
  (global $own (mut f64) (f64.const 2))
  (global $wide (mut v128) (v128.const i64x2 1 2))
  (func (export "imported") (result i32) (global.get $imported))
  (func (export "shared") (result i64) (global.get $shared))
  (func (export "set_shared") (param i64) (global.set $shared (local.get 0)))
  (func (export "constant") (result f32) (global.get $constant))
  (func (export "derived") (result i32) (global.get $derived))
  (func (export "own") (result f64) (global.get $own))
  (func (export "set_wide") (param v128) (global.set $wide (local.get 0))))
