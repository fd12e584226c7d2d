;; RUN: %ir --shared --strict-traps | %check
;; A host looks at an instance after a trap: under --strict-traps stores keep their places, too.
(module
  (memory 1)
  (global $g (export "g") (mut i32) (i32.const 0))
  (func $stores (export "stores") (param i32)
    (local i64)
    (local.set 1 (i64.const 1))
    (global.set $g (i32.const 2))
    (i64.store (local.get 0) (local.get 1))
    (i32.store8 (local.get 0) (i32.const 3)))
  (func $ranges (export "ranges") (param i32)
    (memory.fill (local.get 0) (i32.const 1) (i32.const 16))
    (memory.copy (i32.const 0) (local.get 0) (i32.const 16))))

;; CHECK-LABEL: define internal void @wasm.stores(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 0, ptr %4, align 8
;; CHECK-NEXT: store i64 1, ptr %4, align 8
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store volatile i32 2, ptr %5, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = load i32, ptr %3, align 4
;; CHECK-NEXT: %7 = load i64, ptr %4, align 8
;; CHECK-NEXT: %8 = zext i32 %6 to i64
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %10 = load ptr, ptr %9, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr %10, i64 %8
;; CHECK-NEXT: store volatile i64 %7, ptr %11, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = load i32, ptr %3, align 4
;; CHECK-NEXT: %13 = zext i32 %12 to i64
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds nuw i8, ptr %15, i64 %13
;; CHECK-NEXT: store volatile i8 3, ptr %16, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.ranges(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %7, i32 0, i32 1
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = add nuw nsw i64 %5, 16
;; CHECK-NEXT: %11 = icmp ugt i64 %10, %9
;; CHECK-NEXT: br i1 %11, label %trap, label %12, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = zext i32 %4 to i64
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds nuw i8, ptr %15, i64 %13
;; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %16, i8 1, i64 16, i1 true), !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = load i32, ptr %3, align 4
;; CHECK-NEXT: %18 = zext i32 %17 to i64
;; CHECK-NEXT: %19 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %20 = load ptr, ptr %19, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %21 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %20, i32 0, i32 1
;; CHECK-NEXT: %22 = load i64, ptr %21, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %23 = add nuw nsw i64 %18, 16
;; CHECK-NEXT: %24 = icmp ugt i64 %23, %22
;; CHECK-NEXT: br i1 %24, label %trap, label %25, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 25:
;; CHECK-NEXT: %26 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %27 = load ptr, ptr %26, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %28 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %27, i32 0, i32 1
;; CHECK-NEXT: %29 = load i64, ptr %28, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %30 = icmp ugt i64 16, %29
;; CHECK-NEXT: br i1 %30, label %trap, label %31, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 31:
;; CHECK-NEXT: %32 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %33 = load ptr, ptr %32, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %34 = getelementptr inbounds nuw i8, ptr %33, i64 0
;; CHECK-NEXT: %35 = zext i32 %17 to i64
;; CHECK-NEXT: %36 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %37 = load ptr, ptr %36, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %38 = getelementptr inbounds nuw i8, ptr %37, i64 %35
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %34, ptr align 1 %38, i64 16, i1 true), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store i32 0, ptr %2, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
