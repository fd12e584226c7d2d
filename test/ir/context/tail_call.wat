;; RUN: %ir --shared | %check
;; Tail calls, those of imports too, are musttail calls, between functions of any types; the instance goes
;; along. What does not fit into registers goes through the call area.
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

;; CHECK-LABEL: define internal tailcc i64 @wasm.direct(ptr %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load i64, ptr %3, align 8
;; CHECK-NEXT: %5 = call ptr @wasmelt_rt_call_area()
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %5, i64 0
;; CHECK-NEXT: store i64 6, ptr %6, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %5, i64 8
;; CHECK-NEXT: store i64 7, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %5, i64 16
;; CHECK-NEXT: store i64 8, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = musttail call tailcc i64 @wasm.wide(ptr %0, i64 %4, i64 2, i64 3, i64 4, i64 5)
;; CHECK-NEXT: ret i64 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.wide(ptr %0, i64 %1, i64 %2, i64 %3, i64 %4, i64 %5) {{#[0-9]+}} {
;; CHECK-NEXT: %7 = call ptr @wasmelt_rt_call_area()
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %7, i64 0
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %7, i64 8
;; CHECK-NEXT: %11 = load i64, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %7, i64 16
;; CHECK-NEXT: %13 = load i64, ptr %12, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %14 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %14, align 8
;; CHECK-NEXT: %15 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %15, align 8
;; CHECK-NEXT: %16 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %16, align 8
;; CHECK-NEXT: %17 = alloca i64, align 8
;; CHECK-NEXT: store i64 %4, ptr %17, align 8
;; CHECK-NEXT: %18 = alloca i64, align 8
;; CHECK-NEXT: store i64 %5, ptr %18, align 8
;; CHECK-NEXT: %19 = alloca i64, align 8
;; CHECK-NEXT: store i64 %9, ptr %19, align 8
;; CHECK-NEXT: %20 = alloca i64, align 8
;; CHECK-NEXT: store i64 %11, ptr %20, align 8
;; CHECK-NEXT: %21 = alloca i64, align 8
;; CHECK-NEXT: store i64 %13, ptr %21, align 8
;; CHECK-NEXT: %22 = load i64, ptr %21, align 8
;; CHECK-NEXT: %23 = musttail call tailcc i64 @wasm.direct(ptr %0, i64 %22)
;; CHECK-NEXT: ret i64 %23
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.indirect(ptr %0, i64 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %5, align 4
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = load i32, ptr %5, align 4
;; CHECK-NEXT: %8 = zext i32 %7 to i64
;; CHECK-NEXT: %9 = icmp uge i64 %8, 2
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 67) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %12 = load ptr, ptr %11, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %12, i32 0, i32 0
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %15 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %14, i64 %8
;; CHECK-NEXT: %16 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %15, i32 0, i32 1
;; CHECK-NEXT: %17 = load i32, ptr %16, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %18 = load i32, ptr @wasmelt.type_ids, align 4, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %19 = icmp ne i32 %17, %18
;; CHECK-NEXT: %20 = icmp eq i32 %17, 0
;; CHECK-NEXT: br i1 %19, label %21, label %22, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: br i1 %20, label %trap1, label %trap2
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap2:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 22:
;; CHECK-NEXT: %23 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %15, i32 0, i32 0
;; CHECK-NEXT: %24 = load ptr, ptr %23, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %25 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %15, i32 0, i32 3
;; CHECK-NEXT: %26 = load ptr, ptr %25, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %27 = musttail call tailcc i64 %24(ptr %26, i64 %6)
;; CHECK-NEXT: ret i64 %27
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.reference(ptr %0, i64 %1, ptr %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %2, ptr %5, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = load ptr, ptr %5, align 8
;; CHECK-NEXT: %8 = icmp eq ptr %7, null
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 74) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %7, i32 0, i32 0
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %7, i32 0, i32 3
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %14 = musttail call tailcc i64 %11(ptr %13, i64 %6)
;; CHECK-NEXT: ret i64 %14
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i32 @wasm.host(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = musttail call tailcc i32 %3(ptr %5)
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc { i64, i64, i64, double } @wasm.many_results(ptr %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load i64, ptr %3, align 8
;; CHECK-NEXT: %5 = musttail call tailcc { i64, i64, i64, double } @wasm.many_results(ptr %0, i64 %4)
;; CHECK-NEXT: ret { i64, i64, i64, double } %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal tailcc i64 @wasm.results_of_a_call(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = call tailcc { i64, i64, i64, double } @wasm.many_results(ptr %0, i64 1)
;; CHECK-NEXT: %3 = extractvalue { i64, i64, i64, double } %2, 0
;; CHECK-NEXT: %4 = extractvalue { i64, i64, i64, double } %2, 1
;; CHECK-NEXT: %5 = extractvalue { i64, i64, i64, double } %2, 2
;; CHECK-NEXT: %6 = extractvalue { i64, i64, i64, double } %2, 3
;; CHECK-NEXT: ret i64 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 264
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 1)
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i64 1, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 272
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %4, ptr %0, ptr @wasmelt.offsets.1, i64 7)
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 7, ptr %5, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 264
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: %10 = load i64, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %7, ptr %8, i64 %10, i64 0, i64 0, i64 1)
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i64 0, ptr %11, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 272
;; CHECK-NEXT: %15 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: %16 = load i64, ptr %15, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %13, ptr %14, i64 %16, i64 0, i64 0, i64 7)
;; CHECK-NEXT: %17 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 0, ptr %17, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
