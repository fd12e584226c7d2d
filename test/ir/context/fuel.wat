;; RUN: %ir --shared --fuel | %check
;; Each stretch of instructions pays at its start, with what follows a branch, a label or an `else`
;; being another one, and ranges pay for their size.
(module
  (memory 1)
  (func $straight (export "straight") (param i32 i32) (result i32)
    (i32.add (local.get 0) (i32.mul (local.get 0) (local.get 1))))
  (func $branches (export "branches") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.const 1))
      (else (drop (i32.const 2)) (i32.const 3))))
  (func $loop (export "loop") (param i32)
    (loop $again
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))
      (nop)))
  (func $range (export "range") (param i32) (memory.fill (i32.const 0) (i32.const 0) (local.get 0))))

;; CHECK-LABEL: define internal i32 @wasm.straight(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %5, align 4
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %7, i32 0, i32 0
;; CHECK-NEXT: %9 = load volatile i64, ptr %8, align 8
;; CHECK-NEXT: %10 = icmp ult i64 %9, 5
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 82) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = sub i64 %9, 5
;; CHECK-NEXT: store volatile i64 %12, ptr %8, align 8
;; CHECK-NEXT: %13 = load i32, ptr %4, align 4
;; CHECK-NEXT: %14 = load i32, ptr %4, align 4
;; CHECK-NEXT: %15 = load i32, ptr %5, align 4
;; CHECK-NEXT: %16 = mul i32 %14, %15
;; CHECK-NEXT: %17 = add i32 %13, %16
;; CHECK-NEXT: ret i32 %17
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.branches(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %5, i32 0, i32 0
;; CHECK-NEXT: %7 = load volatile i64, ptr %6, align 8
;; CHECK-NEXT: %8 = icmp ult i64 %7, 2
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 82) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = sub i64 %7, 2
;; CHECK-NEXT: store volatile i64 %10, ptr %6, align 8
;; CHECK-NEXT: %11 = load i32, ptr %3, align 4
;; CHECK-NEXT: %12 = icmp ne i32 %11, 0
;; CHECK-NEXT: br i1 %12, label %13, label %21
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %15, i32 0, i32 0
;; CHECK-NEXT: %17 = load volatile i64, ptr %16, align 8
;; CHECK-NEXT: %18 = icmp ult i64 %17, 1
;; CHECK-NEXT: br i1 %18, label %trap, label %19, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:
;; CHECK-NEXT: %20 = sub i64 %17, 1
;; CHECK-NEXT: store volatile i64 %20, ptr %16, align 8
;; CHECK-NEXT: br label %29
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: %22 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %23 = load ptr, ptr %22, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %24 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %23, i32 0, i32 0
;; CHECK-NEXT: %25 = load volatile i64, ptr %24, align 8
;; CHECK-NEXT: %26 = icmp ult i64 %25, 3
;; CHECK-NEXT: br i1 %26, label %trap, label %27, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 27:
;; CHECK-NEXT: %28 = sub i64 %25, 3
;; CHECK-NEXT: store volatile i64 %28, ptr %24, align 8
;; CHECK-NEXT: br label %29
;; CHECK-EMPTY:
;; CHECK-NEXT: 29:
;; CHECK-NEXT: %30 = phi i32 [ 1, %19 ], [ 3, %27 ]
;; CHECK-NEXT: ret i32 %30
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.loop(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %5, i32 0, i32 0
;; CHECK-NEXT: %7 = load volatile i64, ptr %6, align 8
;; CHECK-NEXT: %8 = icmp ult i64 %7, 1
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 82) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = sub i64 %7, 1
;; CHECK-NEXT: store volatile i64 %10, ptr %6, align 8
;; CHECK-NEXT: br label %11
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %13, i32 0, i32 0
;; CHECK-NEXT: %15 = load volatile i64, ptr %14, align 8
;; CHECK-NEXT: %16 = icmp ult i64 %15, 5
;; CHECK-NEXT: br i1 %16, label %trap, label %17, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: %18 = sub i64 %15, 5
;; CHECK-NEXT: store volatile i64 %18, ptr %14, align 8
;; CHECK-NEXT: %19 = load i32, ptr %3, align 4
;; CHECK-NEXT: %20 = sub i32 %19, 1
;; CHECK-NEXT: store i32 %20, ptr %3, align 4
;; CHECK-NEXT: %21 = icmp ne i32 %20, 0
;; CHECK-NEXT: br i1 %21, label %11, label %22
;; CHECK-EMPTY:
;; CHECK-NEXT: 22:
;; CHECK-NEXT: %23 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %24 = load ptr, ptr %23, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %25 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %24, i32 0, i32 0
;; CHECK-NEXT: %26 = load volatile i64, ptr %25, align 8
;; CHECK-NEXT: %27 = icmp ult i64 %26, 1
;; CHECK-NEXT: br i1 %27, label %trap, label %28, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 28:
;; CHECK-NEXT: %29 = sub i64 %26, 1
;; CHECK-NEXT: store volatile i64 %29, ptr %25, align 8
;; CHECK-NEXT: br label %30
;; CHECK-EMPTY:
;; CHECK-NEXT: 30:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.range(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %5, i32 0, i32 0
;; CHECK-NEXT: %7 = load volatile i64, ptr %6, align 8
;; CHECK-NEXT: %8 = icmp ult i64 %7, 4
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 82) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = sub i64 %7, 4
;; CHECK-NEXT: store volatile i64 %10, ptr %6, align 8
;; CHECK-NEXT: %11 = load i32, ptr %3, align 4
;; CHECK-NEXT: %12 = zext i32 %11 to i64
;; CHECK-NEXT: %13 = lshr i64 %12, 6
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds nuw { i64, i64, ptr, i32, i32 }, ptr %15, i32 0, i32 0
;; CHECK-NEXT: %17 = load volatile i64, ptr %16, align 8
;; CHECK-NEXT: %18 = icmp ult i64 %17, %13
;; CHECK-NEXT: br i1 %18, label %trap, label %19, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:
;; CHECK-NEXT: %20 = sub i64 %17, %13
;; CHECK-NEXT: store volatile i64 %20, ptr %16, align 8
;; CHECK-NEXT: %21 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %22 = load ptr, ptr %21, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %23 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %22, i32 0, i32 1
;; CHECK-NEXT: %24 = load i64, ptr %23, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %25 = add nuw nsw i64 0, %12
;; CHECK-NEXT: %26 = icmp ugt i64 %25, %24
;; CHECK-NEXT: br i1 %26, label %trap1, label %27, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 27:
;; CHECK-NEXT: %28 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %29 = load ptr, ptr %28, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %30 = getelementptr inbounds nuw i8, ptr %29, i64 0
;; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %30, i8 0, i64 %12, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
