;; RUN: %ir --shared | %check
;; Atomic accesses of a library to a memory that others share.
(module
  (memory (import "host" "memory") 1 4 shared)
  (func (export "add") (param i32 i32) (result i32)
    (i32.atomic.rmw.add offset=4 (local.get 0) (local.get 1)))
  (func (export "size") (result i32) (memory.size))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "wait") (param i32 i32 i64) (result i32)
    (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "notify") (param i32 i32) (result i32)
    (memory.atomic.notify (local.get 0) (local.get 1))))

;; CHECK-LABEL: define internal i32 @wasm.add(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %5, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = load i32, ptr %5, align 4
;; CHECK-NEXT: %8 = and i32 %6, 3
;; CHECK-NEXT: %9 = icmp ne i32 %8, 0
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = zext i32 %6 to i64
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw i8, ptr %13, i64 %11
;; CHECK-NEXT: %15 = getelementptr inbounds nuw i8, ptr %14, i64 4
;; CHECK-NEXT: %16 = atomicrmw volatile add ptr %15, i32 %7 seq_cst, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %5 = load atomic i64, ptr %4 seq_cst, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = lshr i64 %5, 16
;; CHECK-NEXT: %7 = trunc i64 %6 to i32
;; CHECK-NEXT: ret i32 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.grow(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = call i64 @wasmelt_rt_memory_grow_shared(ptr %7, i64 %5)
;; CHECK-NEXT: %9 = trunc i64 %8 to i32
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.wait(ptr %0, i32 %1, i32 %2, i64 %3) {{#[0-9]+}} {
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %7, align 8
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = load i64, ptr %7, align 8
;; CHECK-NEXT: %11 = and i32 %8, 3
;; CHECK-NEXT: %12 = icmp ne i32 %11, 0
;; CHECK-NEXT: br i1 %12, label %trap, label %13, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: %14 = zext i32 %8 to i64
;; CHECK-NEXT: %15 = add nuw nsw i64 %14, 4
;; CHECK-NEXT: %16 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %17 = load ptr, ptr %16, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %18 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %17, i32 0, i32 1
;; CHECK-NEXT: %19 = load atomic i64, ptr %18 unordered, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %20 = icmp ugt i64 %15, %19
;; CHECK-NEXT: br i1 %20, label %trap1, label %21, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: %22 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %23 = load ptr, ptr %22, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %24 = getelementptr inbounds nuw i8, ptr %23, i64 %14
;; CHECK-NEXT: %25 = call i32 @wasmelt_rt_memory_atomic_wait32(ptr %24, i32 %9, i64 %10, ptr null)
;; CHECK-NEXT: ret i32 %25
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.notify(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %5, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = load i32, ptr %5, align 4
;; CHECK-NEXT: %8 = and i32 %6, 3
;; CHECK-NEXT: %9 = icmp ne i32 %8, 0
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = zext i32 %6 to i64
;; CHECK-NEXT: %12 = add nuw nsw i64 %11, 4
;; CHECK-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %15 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %14, i32 0, i32 1
;; CHECK-NEXT: %16 = load atomic i64, ptr %15 unordered, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = icmp ugt i64 %12, %16
;; CHECK-NEXT: br i1 %17, label %trap1, label %18, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 18:
;; CHECK-NEXT: %19 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %20 = load ptr, ptr %19, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %21 = getelementptr inbounds nuw i8, ptr %20, i64 %11
;; CHECK-NEXT: %22 = call i32 @wasmelt_rt_memory_atomic_notify(ptr %21, i32 %7)
;; CHECK-NEXT: ret i32 %22
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
