;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Integer arithmetic. Division traps as WebAssembly says, shift counts are taken modulo the width.
(module
  (func $arithmetic (param i32 i32) (result i32)
    (i32.xor (i32.mul (i32.add (local.get 0) (local.get 1)) (local.get 1))
             (i32.and (i32.or (local.get 0) (i32.const 7)) (i32.sub (i32.const 0) (local.get 1)))))
  (func $div_s (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func $div_s_by_constant (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 10)))
  (func $div_u (param i64 i64) (result i64) (i64.div_u (local.get 0) (local.get 1)))
  (func $rem_s (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1)))
  (func $rem_u (param i64 i64) (result i64) (i64.rem_u (local.get 0) (local.get 1)))
  (func $shift (param i32 i32) (result i32)
    (i32.shr_s (i32.shl (local.get 0) (local.get 1)) (i32.const 33)))
  (func $rotate (param i64 i64) (result i64) (i64.rotr (i64.rotl (local.get 0) (local.get 1)) (local.get 1)))
  (func $bits (param i32) (result i32)
    (i32.add (i32.clz (local.get 0)) (i32.add (i32.ctz (local.get 0)) (i32.popcnt (local.get 0)))))
  (func $compare (param i64 i64) (result i32)
    (i32.or (i64.lt_s (local.get 0) (local.get 1))
            (i32.or (i64.ge_u (local.get 0) (local.get 1)) (i64.eqz (local.get 0)))))
  (func $extend (param i64) (result i64) (i64.extend8_s (i64.extend32_s (local.get 0))))
  ;; Keeps the functions.
  (table $keep funcref (elem $arithmetic $div_s $div_s_by_constant $div_u $rem_s $rem_u $shift $rotate $bits $compare $extend))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.arithmetic(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = add i32 %5, %6
;; CHECK-NEXT: %8 = load i32, ptr %4, align 4
;; CHECK-NEXT: %9 = mul i32 %7, %8
;; CHECK-NEXT: %10 = load i32, ptr %3, align 4
;; CHECK-NEXT: %11 = or i32 %10, 7
;; CHECK-NEXT: %12 = load i32, ptr %4, align 4
;; CHECK-NEXT: %13 = sub i32 0, %12
;; CHECK-NEXT: %14 = and i32 %11, %13
;; CHECK-NEXT: %15 = xor i32 %9, %14
;; CHECK-NEXT: ret i32 %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.div_s(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = icmp eq i32 %6, 0
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 70)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = icmp eq i32 %5, -2147483648
;; CHECK-NEXT: %10 = icmp eq i32 %6, -1
;; CHECK-NEXT: %11 = and i1 %9, %10
;; CHECK-NEXT: br i1 %11, label %trap1, label %12, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 71)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = sdiv i32 %5, %6
;; CHECK-NEXT: ret i32 %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.div_s_by_constant(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = icmp eq i32 %3, -2147483648
;; CHECK-NEXT: %5 = and i1 %4, false
;; CHECK-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 71)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = sdiv i32 %3, 10
;; CHECK-NEXT: ret i32 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.div_u(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = icmp eq i64 %6, 0
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 70)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = udiv i64 %5, %6
;; CHECK-NEXT: ret i64 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.rem_s(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = icmp eq i32 %6, 0
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 70)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = icmp eq i32 %6, -1
;; CHECK-NEXT: %10 = select i1 %9, i32 1, i32 %6
;; CHECK-NEXT: %11 = srem i32 %5, %10
;; CHECK-NEXT: ret i32 %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.rem_u(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = icmp eq i64 %6, 0
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 70)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = urem i64 %5, %6
;; CHECK-NEXT: ret i64 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.shift(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = and i32 %6, 31
;; CHECK-NEXT: %8 = shl i32 %5, %7
;; CHECK-NEXT: %9 = ashr i32 %8, 1
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.rotate(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = call i64 @llvm.fshl.i64(i64 %5, i64 %5, i64 %6)
;; CHECK-NEXT: %8 = load i64, ptr %4, align 8
;; CHECK-NEXT: %9 = call i64 @llvm.fshr.i64(i64 %7, i64 %7, i64 %8)
;; CHECK-NEXT: ret i64 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.bits(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = call i32 @llvm.ctlz.i32(i32 %3, i1 false)
;; CHECK-NEXT: %5 = load i32, ptr %2, align 4
;; CHECK-NEXT: %6 = call i32 @llvm.cttz.i32(i32 %5, i1 false)
;; CHECK-NEXT: %7 = load i32, ptr %2, align 4
;; CHECK-NEXT: %8 = call i32 @llvm.ctpop.i32(i32 %7)
;; CHECK-NEXT: %9 = add i32 %6, %8
;; CHECK-NEXT: %10 = add i32 %4, %9
;; CHECK-NEXT: ret i32 %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.compare(i64 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = icmp slt i64 %5, %6
;; CHECK-NEXT: %8 = zext i1 %7 to i32
;; CHECK-NEXT: %9 = load i64, ptr %3, align 8
;; CHECK-NEXT: %10 = load i64, ptr %4, align 8
;; CHECK-NEXT: %11 = icmp uge i64 %9, %10
;; CHECK-NEXT: %12 = zext i1 %11 to i32
;; CHECK-NEXT: %13 = load i64, ptr %3, align 8
;; CHECK-NEXT: %14 = icmp eq i64 %13, 0
;; CHECK-NEXT: %15 = zext i1 %14 to i32
;; CHECK-NEXT: %16 = or i32 %12, %15
;; CHECK-NEXT: %17 = or i32 %8, %16
;; CHECK-NEXT: ret i32 %17
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.extend(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = trunc i64 %3 to i32
;; CHECK-NEXT: %5 = sext i32 %4 to i64
;; CHECK-NEXT: %6 = trunc i64 %5 to i8
;; CHECK-NEXT: %7 = sext i8 %6 to i64
;; CHECK-NEXT: ret i64 %7
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.arithmetic(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = add i32 %6, %7
;; CONTEXT-NEXT: %9 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %10 = mul i32 %8, %9
;; CONTEXT-NEXT: %11 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %12 = or i32 %11, 7
;; CONTEXT-NEXT: %13 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %14 = sub i32 0, %13
;; CONTEXT-NEXT: %15 = and i32 %12, %14
;; CONTEXT-NEXT: %16 = xor i32 %10, %15
;; CONTEXT-NEXT: ret i32 %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.div_s(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = icmp eq i32 %7, 0
;; CONTEXT-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 70) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 9:
;; CONTEXT-NEXT: %10 = icmp eq i32 %6, -2147483648
;; CONTEXT-NEXT: %11 = icmp eq i32 %7, -1
;; CONTEXT-NEXT: %12 = and i1 %10, %11
;; CONTEXT-NEXT: br i1 %12, label %trap1, label %13, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap1:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 71) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 13:
;; CONTEXT-NEXT: %14 = sdiv i32 %6, %7
;; CONTEXT-NEXT: ret i32 %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.div_s_by_constant(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = icmp eq i32 %4, -2147483648
;; CONTEXT-NEXT: %6 = and i1 %5, false
;; CONTEXT-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 71) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 7:
;; CONTEXT-NEXT: %8 = sdiv i32 %4, 10
;; CONTEXT-NEXT: ret i32 %8
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.div_u(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = icmp eq i64 %7, 0
;; CONTEXT-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 70) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 9:
;; CONTEXT-NEXT: %10 = udiv i64 %6, %7
;; CONTEXT-NEXT: ret i64 %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.rem_s(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = icmp eq i32 %7, 0
;; CONTEXT-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 70) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 9:
;; CONTEXT-NEXT: %10 = icmp eq i32 %7, -1
;; CONTEXT-NEXT: %11 = select i1 %10, i32 1, i32 %7
;; CONTEXT-NEXT: %12 = srem i32 %6, %11
;; CONTEXT-NEXT: ret i32 %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.rem_u(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = icmp eq i64 %7, 0
;; CONTEXT-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 70) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 9:
;; CONTEXT-NEXT: %10 = urem i64 %6, %7
;; CONTEXT-NEXT: ret i64 %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.shift(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = and i32 %7, 31
;; CONTEXT-NEXT: %9 = shl i32 %6, %8
;; CONTEXT-NEXT: %10 = ashr i32 %9, 1
;; CONTEXT-NEXT: ret i32 %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.rotate(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = call i64 @llvm.fshl.i64(i64 %6, i64 %6, i64 %7)
;; CONTEXT-NEXT: %9 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %10 = call i64 @llvm.fshr.i64(i64 %8, i64 %8, i64 %9)
;; CONTEXT-NEXT: ret i64 %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.bits(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = call i32 @llvm.ctlz.i32(i32 %4, i1 false)
;; CONTEXT-NEXT: %6 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %7 = call i32 @llvm.cttz.i32(i32 %6, i1 false)
;; CONTEXT-NEXT: %8 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %9 = call i32 @llvm.ctpop.i32(i32 %8)
;; CONTEXT-NEXT: %10 = add i32 %7, %9
;; CONTEXT-NEXT: %11 = add i32 %5, %10
;; CONTEXT-NEXT: ret i32 %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.compare(ptr %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = icmp slt i64 %6, %7
;; CONTEXT-NEXT: %9 = zext i1 %8 to i32
;; CONTEXT-NEXT: %10 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %11 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %12 = icmp uge i64 %10, %11
;; CONTEXT-NEXT: %13 = zext i1 %12 to i32
;; CONTEXT-NEXT: %14 = load i64, ptr %4, align 8
;; CONTEXT-NEXT: %15 = icmp eq i64 %14, 0
;; CONTEXT-NEXT: %16 = zext i1 %15 to i32
;; CONTEXT-NEXT: %17 = or i32 %13, %16
;; CONTEXT-NEXT: %18 = or i32 %9, %17
;; CONTEXT-NEXT: ret i32 %18
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.extend(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = trunc i64 %4 to i32
;; CONTEXT-NEXT: %6 = sext i32 %5 to i64
;; CONTEXT-NEXT: %7 = trunc i64 %6 to i8
;; CONTEXT-NEXT: %8 = sext i8 %7 to i64
;; CONTEXT-NEXT: ret i64 %8
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 328
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 11)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 11, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 328
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 11)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
