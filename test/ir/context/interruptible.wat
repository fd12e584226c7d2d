;; RUN: %ir --shared --interruptible | %check
;; A function that calls compares the stack pointer with a limit that may be raised at any time, a
;; loop looks for requests to stop; what does neither is left alone.
(module
  (func $leaf (export "leaf") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $calls (export "calls") (param i32) (result i32) (call $leaf (call $leaf (local.get 0))))
  (func $loop (export "loop") (param i32)
    (loop $again
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))

;; CHECK-LABEL: define internal i32 @wasm.leaf(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = add i32 %4, 1
;; CHECK-NEXT: ret i32 %5
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
;; CHECK-NEXT: %13 = call i32 @wasm.leaf(ptr %0, i32 %12)
;; CHECK-NEXT: %14 = call i32 @wasm.leaf(ptr %0, i32 %13)
;; CHECK-NEXT: ret i32 %14
;; CHECK-EMPTY:
;; CHECK-NEXT: stop:
;; CHECK-NEXT: %15 = getelementptr inbounds i8, ptr %5, i64 16
;; CHECK-NEXT: %16 = load ptr, ptr %15, align 8
;; CHECK-NEXT: call void %16(ptr %5) {{#[0-9]+}}
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.loop(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %5, i64 24
;; CHECK-NEXT: %8 = call i8 asm sideeffect "cmpl $$0, $1", "={@ccne},*m,~{dirflag},~{fpsr},~{flags}"(ptr elementtype(i32) %7) {{#[0-9]+}}
;; CHECK-NEXT: %9 = icmp ne i8 %8, 0
;; CHECK-NEXT: br i1 %9, label %stop, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = load i32, ptr %3, align 4
;; CHECK-NEXT: %12 = sub i32 %11, 1
;; CHECK-NEXT: store i32 %12, ptr %3, align 4
;; CHECK-NEXT: %13 = icmp ne i32 %12, 0
;; CHECK-NEXT: br i1 %13, label %6, label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: br label %15
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: ret void
;; CHECK-EMPTY:
;; CHECK-NEXT: stop:
;; CHECK-NEXT: %16 = getelementptr inbounds i8, ptr %5, i64 16
;; CHECK-NEXT: %17 = load ptr, ptr %16, align 8
;; CHECK-NEXT: call void %17(ptr %5) {{#[0-9]+}}
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
