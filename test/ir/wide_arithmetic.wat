;; RUN: %ir | %check
;; 128 bits are one number for LLVM.
(module
  (func $add (param i64 i64 i64 i64) (result i64 i64)
    (i64.add128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $sub (param i64 i64 i64 i64) (result i64 i64)
    (i64.sub128 (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $mul_s (param i64 i64) (result i64 i64) (i64.mul_wide_s (local.get 0) (local.get 1)))
  (func $mul_u (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1)))
  ;; Keeps the functions.
  (table $keep funcref (elem $add $sub $mul_s $mul_u))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal { i64, i64 } @wasm.add(i64 %0, i64 %1, i64 %2, i64 %3) {{#[0-9]+}} {
;; CHECK-NEXT: %5 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %6, align 8
;; CHECK-NEXT: %7 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %7, align 8
;; CHECK-NEXT: %8 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %8, align 8
;; CHECK-NEXT: %9 = load i64, ptr %5, align 8
;; CHECK-NEXT: %10 = load i64, ptr %6, align 8
;; CHECK-NEXT: %11 = load i64, ptr %7, align 8
;; CHECK-NEXT: %12 = load i64, ptr %8, align 8
;; CHECK-NEXT: %13 = zext i64 %12 to i128
;; CHECK-NEXT: %14 = zext i64 %11 to i128
;; CHECK-NEXT: %15 = shl i128 %13, 64
;; CHECK-NEXT: %16 = or i128 %15, %14
;; CHECK-NEXT: %17 = zext i64 %10 to i128
;; CHECK-NEXT: %18 = zext i64 %9 to i128
;; CHECK-NEXT: %19 = shl i128 %17, 64
;; CHECK-NEXT: %20 = or i128 %19, %18
;; CHECK-NEXT: %21 = add i128 %20, %16
;; CHECK-NEXT: %22 = trunc i128 %21 to i64
;; CHECK-NEXT: %23 = lshr i128 %21, 64
;; CHECK-NEXT: %24 = trunc i128 %23 to i64
;; CHECK-NEXT: %25 = insertvalue { i64, i64 } poison, i64 %22, 0
;; CHECK-NEXT: %26 = insertvalue { i64, i64 } %25, i64 %24, 1
;; CHECK-NEXT: ret { i64, i64 } %26
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i64, i64 } @wasm.sub(i64 %0, i64 %1, i64 %2, i64 %3) {{#[0-9]+}} {
;; CHECK-NEXT: %5 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %6, align 8
;; CHECK-NEXT: %7 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %7, align 8
;; CHECK-NEXT: %8 = alloca i64, align 8
;; CHECK-NEXT: store i64 %3, ptr %8, align 8
;; CHECK-NEXT: %9 = load i64, ptr %5, align 8
;; CHECK-NEXT: %10 = load i64, ptr %6, align 8
;; CHECK-NEXT: %11 = load i64, ptr %7, align 8
;; CHECK-NEXT: %12 = load i64, ptr %8, align 8
;; CHECK-NEXT: %13 = zext i64 %12 to i128
;; CHECK-NEXT: %14 = zext i64 %11 to i128
;; CHECK-NEXT: %15 = shl i128 %13, 64
;; CHECK-NEXT: %16 = or i128 %15, %14
;; CHECK-NEXT: %17 = zext i64 %10 to i128
;; CHECK-NEXT: %18 = zext i64 %9 to i128
;; CHECK-NEXT: %19 = shl i128 %17, 64
;; CHECK-NEXT: %20 = or i128 %19, %18
;; CHECK-NEXT: %21 = sub i128 %20, %16
;; CHECK-NEXT: %22 = trunc i128 %21 to i64
;; CHECK-NEXT: %23 = lshr i128 %21, 64
;; CHECK-NEXT: %24 = trunc i128 %23 to i64
;; CHECK-NEXT: %25 = insertvalue { i64, i64 } poison, i64 %22, 0
;; CHECK-NEXT: %26 = insertvalue { i64, i64 } %25, i64 %24, 1
;; CHECK-NEXT: ret { i64, i64 } %26
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i64, i64 } @wasm.mul_s(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = sext i64 %6 to i128
;; CHECK-NEXT: %8 = sext i64 %5 to i128
;; CHECK-NEXT: %9 = mul i128 %8, %7
;; CHECK-NEXT: %10 = trunc i128 %9 to i64
;; CHECK-NEXT: %11 = lshr i128 %9, 64
;; CHECK-NEXT: %12 = trunc i128 %11 to i64
;; CHECK-NEXT: %13 = insertvalue { i64, i64 } poison, i64 %10, 0
;; CHECK-NEXT: %14 = insertvalue { i64, i64 } %13, i64 %12, 1
;; CHECK-NEXT: ret { i64, i64 } %14
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i64, i64 } @wasm.mul_u(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = zext i64 %6 to i128
;; CHECK-NEXT: %8 = zext i64 %5 to i128
;; CHECK-NEXT: %9 = mul i128 %8, %7
;; CHECK-NEXT: %10 = trunc i128 %9 to i64
;; CHECK-NEXT: %11 = lshr i128 %9, 64
;; CHECK-NEXT: %12 = trunc i128 %11 to i64
;; CHECK-NEXT: %13 = insertvalue { i64, i64 } poison, i64 %10, 0
;; CHECK-NEXT: %14 = insertvalue { i64, i64 } %13, i64 %12, 1
;; CHECK-NEXT: ret { i64, i64 } %14
;; CHECK-NEXT: }
