;; RUN: %ir --shared | %check
;; Globals of a library: inside the instance, or where the instance that exports them has them.
(module
  (global $imported (import "m" "imported") i32)
  (global $shared (import "m" "shared") (mut i64))
  (global $constant f32 (f32.const 1.5))
  (global $derived i32 (global.get $imported))
  (global $own (mut f64) (f64.const 2))
  (global $wide (mut v128) (v128.const i64x2 1 2))
  (func (export "imported") (result i32) (global.get $imported))
  (func (export "shared") (result i64) (global.get $shared))
  (func (export "set_shared") (param i64) (global.set $shared (local.get 0)))
  (func (export "constant") (result f32) (global.get $constant))
  (func (export "derived") (result i32) (global.get $derived))
  (func (export "own") (result f64) (global.get $own))
  (func (export "set_wide") (param v128) (global.set $wide (local.get 0))))

;; CHECK-LABEL: define internal i32 @wasm.imported(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: ret i32 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.shared(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = load i64, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i64 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.set_shared(ptr %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load i64, ptr %3, align 8
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: store i64 %4, ptr %6, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.constant(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret float 1.500000e+00
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.derived(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.own(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: %3 = load double, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret double %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.set_wide(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CHECK-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store <2 x i64> %4, ptr %5, align 16, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store float 1.500000e+00, ptr %2, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %5 = load i32, ptr %4, align 4, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: store i32 %5, ptr %6, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store double 2.000000e+00, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store <2 x i64> <i64 1, i64 2>, ptr %8, align 16, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
