;; RUN: %ir --strict-traps | %check
;; Under --strict-traps every load stays, whether or not its value is used.
(module
  (memory 1)
  (func $load (param i32) (result i32) (i32.load (local.get 0)))
  (func $load_vector (param i32) (result v128) (v128.load (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $load $load_vector))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.load(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load volatile i32, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.load_vector(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load volatile <2 x i64>, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret <2 x i64> %6
;; CHECK-NEXT: }
