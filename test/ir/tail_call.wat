;; RUN: %ir | %check
;; Tail calls are musttail calls, between functions of any types. What does not fit into registers goes
;; through the call area. A host's function is called and returned from.
(module
  (type $one (func (param i64) (result i64)))
  (type $eight (func (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (table $calls 2 funcref)
  (elem (table $calls) (i32.const 0) func $direct)
  (func $direct (type $one) (return_call $wide
    (local.get 0) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7)
    (i64.const 8)))
  (func $wide (type $eight) (return_call $direct (local.get 7)))
  (func $indirect (param i64 i32) (result i64)
    (return_call_indirect $calls (type $one) (local.get 0) (local.get 1)))
  (func $reference (param i64 (ref null $one)) (result i64)
    (return_call_ref $one (local.get 0) (local.get 1)))
  (func $host (result i32) (return_call $yield))
  (func $many_results (param i64) (result i64 i64 i64 f64)
    (return_call $many_results (local.get 0)))
  (func $results_of_a_call (result i64)
    (call $many_results (i64.const 1)) (drop) (drop) (drop))
  ;; Keeps the functions.
  (table $keep funcref (elem $direct $wide $indirect $reference $host $many_results $results_of_a_call))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal tailcc i64 @wasm.direct(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: store i64 7, ptr @wasmelt.call_area, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: store i64 8, ptr getelementptr inbounds (i8, ptr @wasmelt.call_area, i64 8), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = musttail call tailcc i64 @wasm.wide(i64 %3, i64 2, i64 3, i64 4, i64 5, i64 6) {{#[0-9]+}}
;; CHECK-NEXT: ret i64 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.wide(i64 %0, i64 %1, i64 %2, i64 %3, i64 %4, i64 %5) {{#[0-9]+}} {
;; CHECK-NEXT: %7 = load i64, ptr @wasmelt.call_area, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = load i64, ptr getelementptr inbounds (i8, ptr @wasmelt.call_area, i64 8), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %9, align 8
;; CHECK-NEXT: %10 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %10, align 8
;; CHECK-NEXT: %11 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %11, align 8
;; CHECK-NEXT: %12 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %12, align 8
;; CHECK-NEXT: %13 = alloca i64, align 8
;; CHECK-NEXT: store i64 %4, ptr %13, align 8
;; CHECK-NEXT: %14 = alloca i64, align 8
;; CHECK-NEXT: store i64 %5, ptr %14, align 8
;; CHECK-NEXT: %15 = alloca i64, align 8
;; CHECK-NEXT: store i64 %7, ptr %15, align 8
;; CHECK-NEXT: %16 = alloca i64, align 8
;; CHECK-NEXT: store i64 %8, ptr %16, align 8
;; CHECK-NEXT: %17 = load i64, ptr %16, align 8
;; CHECK-NEXT: %18 = musttail call tailcc i64 @wasm.direct(i64 %17) {{#[0-9]+}}
;; CHECK-NEXT: ret i64 %18
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.indirect(i64 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = zext i32 %6 to i64
;; CHECK-NEXT: %8 = icmp uge i64 %7, 2
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 67)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = getelementptr inbounds { ptr, i32, i32 }, ptr @wasmelt.table.0, i64 %7
;; CHECK-NEXT: %11 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %10, i32 0, i32 1
;; CHECK-NEXT: %12 = load i32, ptr %11, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = icmp ne i32 %12, 1
;; CHECK-NEXT: %14 = icmp eq i32 %12, 0
;; CHECK-NEXT: br i1 %13, label %15, label %16, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: br i1 %14, label %trap1, label %trap2
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap2:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: %17 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %10, i32 0, i32 0
;; CHECK-NEXT: %18 = load ptr, ptr %17, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %19 = musttail call tailcc i64 %18(i64 %5) {{#[0-9]+}}
;; CHECK-NEXT: ret i64 %19
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.reference(i64 %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load ptr, ptr %4, align 8
;; CHECK-NEXT: %7 = icmp eq ptr %6, null
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 74)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %10 = load ptr, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = musttail call tailcc i64 %10(i64 %5) {{#[0-9]+}}
;; CHECK-NEXT: ret i64 %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i32 @wasm.host() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call i32 @"wasmelt.import.wasi_snapshot_preview1.sched_yield:_i"(ptr @wasmelt_instance) {{#[0-9]+}}
;; CHECK-NEXT: ret i32 %1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc { i64, i64, i64, double } @wasm.many_results(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = musttail call tailcc { i64, i64, i64, double } @wasm.many_results(i64 %3) {{#[0-9]+}}
;; CHECK-NEXT: ret { i64, i64, i64, double } %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.results_of_a_call() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call tailcc { i64, i64, i64, double } @wasm.many_results(i64 1) {{#[0-9]+}}
;; CHECK-NEXT: %2 = extractvalue { i64, i64, i64, double } %1, 0
;; CHECK-NEXT: %3 = extractvalue { i64, i64, i64, double } %1, 1
;; CHECK-NEXT: %4 = extractvalue { i64, i64, i64, double } %1, 2
;; CHECK-NEXT: %5 = extractvalue { i64, i64, i64, double } %1, 3
;; CHECK-NEXT: ret i64 %2
;; CHECK-NEXT: }
