;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
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

;; CONTEXT-LABEL: define internal { i64, i64 } @wasm.add(ptr %0, i64 %1, i64 %2, i64 %3, i64 %4) {{#[0-9]+}} {
;; CONTEXT-NEXT: %6 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %6, align 8
;; CONTEXT-NEXT: %7 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %7, align 8
;; CONTEXT-NEXT: %8 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %3, ptr %8, align 8
;; CONTEXT-NEXT: %9 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %4, ptr %9, align 8
;; CONTEXT-NEXT: %10 = load i64, ptr %6, align 8
;; CONTEXT-NEXT: %11 = load i64, ptr %7, align 8
;; CONTEXT-NEXT: %12 = load i64, ptr %8, align 8
;; CONTEXT-NEXT: %13 = load i64, ptr %9, align 8
;; CONTEXT-NEXT: %14 = zext i64 %13 to i128
;; CONTEXT-NEXT: %15 = zext i64 %12 to i128
;; CONTEXT-NEXT: %16 = shl i128 %14, 64
;; CONTEXT-NEXT: %17 = or i128 %16, %15
;; CONTEXT-NEXT: %18 = zext i64 %11 to i128
;; CONTEXT-NEXT: %19 = zext i64 %10 to i128
;; CONTEXT-NEXT: %20 = shl i128 %18, 64
;; CONTEXT-NEXT: %21 = or i128 %20, %19
;; CONTEXT-NEXT: %22 = add i128 %21, %17
;; CONTEXT-NEXT: %23 = trunc i128 %22 to i64
;; CONTEXT-NEXT: %24 = lshr i128 %22, 64
;; CONTEXT-NEXT: %25 = trunc i128 %24 to i64
;; CONTEXT-NEXT: %26 = insertvalue { i64, i64 } poison, i64 %23, 0
;; CONTEXT-NEXT: %27 = insertvalue { i64, i64 } %26, i64 %25, 1
;; CONTEXT-NEXT: ret { i64, i64 } %27
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal { i64, i64 } @wasm.sub(ptr %0, i64 %1, i64 %2, i64 %3, i64 %4) {{#[0-9]+}} {
;; CONTEXT-NEXT: %6 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %6, align 8
;; CONTEXT-NEXT: %7 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %7, align 8
;; CONTEXT-NEXT: %8 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %3, ptr %8, align 8
;; CONTEXT-NEXT: %9 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %4, ptr %9, align 8
;; CONTEXT-NEXT: %10 = load i64, ptr %6, align 8
;; CONTEXT-NEXT: %11 = load i64, ptr %7, align 8
;; CONTEXT-NEXT: %12 = load i64, ptr %8, align 8
;; CONTEXT-NEXT: %13 = load i64, ptr %9, align 8
;; CONTEXT-NEXT: %14 = zext i64 %13 to i128
;; CONTEXT-NEXT: %15 = zext i64 %12 to i128
;; CONTEXT-NEXT: %16 = shl i128 %14, 64
;; CONTEXT-NEXT: %17 = or i128 %16, %15
;; CONTEXT-NEXT: %18 = zext i64 %11 to i128
;; CONTEXT-NEXT: %19 = zext i64 %10 to i128
;; CONTEXT-NEXT: %20 = shl i128 %18, 64
;; CONTEXT-NEXT: %21 = or i128 %20, %19
;; CONTEXT-NEXT: %22 = sub i128 %21, %17
;; CONTEXT-NEXT: %23 = trunc i128 %22 to i64
;; CONTEXT-NEXT: %24 = lshr i128 %22, 64
;; CONTEXT-NEXT: %25 = trunc i128 %24 to i64
;; CONTEXT-NEXT: %26 = insertvalue { i64, i64 } poison, i64 %23, 0
;; CONTEXT-NEXT: %27 = insertvalue { i64, i64 } %26, i64 %25, 1
;; CONTEXT-NEXT: ret { i64, i64 } %27
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal { i64, i64 } @wasm.mul_s(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = sext i64 %7 to i128
;; CONTEXT-NEXT: %9 = sext i64 %6 to i128
;; CONTEXT-NEXT: %10 = mul i128 %9, %8
;; CONTEXT-NEXT: %11 = trunc i128 %10 to i64
;; CONTEXT-NEXT: %12 = lshr i128 %10, 64
;; CONTEXT-NEXT: %13 = trunc i128 %12 to i64
;; CONTEXT-NEXT: %14 = insertvalue { i64, i64 } poison, i64 %11, 0
;; CONTEXT-NEXT: %15 = insertvalue { i64, i64 } %14, i64 %13, 1
;; CONTEXT-NEXT: ret { i64, i64 } %15
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal { i64, i64 } @wasm.mul_u(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = zext i64 %7 to i128
;; CONTEXT-NEXT: %9 = zext i64 %6 to i128
;; CONTEXT-NEXT: %10 = mul i128 %9, %8
;; CONTEXT-NEXT: %11 = trunc i128 %10 to i64
;; CONTEXT-NEXT: %12 = lshr i128 %10, 64
;; CONTEXT-NEXT: %13 = trunc i128 %12 to i64
;; CONTEXT-NEXT: %14 = insertvalue { i64, i64 } poison, i64 %11, 0
;; CONTEXT-NEXT: %15 = insertvalue { i64, i64 } %14, i64 %13, 1
;; CONTEXT-NEXT: ret { i64, i64 } %15
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 160
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 4)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 4, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 160
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 4)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
