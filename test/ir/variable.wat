;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
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

;; CONTEXT-LABEL: define internal i32 @wasm.locals(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 0, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca double, align 8
;; CONTEXT-NEXT: store double 0.000000e+00, ptr %5, align 8
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> zeroinitializer, ptr %6, align 16
;; CONTEXT-NEXT: %7 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %8 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %9 = add i32 %7, %8
;; CONTEXT-NEXT: store i32 %9, ptr %3, align 4
;; CONTEXT-NEXT: store i32 %9, ptr %4, align 4
;; CONTEXT-NEXT: %10 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: ret i32 %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.get_mutable(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %3 = load i64, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret i64 %3
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.set_mutable(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 %4, ptr %5, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.get_constant(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: ret i32 100
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.change_vector(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: %5 = load <2 x i64>, ptr %4, align 16, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %6 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %7 = bitcast <2 x i64> %5 to <4 x i32>
;; CONTEXT-NEXT: %8 = insertelement <4 x i32> %7, i32 %6, i64 1
;; CONTEXT-NEXT: %9 = bitcast <4 x i32> %8 to <2 x i64>
;; CONTEXT-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store <2 x i64> %9, ptr %10, align 16, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 7, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 40
;; CONTEXT-NEXT: store i32 100, ptr %3, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store <2 x i64> <i64 8589934593, i64 17179869187>, ptr %4, align 16, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 216
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %5, ptr %0, ptr @wasmelt.offsets, i64 5)
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 64
;; CONTEXT-NEXT: store i64 5, ptr %6, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 216
;; CONTEXT-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 64
;; CONTEXT-NEXT: %11 = load i64, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %8, ptr %9, i64 %11, i64 0, i64 0, i64 5)
;; CONTEXT-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 64
;; CONTEXT-NEXT: store i64 0, ptr %12, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
