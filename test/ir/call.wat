;; RUN: %ir | %check
;; Direct calls are direct; imports are symbols that carry their signature; indirect calls compare
;; index and type.
(module
  (type $unary (func (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (table $calls 2 8 funcref)
  (elem (table $calls) (i32.const 0) func $callee)
  (func $callee (type $unary) (local.get 0))
  (func $direct (param i32) (result i32) (call $callee (call $callee (local.get 0))))
  (func $several_results (result i32) (call $pair) (i32.add))
  (func $pair (result i32 i32) (i32.const 1) (i32.const 2))
  (func $imported (result i32) (call $yield))
  (func $indirect (param i32 i32) (result i32)
    (call_indirect $calls (type $unary) (local.get 0) (local.get 1)))
  (func $grow (drop (table.grow $calls (ref.null func) (i32.const 1))))
  ;; Keeps the functions.
  (table $keep funcref (elem $direct $several_results $imported $indirect $grow))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.callee(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.direct(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = call i32 @wasm.callee(i32 %3) {{#[0-9]+}}
;; CHECK-NEXT: %5 = call i32 @wasm.callee(i32 %4) {{#[0-9]+}}
;; CHECK-NEXT: ret i32 %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.several_results() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call { i32, i32 } @wasm.pair() {{#[0-9]+}}
;; CHECK-NEXT: %2 = extractvalue { i32, i32 } %1, 0
;; CHECK-NEXT: %3 = extractvalue { i32, i32 } %1, 1
;; CHECK-NEXT: %4 = add i32 %2, %3
;; CHECK-NEXT: ret i32 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i32, i32 } @wasm.pair() {{#[0-9]+}} {
;; CHECK-NEXT: ret { i32, i32 } { i32 1, i32 2 }
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.imported() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call i32 @"wasmelt.import.wasi_snapshot_preview1.sched_yield:_i"(ptr @wasmelt_instance) {{#[0-9]+}}
;; CHECK-NEXT: ret i32 %1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.indirect(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = zext i32 %6 to i64
;; CHECK-NEXT: %8 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i32, i32 }, ptr @wasmelt.tables, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = icmp uge i64 %7, %8
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 67)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = load ptr, ptr @wasmelt.tables, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = getelementptr inbounds { ptr, i32, i32 }, ptr %11, i64 %7
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %12, i32 0, i32 1
;; CHECK-NEXT: %14 = load i32, ptr %13, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %15 = icmp ne i32 %14, 1
;; CHECK-NEXT: %16 = icmp eq i32 %14, 0
;; CHECK-NEXT: br i1 %15, label %17, label %18, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: br i1 %16, label %trap1, label %trap2
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap2:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 18:
;; CHECK-NEXT: %19 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %12, i32 0, i32 0
;; CHECK-NEXT: %20 = load ptr, ptr %19, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %21 = call i32 %20(i32 %5) {{#[0-9]+}}
;; CHECK-NEXT: ret i32 %21
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.grow() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call i64 @wasmelt_rt_table_grow(ptr @wasmelt.tables, i64 1, ptr null)
;; CHECK-NEXT: %2 = trunc i64 %1 to i32
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }
