;; RUN: %ir | %check
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

;; CHECK-LABEL: define internal i32 @wasm.callee(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.call(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %trap, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 74)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %3, i32 0, i32 0
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = call i32 %7(i32 1) {{#[0-9]+}}
;; CHECK-NEXT: ret i32 %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.not_null(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %trap, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 75)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: ret ptr %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.on_null(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %6, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: ret ptr %3
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.on_non_null(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp ne ptr %3, null
;; CHECK-NEXT: br i1 %4, label %6, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %trap
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 64)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi ptr [ %3, %1 ]
;; CHECK-NEXT: ret ptr %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.supertype() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i32, ptr getelementptr inbounds nuw ({ ptr, i32, i32 }, ptr @wasmelt.table.1, i32 0, i32 1), align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = icmp ne i32 %1, 2
;; CHECK-NEXT: %3 = icmp ne i32 %1, 3
;; CHECK-NEXT: %4 = and i1 %2, %3
;; CHECK-NEXT: %5 = icmp eq i32 %1, 0
;; CHECK-NEXT: br i1 %4, label %6, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: br i1 %5, label %trap, label %trap1
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 68)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 69)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = load ptr, ptr @wasmelt.table.1, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void %8() {{#[0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.subtype() {{#[0-9]+}} {
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.change() {{#[0-9]+}} {
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 8 @wasmelt.table.1, ptr align 8 getelementptr inbounds ([9 x { ptr, i32, i32 }], ptr @wasmelt.funcrefs, i64 0, i64 6), i64 16, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 8 getelementptr inbounds ({ ptr, i32, i32 }, ptr @wasmelt.table.0, i64 1), ptr align 8 @wasmelt.funcrefs, i64 16, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }
