;; RUN: %ir | %check
;; Hints are branch weights.
(module
  (func $unlikely (param i32) (result i32)
    (@metadata.code.branch_hint "\00")
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (func $likely (param i32) (result i32)
    (block (@metadata.code.branch_hint "\01") (br_if 0 (local.get 0)) (return (i32.const 1)))
    (i32.const 2))
  ;; Keeps the functions.
  (table $keep funcref (elem $unlikely $likely))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.unlikely(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = icmp ne i32 %3, 0
;; CHECK-NEXT: br i1 %4, label %5, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: br label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = phi i32 [ 1, %5 ], [ 2, %6 ]
;; CHECK-NEXT: ret i32 %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.likely(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = icmp ne i32 %3, 0
;; CHECK-NEXT: br i1 %4, label %6, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: ret i32 1
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: ret i32 2
;; CHECK-NEXT: }
