;; RUN: %ir --shared | %check
;; Calls within a library pass the instance on, calls of imports what came with the import, indirect
;; calls what is in the entry.
(module
  (import "host" "function" (func $imported (param i32) (result i32)))
  (table (export "table") 2 funcref)
  (elem (i32.const 0) $imported $direct)
  (func $direct (export "direct") (param i32) (result i32) (call $imported (local.get 0)))
  (func (export "call") (param i32) (result i32) (call $direct (local.get 0)))
  (func (export "indirect") (param i32) (result i32)
    (call_indirect (param i32) (result i32) (i32.const 7) (local.get 0)))
  (func (export "pair") (result i32 i64) (i32.const 1) (i64.const 2)))

;; CHECK-LABEL: define internal i32 @wasm.direct(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %9 = call i32 %6(ptr %8, i32 %4)
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.call(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = call i32 @wasm.direct(ptr %0, i32 %4)
;; CHECK-NEXT: ret i32 %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.indirect(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %7, i32 0, i32 1
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = icmp uge i64 %5, %9
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 67) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %13, i32 0, i32 0
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %15, i64 %5
;; CHECK-NEXT: %17 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %16, i32 0, i32 1
;; CHECK-NEXT: %18 = load i32, ptr %17, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %19 = load i32, ptr @wasmelt.type_ids, align 4, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %20 = icmp ne i32 %18, %19
;; CHECK-NEXT: %21 = icmp eq i32 %18, 0
;; CHECK-NEXT: br i1 %20, label %22, label %23, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 22:
;; CHECK-NEXT: br i1 %21, label %trap1, label %trap2
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap2:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 23:
;; CHECK-NEXT: %24 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %16, i32 0, i32 0
;; CHECK-NEXT: %25 = load ptr, ptr %24, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %26 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %16, i32 0, i32 3
;; CHECK-NEXT: %27 = load ptr, ptr %26, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %28 = call i32 %25(ptr %27, i32 7)
;; CHECK-NEXT: ret i32 %28
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i32, i64 } @wasm.pair(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret { i32, i64 } { i32 1, i64 2 }
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 176
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 2)
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: store i64 2, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 176
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 2)
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
