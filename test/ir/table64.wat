;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Tables with 64-bit indices.
(module
  (type $f (func (result i32)))
  (table $static i64 10 10 funcref)
  (table $dynamic i64 10 0x1_0000_0000 externref)
  (func $call (param i64) (result i32) (call_indirect $static (type $f) (local.get 0)))
  (func $get (param i64) (result funcref) (table.get $static (local.get 0)))
  (func $set (param i64 externref) (table.set $dynamic (local.get 0) (local.get 1)))
  (func $size (result i64) (table.size $dynamic))
  (func $grow (param i64) (result i64) (table.grow $dynamic (ref.null extern) (local.get 0)))
  (func $fill (param i64 i64) (table.fill $dynamic (local.get 0) (ref.null extern) (local.get 1)))
  ;; Keeps the functions.
  (table $keep funcref (elem $call $get $set $size $grow $fill))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.call(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp uge i64 %3, 10
;; CHECK-NEXT: br i1 %4, label %trap, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 67)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds { ptr, i32, i32 }, ptr @wasmelt.table.0, i64 %3
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = icmp ne i32 %8, 1
;; CHECK-NEXT: %10 = icmp eq i32 %8, 0
;; CHECK-NEXT: br i1 %9, label %11, label %12, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: br i1 %10, label %trap1, label %trap2
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap2:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %15 = call i32 %14() {{#[0-9]+}}
;; CHECK-NEXT: ret i32 %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.get(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp uge i64 %3, 10
;; CHECK-NEXT: br i1 %4, label %trap, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds { ptr, i32, i32 }, ptr @wasmelt.table.0, i64 %3
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %6, i32 0, i32 2
;; CHECK-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = zext i32 %8 to i64
;; CHECK-NEXT: %10 = getelementptr inbounds { ptr, i32, i32 }, ptr @wasmelt.funcrefs, i64 %9
;; CHECK-NEXT: %11 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: %12 = load i32, ptr %11, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = icmp eq i32 %12, 0
;; CHECK-NEXT: %14 = select i1 %13, ptr null, ptr %10
;; CHECK-NEXT: ret ptr %14
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.set(i64 %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load ptr, ptr %4, align 8
;; CHECK-NEXT: %7 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i32, i32 }], ptr @wasmelt.tables, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = icmp uge i64 %5, %7
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i32, i32 }], ptr @wasmelt.tables, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %11 = getelementptr inbounds ptr, ptr %10, i64 %5
;; CHECK-NEXT: store ptr %6, ptr %11, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i32, i32 }], ptr @wasmelt.tables, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i64 %1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.grow(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = call i64 @wasmelt_rt_table_grow(ptr getelementptr inbounds ([3 x { ptr, i64, i64, i32, i32 }], ptr @wasmelt.tables, i64 0, i64 1), i64 %3, ptr null)
;; CHECK-NEXT: ret i64 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.fill(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: call void @wasmelt_rt_table_fill(ptr getelementptr inbounds ([3 x { ptr, i64, i64, i32, i32 }], ptr @wasmelt.tables, i64 0, i64 1), i64 %5, ptr null, i64 %6)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.call(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp uge i64 %4, 10
;; CONTEXT-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 67) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %9 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %8, i32 0, i32 0
;; CONTEXT-NEXT: %10 = load ptr, ptr %9, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %11 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %10, i64 %4
;; CONTEXT-NEXT: %12 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %11, i32 0, i32 1
;; CONTEXT-NEXT: %13 = load i32, ptr %12, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %14 = load i32, ptr @wasmelt.type_ids, align 4, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %15 = icmp ne i32 %13, %14
;; CONTEXT-NEXT: %16 = icmp eq i32 %13, 0
;; CONTEXT-NEXT: br i1 %15, label %17, label %18, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 17:
;; CONTEXT-NEXT: br i1 %16, label %trap1, label %trap2
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap1:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 68) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap2:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 69) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 18:
;; CONTEXT-NEXT: %19 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %11, i32 0, i32 0
;; CONTEXT-NEXT: %20 = load ptr, ptr %19, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %21 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %11, i32 0, i32 3
;; CONTEXT-NEXT: %22 = load ptr, ptr %21, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %23 = call i32 %20(ptr %22)
;; CONTEXT-NEXT: ret i32 %23
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasm.get(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp uge i64 %4, 10
;; CONTEXT-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 66) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %9 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %8, i32 0, i32 0
;; CONTEXT-NEXT: %10 = load ptr, ptr %9, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %11 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %10, i64 %4
;; CONTEXT-NEXT: %12 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %11, i32 0, i32 3
;; CONTEXT-NEXT: %13 = load ptr, ptr %12, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %14 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %11, i32 0, i32 2
;; CONTEXT-NEXT: %15 = load i32, ptr %14, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %16 = zext i32 %15 to i64
;; CONTEXT-NEXT: %17 = getelementptr i8, ptr %13, i64 %16
;; CONTEXT-NEXT: %18 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %11, i32 0, i32 1
;; CONTEXT-NEXT: %19 = load i32, ptr %18, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %20 = icmp eq i32 %19, 0
;; CONTEXT-NEXT: %21 = select i1 %20, ptr null, ptr %17
;; CONTEXT-NEXT: ret ptr %21
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.set(ptr %0, i64 %1, ptr %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca ptr, align 8
;; CONTEXT-NEXT: store ptr %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load ptr, ptr %5, align 8
;; CONTEXT-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %9 = load ptr, ptr %8, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %10 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %9, i32 0, i32 1
;; CONTEXT-NEXT: %11 = load i64, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %12 = icmp uge i64 %6, %11
;; CONTEXT-NEXT: br i1 %12, label %trap, label %13, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 66) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 13:
;; CONTEXT-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %16 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %15, i32 0, i32 0
;; CONTEXT-NEXT: %17 = load ptr, ptr %16, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %18 = getelementptr inbounds ptr, ptr %17, i64 %6
;; CONTEXT-NEXT: store ptr %7, ptr %18, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.size(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %3, i32 0, i32 1
;; CONTEXT-NEXT: %5 = load i64, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret i64 %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.grow(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %7 = call i64 @wasmelt_rt_table_grow(ptr %6, i64 %4, ptr null)
;; CONTEXT-NEXT: ret i64 %7
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.fill(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %9 = load ptr, ptr %8, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_fill(ptr %9, i64 %6, ptr null, i64 %7)
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 224
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 6)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 6, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 40
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 224
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 6)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
