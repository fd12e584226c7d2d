;; RUN: %ir --shared | %check
;; Several memories of a library. Those that are imported may be one and the same, and so have one
;; alias tag; the module's own has another.
(module
  (memory $a (import "host" "a") 1)
  (memory $b (import "host" "b") 1)
  (memory $own 1)
  (func (export "store") (param i32 i32)
    (i32.store $a (local.get 0) (local.get 1))
    (i32.store $b (local.get 0) (local.get 1))
    (i32.store $own (local.get 0) (local.get 1)))
  (func (export "copy") (param i32 i32 i32)
    (memory.copy $a $b (local.get 0) (local.get 1) (local.get 2))))

;; CHECK-LABEL: define internal void @wasm.store(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %5, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = load i32, ptr %5, align 4
;; CHECK-NEXT: %8 = zext i32 %6 to i64
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %10 = load ptr, ptr %9, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr %10, i64 %8
;; CHECK-NEXT: store i32 %7, ptr %11, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = load i32, ptr %4, align 4
;; CHECK-NEXT: %13 = load i32, ptr %5, align 4
;; CHECK-NEXT: %14 = zext i32 %12 to i64
;; CHECK-NEXT: %15 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %16 = load ptr, ptr %15, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %17 = getelementptr inbounds nuw i8, ptr %16, i64 %14
;; CHECK-NEXT: store i32 %13, ptr %17, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %18 = load i32, ptr %4, align 4
;; CHECK-NEXT: %19 = load i32, ptr %5, align 4
;; CHECK-NEXT: %20 = zext i32 %18 to i64
;; CHECK-NEXT: %21 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: %22 = load ptr, ptr %21, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr %22, i64 %20
;; CHECK-NEXT: store i32 %19, ptr %23, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.copy(ptr %0, i32 %1, i32 %2, i32 %3) {{#[0-9]+}} {
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = alloca i32, align 4
;; CHECK-NEXT: store i32 %3, ptr %7, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = load i32, ptr %7, align 4
;; CHECK-NEXT: %11 = zext i32 %10 to i64
;; CHECK-NEXT: %12 = zext i32 %9 to i64
;; CHECK-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %15 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %14, i32 0, i32 1
;; CHECK-NEXT: %16 = load i64, ptr %15, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = add nuw nsw i64 %12, %11
;; CHECK-NEXT: %18 = icmp ugt i64 %17, %16
;; CHECK-NEXT: br i1 %18, label %trap, label %19, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:
;; CHECK-NEXT: %20 = zext i32 %8 to i64
;; CHECK-NEXT: %21 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %22 = load ptr, ptr %21, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %23 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %22, i32 0, i32 1
;; CHECK-NEXT: %24 = load i64, ptr %23, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %25 = add nuw nsw i64 %20, %11
;; CHECK-NEXT: %26 = icmp ugt i64 %25, %24
;; CHECK-NEXT: br i1 %26, label %trap, label %27, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 27:
;; CHECK-NEXT: %28 = zext i32 %8 to i64
;; CHECK-NEXT: %29 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %30 = load ptr, ptr %29, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %31 = getelementptr inbounds nuw i8, ptr %30, i64 %28
;; CHECK-NEXT: %32 = zext i32 %9 to i64
;; CHECK-NEXT: %33 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %34 = load ptr, ptr %33, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %35 = getelementptr inbounds nuw i8, ptr %34, i64 %32
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %31, ptr align 1 %35, i64 %11, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
