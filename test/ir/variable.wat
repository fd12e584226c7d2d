;; RUN: %ir | %check
;; Locals start at zero; globals are internal LLVM globals, and those that nobody changes constants.
(module
  (global $counter (mut i64) (i64.const 7))
  (global $limit i32 (i32.const 100))
  (global $vector (mut v128) (v128.const i32x4 1 2 3 4))
  (func $locals (param i32) (result i32) (local i32 f64 v128)
    (local.set 1 (local.tee 0 (i32.add (local.get 0) (local.get 1))))
    (local.get 1))
  (func $get_mutable (result i64) (global.get $counter))
  (func $set_mutable (param i64) (global.set $counter (local.get 0)))
  (func $get_constant (result i32) (global.get $limit))
  (func $change_vector (param i32)
    (global.set $vector (i32x4.replace_lane 1 (global.get $vector) (local.get 0))))
  ;; Keeps the functions.
  (table $keep funcref (elem $locals $get_mutable $set_mutable $get_constant $change_vector))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.locals(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca double, align 8
;; CHECK-NEXT: store double 0.000000e+00, ptr %4, align 8
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> zeroinitializer, ptr %5, align 16
;; CHECK-NEXT: %6 = load i32, ptr %2, align 4
;; CHECK-NEXT: %7 = load i32, ptr %3, align 4
;; CHECK-NEXT: %8 = add i32 %6, %7
;; CHECK-NEXT: store i32 %8, ptr %2, align 4
;; CHECK-NEXT: store i32 %8, ptr %3, align 4
;; CHECK-NEXT: %9 = load i32, ptr %3, align 4
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.get_mutable() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr @wasm.global.counter, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i64 %1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.set_mutable(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: store i64 %3, ptr @wasm.global.counter, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.get_constant() {{#[0-9]+}} {
;; CHECK-NEXT: ret i32 100
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.change_vector(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load <2 x i64>, ptr @wasm.global.vector, align 16, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = load i32, ptr %2, align 4
;; CHECK-NEXT: %5 = bitcast <2 x i64> %3 to <4 x i32>
;; CHECK-NEXT: %6 = insertelement <4 x i32> %5, i32 %4, i64 1
;; CHECK-NEXT: %7 = bitcast <4 x i32> %6 to <2 x i64>
;; CHECK-NEXT: store <2 x i64> %7, ptr @wasm.global.vector, align 16, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }
