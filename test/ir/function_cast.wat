;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Tests and casts of references to functions.
(module
  (type $f (sub (func)))
  (type $g (sub $f (func)))
  (type $h (sub final $g (func)))
  (elem declare func $test $test_null $cast $branch)
  (func $test (param funcref) (result i32) (ref.test (ref $f) (local.get 0)))
  (func $test_null (param funcref) (result i32) (ref.test (ref null $h) (local.get 0)))
  (func $test_none (param funcref) (result i32) (ref.test nullfuncref (local.get 0)))
  (func $cast (param funcref) (result (ref $h)) (ref.cast (ref $h) (local.get 0)))
  (func $branch (param funcref) (result funcref)
    (block $is (result (ref $h))
      (return (br_on_cast $is funcref (ref $h) (local.get 0)))))
  (func (export "_start")
    (drop (call $test (ref.func $cast)))
    (drop (call $test_null (ref.func $cast)))
    (drop (call $test_none (ref.func $cast)))
    (drop (call $cast (ref.func $test)))
    (drop (call $branch (ref.func $test_null)))))

;; CHECK-LABEL: define internal i32 @wasm.test(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %14, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %7 = load i32, ptr %6, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = icmp ne i32 %7, 1
;; CHECK-NEXT: %9 = icmp ne i32 %7, 2
;; CHECK-NEXT: %10 = and i1 %8, %9
;; CHECK-NEXT: %11 = icmp ne i32 %7, 3
;; CHECK-NEXT: %12 = and i1 %10, %11
;; CHECK-NEXT: %13 = xor i1 %12, true
;; CHECK-NEXT: br label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = phi i1 [ false, %1 ], [ %13, %5 ]
;; CHECK-NEXT: %16 = zext i1 %15 to i32
;; CHECK-NEXT: ret i32 %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.test_null(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %10, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %7 = load i32, ptr %6, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = icmp ne i32 %7, 3
;; CHECK-NEXT: %9 = xor i1 %8, true
;; CHECK-NEXT: br label %10
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = phi i1 [ true, %1 ], [ %9, %5 ]
;; CHECK-NEXT: %12 = zext i1 %11 to i32
;; CHECK-NEXT: ret i32 %12
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.test_none(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: %5 = zext i1 %4 to i32
;; CHECK-NEXT: ret i32 %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.cast(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %10, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %7 = load i32, ptr %6, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = icmp ne i32 %7, 3
;; CHECK-NEXT: %9 = xor i1 %8, true
;; CHECK-NEXT: br label %10
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = phi i1 [ false, %1 ], [ %9, %5 ]
;; CHECK-NEXT: %12 = xor i1 %11, true
;; CHECK-NEXT: br i1 %12, label %trap, label %13, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 77)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: ret ptr %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.branch(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %10, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { ptr, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %7 = load i32, ptr %6, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = icmp ne i32 %7, 3
;; CHECK-NEXT: %9 = xor i1 %8, true
;; CHECK-NEXT: br label %10
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = phi i1 [ false, %1 ], [ %9, %5 ]
;; CHECK-NEXT: br i1 %11, label %13, label %12
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: ret ptr %3
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: %14 = phi ptr [ %3, %10 ]
;; CHECK-NEXT: ret ptr %14
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.test(ptr %0, ptr %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca ptr, align 8
;; CONTEXT-NEXT: store ptr %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load ptr, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp eq ptr %4, null
;; CONTEXT-NEXT: br i1 %5, label %17, label %6
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %4, i32 0, i32 1
;; CONTEXT-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %9 = load i32, ptr @wasmelt.type_ids, align 4, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %10 = icmp ne i32 %8, %9
;; CONTEXT-NEXT: br i1 %10, label %11, label %14, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 11:
;; CONTEXT-NEXT: %12 = call i32 @wasmelt_rt_is_subtype(i32 %8, i32 %9)
;; CONTEXT-NEXT: %13 = icmp eq i32 %12, 0
;; CONTEXT-NEXT: br label %14
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 14:
;; CONTEXT-NEXT: %15 = phi i1 [ false, %6 ], [ %13, %11 ]
;; CONTEXT-NEXT: %16 = xor i1 %15, true
;; CONTEXT-NEXT: br label %17
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 17:
;; CONTEXT-NEXT: %18 = phi i1 [ false, %2 ], [ %16, %14 ]
;; CONTEXT-NEXT: %19 = zext i1 %18 to i32
;; CONTEXT-NEXT: ret i32 %19
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.test_null(ptr %0, ptr %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca ptr, align 8
;; CONTEXT-NEXT: store ptr %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load ptr, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp eq ptr %4, null
;; CONTEXT-NEXT: br i1 %5, label %12, label %6
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %4, i32 0, i32 1
;; CONTEXT-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %9 = load i32, ptr getelementptr inbounds ([7 x i32], ptr @wasmelt.type_ids, i64 0, i64 2), align 4, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %10 = icmp ne i32 %8, %9
;; CONTEXT-NEXT: %11 = xor i1 %10, true
;; CONTEXT-NEXT: br label %12
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 12:
;; CONTEXT-NEXT: %13 = phi i1 [ true, %2 ], [ %11, %6 ]
;; CONTEXT-NEXT: %14 = zext i1 %13 to i32
;; CONTEXT-NEXT: ret i32 %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.test_none(ptr %0, ptr %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca ptr, align 8
;; CONTEXT-NEXT: store ptr %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load ptr, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp eq ptr %4, null
;; CONTEXT-NEXT: %6 = zext i1 %5 to i32
;; CONTEXT-NEXT: ret i32 %6
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasm.cast(ptr %0, ptr %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca ptr, align 8
;; CONTEXT-NEXT: store ptr %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load ptr, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp eq ptr %4, null
;; CONTEXT-NEXT: br i1 %5, label %12, label %6
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %4, i32 0, i32 1
;; CONTEXT-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %9 = load i32, ptr getelementptr inbounds ([7 x i32], ptr @wasmelt.type_ids, i64 0, i64 2), align 4, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %10 = icmp ne i32 %8, %9
;; CONTEXT-NEXT: %11 = xor i1 %10, true
;; CONTEXT-NEXT: br label %12
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 12:
;; CONTEXT-NEXT: %13 = phi i1 [ false, %2 ], [ %11, %6 ]
;; CONTEXT-NEXT: %14 = xor i1 %13, true
;; CONTEXT-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 77) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 15:
;; CONTEXT-NEXT: ret ptr %4
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasm.branch(ptr %0, ptr %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca ptr, align 8
;; CONTEXT-NEXT: store ptr %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load ptr, ptr %3, align 8
;; CONTEXT-NEXT: %5 = icmp eq ptr %4, null
;; CONTEXT-NEXT: br i1 %5, label %12, label %6
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, ptr }, ptr %4, i32 0, i32 1
;; CONTEXT-NEXT: %8 = load i32, ptr %7, align 4, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %9 = load i32, ptr getelementptr inbounds ([7 x i32], ptr @wasmelt.type_ids, i64 0, i64 2), align 4, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %10 = icmp ne i32 %8, %9
;; CONTEXT-NEXT: %11 = xor i1 %10, true
;; CONTEXT-NEXT: br label %12
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 12:
;; CONTEXT-NEXT: %13 = phi i1 [ false, %2 ], [ %11, %6 ]
;; CONTEXT-NEXT: br i1 %13, label %15, label %14
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 14:
;; CONTEXT-NEXT: ret ptr %4
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 15:
;; CONTEXT-NEXT: %16 = phi ptr [ %4, %12 ]
;; CONTEXT-NEXT: ret ptr %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
