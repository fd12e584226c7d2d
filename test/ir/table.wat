;; RUN: %ir | %check
;; Tables, their segments, and references.
(module
  (table $functions 4 8 funcref)
  (table $objects 1 externref)
  (elem $segment func $get $set)
  (func $get (param i32) (result funcref) (table.get $functions (local.get 0)))
  (func $set (param i32) (table.set $functions (local.get 0) (ref.func $get)))
  (func $get_extern (param i32) (result externref) (table.get $objects (local.get 0)))
  (func $size (result i32) (table.size $functions))
  (func $grow (param i32) (result i32) (table.grow $functions (ref.null func) (local.get 0)))
  (func $fill (param i32 i32) (table.fill $functions (local.get 0) (ref.null func) (local.get 1)))
  (func $copy (param i32 i32 i32)
    (table.copy $functions $functions (local.get 0) (local.get 1) (local.get 2)))
  (func $init (param i32 i32 i32)
    (table.init $functions $segment (local.get 0) (local.get 1) (local.get 2)))
  (func $drop (elem.drop $segment))
  (func $is_null (param externref) (result i32) (ref.is_null (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $get $set $get_extern $size $grow $fill $copy $init $drop $is_null))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal ptr @wasm.get(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i32, i32 }, ptr @wasmelt.tables, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = icmp uge i64 %4, %5
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = load ptr, ptr @wasmelt.tables, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %9 = getelementptr inbounds { ptr, i32, i32 }, ptr %8, i64 %4
;; CHECK-NEXT: %10 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %9, i32 0, i32 2
;; CHECK-NEXT: %11 = load i32, ptr %10, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = zext i32 %11 to i64
;; CHECK-NEXT: %13 = getelementptr inbounds { ptr, i32, i32 }, ptr @wasmelt.funcrefs, i64 %12
;; CHECK-NEXT: %14 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %9, i32 0, i32 1
;; CHECK-NEXT: %15 = load i32, ptr %14, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %16 = icmp eq i32 %15, 0
;; CHECK-NEXT: %17 = select i1 %16, ptr null, ptr %13
;; CHECK-NEXT: ret ptr %17
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.set(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i32, i32 }, ptr @wasmelt.tables, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = icmp uge i64 %4, %5
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = load ptr, ptr @wasmelt.tables, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %9 = getelementptr inbounds { ptr, i32, i32 }, ptr %8, i64 %4
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 8 %9, ptr align 8 @wasmelt.funcrefs, i64 16, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.get_extern(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = icmp uge i64 %4, 1
;; CHECK-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = getelementptr inbounds ptr, ptr @wasmelt.table.1, i64 %4
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i32, i32 }, ptr @wasmelt.tables, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = trunc i64 %1 to i32
;; CHECK-NEXT: ret i32 %2
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.grow(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = call i64 @wasmelt_rt_table_grow(ptr @wasmelt.tables, i64 %4, ptr null)
;; CHECK-NEXT: %6 = trunc i64 %5 to i32
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.fill(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = zext i32 %6 to i64
;; CHECK-NEXT: %8 = zext i32 %5 to i64
;; CHECK-NEXT: call void @wasmelt_rt_table_fill(ptr @wasmelt.tables, i64 %8, ptr null, i64 %7)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.copy(i32 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = zext i32 %9 to i64
;; CHECK-NEXT: %11 = zext i32 %8 to i64
;; CHECK-NEXT: %12 = zext i32 %7 to i64
;; CHECK-NEXT: call void @wasmelt_rt_table_copy(ptr @wasmelt.tables, ptr @wasmelt.tables, i64 %12, i64 %11, i64 %10)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.init(i32 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = zext i32 %9 to i64
;; CHECK-NEXT: %11 = zext i32 %8 to i64
;; CHECK-NEXT: %12 = zext i32 %7 to i64
;; CHECK-NEXT: %13 = load i64, ptr @wasmelt.element_size.0, align 8
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr @wasmelt.tables, ptr @wasmelt.element.0, i64 %13, i64 %12, i64 %11, i64 %10)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.drop() {{#[0-9]+}} {
;; CHECK-NEXT: store i64 0, ptr @wasmelt.element_size.0, align 8
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.is_null(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: %5 = zext i1 %4 to i32
;; CHECK-NEXT: ret i32 %5
;; CHECK-NEXT: }
