;; RUN: %ir --shared | %check
;; A memory of a library with 64-bit addresses.
(module
  (memory (export "memory") i64 1)
  (func (export "load") (param i64) (result i32) (i32.load offset=8 (local.get 0)))
  (func (export "grow") (param i64) (result i64) (memory.grow (local.get 0)))
  (func (export "fill") (param i64 i32 i64)
    (memory.fill (local.get 0) (local.get 1) (local.get 2))))

;; CHECK-LABEL: define internal i32 @wasm.load(ptr %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load i64, ptr %3, align 8
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = sub nuw i64 %8, 12
;; CHECK-NEXT: %10 = icmp ugt i64 %4, %9
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw i8, ptr %13, i64 %4
;; CHECK-NEXT: %15 = getelementptr inbounds nuw i8, ptr %14, i64 8
;; CHECK-NEXT: %16 = load i32, ptr %15, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.grow(ptr %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load i64, ptr %3, align 8
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = call i64 @wasmelt_rt_memory_grow(ptr %6, i64 %4)
;; CHECK-NEXT: ret i64 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.fill(ptr %0, i64 %1, i32 %2, i64 %3) {{#[0-9]+}} {
;; CHECK-NEXT: %5 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %7, align 8
;; CHECK-NEXT: %8 = load i64, ptr %5, align 8
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = load i64, ptr %7, align 8
;; CHECK-NEXT: %11 = trunc i32 %9 to i8
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %13, i32 0, i32 1
;; CHECK-NEXT: %15 = load i64, ptr %14, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %16 = icmp ugt i64 %10, %15
;; CHECK-NEXT: %17 = sub i64 %15, %10
;; CHECK-NEXT: %18 = icmp ugt i64 %8, %17
;; CHECK-NEXT: %19 = or i1 %16, %18
;; CHECK-NEXT: br i1 %19, label %trap, label %20, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 20:
;; CHECK-NEXT: %21 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %22 = load ptr, ptr %21, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr %22, i64 %8
;; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %23, i8 %11, i64 %10, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
