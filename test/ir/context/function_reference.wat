;; RUN: %ir --shared | %check
;; Typed references: calls trap for null and compare no type; branches on null; subtypes pass where
;; their supertype is called.
(module
  (type $unary (func (param i32) (result i32)))
  (rec (type $base (sub (func))) (type $derived (sub $base (func))))
  (table $typed 2 (ref null $unary))
  (elem (table $typed) (i32.const 0) (ref null $unary) (ref.func $callee))
  (table $any 1 funcref)
  (func $callee (type $unary) (local.get 0))
  (func $call (param (ref null $unary)) (result i32) (call_ref $unary (i32.const 1) (local.get 0)))
  (func $not_null (param (ref null $unary)) (result (ref $unary)) (ref.as_non_null (local.get 0)))
  (func $on_null (param (ref null $unary)) (result (ref null $unary))
    (block $null (return (br_on_null $null (local.get 0))))
    (ref.null $unary))
  (func $on_non_null (param (ref null $unary)) (result (ref $unary))
    (block $there (result (ref $unary)) (br_on_non_null $there (local.get 0)) (unreachable)))
  (func $supertype (call_indirect $any (type $base) (i32.const 0)))
  (func $subtype (type $derived))
  (func $change (table.set $any (i32.const 0) (ref.func $subtype))
    (table.set $typed (i32.const 1) (ref.func $callee)))
  ;; Keeps the functions.
  (table $keep funcref
    (elem $callee $call $not_null $on_null $on_non_null $supertype $subtype $change))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.callee(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: ret i32 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.call(ptr %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %5 = icmp eq ptr %4, null
;; CHECK-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 74) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %4, i32 0, i32 0
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %4, i32 0, i32 3
;; CHECK-NEXT: %10 = load ptr, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = call i32 %8(ptr %10, i32 1)
;; CHECK-NEXT: ret i32 %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.not_null(ptr %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %5 = icmp eq ptr %4, null
;; CHECK-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 75) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: ret ptr %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.on_null(ptr %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %5 = icmp eq ptr %4, null
;; CHECK-NEXT: br i1 %5, label %7, label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: ret ptr %4
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.on_non_null(ptr %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %5 = icmp ne ptr %4, null
;; CHECK-NEXT: br i1 %5, label %7, label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: br label %trap
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 64) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = phi ptr [ %4, %2 ]
;; CHECK-NEXT: ret ptr %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.supertype(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %3, i32 0, i32 0
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %5, i64 0
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = load i32, ptr getelementptr inbounds ([7 x i32], ptr @wasmelt.type_ids, i64 0, i64 1), align 4, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %10 = icmp ne i32 %8, %9
;; CHECK-NEXT: br i1 %10, label %11, label %14, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = call i32 @wasmelt_rt_is_subtype(i32 %8, i32 %9)
;; CHECK-NEXT: %13 = icmp eq i32 %12, 0
;; CHECK-NEXT: br label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = phi i1 [ false, %1 ], [ %13, %11 ]
;; CHECK-NEXT: %16 = icmp eq i32 %8, 0
;; CHECK-NEXT: br i1 %15, label %17, label %18, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: br i1 %16, label %trap, label %trap1
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 18:
;; CHECK-NEXT: %19 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %20 = load ptr, ptr %19, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %21 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %6, i32 0, i32 3
;; CHECK-NEXT: %22 = load ptr, ptr %21, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void %20(ptr %22)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.subtype(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.change(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 208
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %5 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %4, i32 0, i32 0
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %6, i64 0
;; CHECK-NEXT: %8 = icmp eq ptr %2, null
;; CHECK-NEXT: %9 = select i1 %8, ptr @wasmelt.null_entry, ptr %2
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 8 %7, ptr align 8 %9, i64 24, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %12 = load ptr, ptr %11, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i64, i64, i32, i32 }, ptr %12, i32 0, i32 0
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %15 = getelementptr inbounds { ptr, i32, i32, ptr }, ptr %14, i64 1
;; CHECK-NEXT: %16 = icmp eq ptr %10, null
;; CHECK-NEXT: %17 = select i1 %16, ptr @wasmelt.null_entry, ptr %10
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 8 %15, ptr align 8 %17, i64 24, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 280
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 1)
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: store i64 1, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 288
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %4, ptr %0, ptr @wasmelt.offsets.1, i64 8)
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i64 8, ptr %5, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 280
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %10 = load i64, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %7, ptr %8, i64 %10, i64 0, i64 0, i64 1)
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: store i64 0, ptr %11, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 288
;; CHECK-NEXT: %15 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: %16 = load i64, ptr %15, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %13, ptr %14, i64 %16, i64 0, i64 0, i64 8)
;; CHECK-NEXT: %17 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i64 0, ptr %17, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
