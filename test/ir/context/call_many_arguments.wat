;; RUN: %ir --shared | %check
;; What does not fit into registers goes through the calling thread's call area, which the runtime has.
(module
  (func $callee (param i64 i64 i64 i64 i64 i64 i64) (result i64) (local.get 6))
  (func (export "call") (result i64)
    (call $callee (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6)
                  (i64.const 7))))

;; CHECK-LABEL: define internal i64 @wasm.callee(ptr %0, i64 %1, i64 %2, i64 %3, i64 %4, i64 %5) {{#[0-9]+}} {
;; CHECK-NEXT: %7 = call ptr @wasmelt_rt_call_area()
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %7, i64 0
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %7, i64 8
;; CHECK-NEXT: %11 = load i64, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %12, align 8
;; CHECK-NEXT: %13 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %13, align 8
;; CHECK-NEXT: %14 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %14, align 8
;; CHECK-NEXT: %15 = alloca i64, align 8
;; CHECK-NEXT: store i64 %4, ptr %15, align 8
;; CHECK-NEXT: %16 = alloca i64, align 8
;; CHECK-NEXT: store i64 %5, ptr %16, align 8
;; CHECK-NEXT: %17 = alloca i64, align 8
;; CHECK-NEXT: store i64 %9, ptr %17, align 8
;; CHECK-NEXT: %18 = alloca i64, align 8
;; CHECK-NEXT: store i64 %11, ptr %18, align 8
;; CHECK-NEXT: %19 = load i64, ptr %18, align 8
;; CHECK-NEXT: ret i64 %19
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.call(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = call ptr @wasmelt_rt_call_area()
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %2, i64 0
;; CHECK-NEXT: store i64 6, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %2, i64 8
;; CHECK-NEXT: store i64 7, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %5 = call i64 @wasm.callee(ptr %0, i64 1, i64 2, i64 3, i64 4, i64 5)
;; CHECK-NEXT: ret i64 %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
