;; RUN: %ir --shared --traps=explicit | %check
;; No instruction faults: traps are calls, addresses are compared with the memory's size, and a
;; function that calls compares the stack pointer with a limit.
(module
  (memory 1)
  (func $divide (export "divide") (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
  (func $load (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func $calls (export "calls") (param i32) (result i32) (call $load (local.get 0)) (call $load)))

;; CHECK-LABEL: define internal i32 @wasm.divide(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %5, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = load i32, ptr %5, align 4
;; CHECK-NEXT: %8 = icmp eq i32 %7, 0
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @wasmelt_rt_trap(i32 70)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = udiv i32 %6, %7
;; CHECK-NEXT: ret i32 %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = add nuw nsw i64 %5, 4
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %9 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %8, i32 0, i32 1
;; CHECK-NEXT: %10 = load i64, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = icmp ugt i64 %6, %10
;; CHECK-NEXT: br i1 %11, label %trap, label %12, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @wasmelt_rt_trap(i32 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %14 = load ptr, ptr %13, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %15 = getelementptr inbounds nuw i8, ptr %14, i64 %5
;; CHECK-NEXT: %16 = load i32, ptr %15, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.calls(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %5, i64 8
;; CHECK-NEXT: %7 = load atomic volatile i64, ptr %6 monotonic, align 8
;; CHECK-NEXT: %8 = call ptr @llvm.stacksave.p0()
;; CHECK-NEXT: %9 = ptrtoint ptr %8 to i64
;; CHECK-NEXT: %10 = icmp ult i64 %9, %7
;; CHECK-NEXT: br i1 %10, label %stop, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %12 = load i32, ptr %3, align 4
;; CHECK-NEXT: %13 = call i32 @wasm.load(ptr %0, i32 %12)
;; CHECK-NEXT: %14 = call i32 @wasm.load(ptr %0, i32 %13)
;; CHECK-NEXT: ret i32 %14
;; CHECK-EMPTY:
;; CHECK-NEXT: stop:
;; CHECK-NEXT: %15 = getelementptr inbounds i8, ptr %5, i64 16
;; CHECK-NEXT: %16 = load ptr, ptr %15, align 8
;; CHECK-NEXT: call void %16(ptr %5) {{#[0-9]+}}
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
