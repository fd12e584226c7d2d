;; RUN: %ir --shared | %check
;; Tables of a library: entries carry their instance.
(module
  (table $own 4 funcref)
  (table $objects (export "objects") 1 externref)
  (elem $segment func $get)
  (elem $nulls funcref (ref.null func) (ref.func $set))
  (func $get (export "get") (param i32) (result funcref) (table.get $own (local.get 0)))
  (func $set (export "set") (param i32) (table.set $own (local.get 0) (ref.func $get)))
  (func (export "get_object") (param i32) (result externref) (table.get $objects (local.get 0)))
  (func (export "size") (result i32) (table.size $objects))
  (func (export "init") (table.init $own $segment (i32.const 0) (i32.const 0) (i32.const 1)))
  (func (export "drop") (elem.drop $segment)))

;; CHECK-LABEL: define internal ptr @wasm.get(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = icmp uge i64 %5, 4
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %9 = load ptr, ptr %8, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %10 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %9, i32 0, i32 0
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %11, i64 %5
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %12, i32 0, i32 3
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %15 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %12, i32 0, i32 2
;; CHECK-NEXT: %16 = load i32, ptr %15, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = zext i32 %16 to i64
;; CHECK-NEXT: %18 = getelementptr i8, ptr %14, i64 %17
;; CHECK-NEXT: %19 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %12, i32 0, i32 1
;; CHECK-NEXT: %20 = load i32, ptr %19, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %21 = icmp eq i32 %20, 0
;; CHECK-NEXT: %22 = select i1 %21, ptr null, ptr %18
;; CHECK-NEXT: ret ptr %22
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.set(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: %6 = zext i32 %4 to i64
;; CHECK-NEXT: %7 = icmp uge i64 %6, 4
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %10 = load ptr, ptr %9, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %11 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %10, i32 0, i32 0
;; CHECK-NEXT: %12 = load ptr, ptr %11, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %13 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %12, i64 %6
;; CHECK-NEXT: %14 = icmp eq ptr %5, null
;; CHECK-NEXT: %15 = select i1 %14, ptr @wasmelt.null_entry, ptr %5
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 8 %13, ptr align 8 %15, i64 24, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.get_object(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %7, i32 0, i32 1
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = icmp uge i64 %5, %9
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 66) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %13, i32 0, i32 0
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds ptr, ptr %15, i64 %5
;; CHECK-NEXT: %17 = load ptr, ptr %16, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr %17
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %5 = load i64, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = trunc i64 %5 to i32
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.init(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 200
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %6 = load i64, ptr %5, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %3, ptr %4, i64 %6, i64 0, i64 0, i64 1)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.drop(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store i64 0, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 200
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 1)
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store i64 1, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 208
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %4, ptr %0, ptr @wasmelt.offsets.1, i64 2)
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: store i64 2, ptr %5, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
