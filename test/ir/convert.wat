;; RUN: %ir | %check
;; Conversions: those that trap test the range before, those that saturate have an intrinsic.
(module
  (func $wrap (param i64) (result i32) (i32.wrap_i64 (local.get 0)))
  (func $extend (param i32) (result i64)
    (i64.add (i64.extend_i32_s (local.get 0)) (i64.extend_i32_u (local.get 0))))
  (func $trunc_f32_s (param f32) (result i32) (i32.trunc_f32_s (local.get 0)))
  (func $trunc_f64_u (param f64) (result i64) (i64.trunc_f64_u (local.get 0)))
  (func $trunc_sat (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0)))
  (func $convert (param i64) (result f32) (f32.convert_i64_u (local.get 0)))
  (func $promote (param f32) (result f64) (f64.promote_f32 (local.get 0)))
  (func $demote (param f64) (result f32) (f32.demote_f64 (local.get 0)))
  (func $demote_promote (param f32) (result f32) (f32.demote_f64 (f64.promote_f32 (local.get 0))))
  (func $reinterpret (param i32) (result f32) (f32.reinterpret_i32 (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $wrap $extend $trunc_f32_s $trunc_f64_u $trunc_sat $convert $promote $demote $demote_promote $reinterpret))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.wrap(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = trunc i64 %3 to i32
;; CHECK-NEXT: ret i32 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.extend(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = sext i32 %3 to i64
;; CHECK-NEXT: %5 = load i32, ptr %2, align 4
;; CHECK-NEXT: %6 = zext i32 %5 to i64
;; CHECK-NEXT: %7 = add i64 %4, %6
;; CHECK-NEXT: ret i64 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.trunc_f32_s(float %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load float, ptr %2, align 4
;; CHECK-NEXT: %4 = fcmp ogt float %3, 0xC1E0000020000000
;; CHECK-NEXT: %5 = fcmp olt float %3, 0x41E0000000000000
;; CHECK-NEXT: %6 = and i1 %4, %5
;; CHECK-NEXT: %7 = xor i1 %6, true
;; CHECK-NEXT: %8 = fcmp uno float %3, %3
;; CHECK-NEXT: br i1 %7, label %9, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: br i1 %8, label %trap, label %trap1
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 72)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 71)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = fptosi float %3 to i32
;; CHECK-NEXT: ret i32 %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.trunc_f64_u(double %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load double, ptr %2, align 8
;; CHECK-NEXT: %4 = fcmp ogt double %3, -1.000000e+00
;; CHECK-NEXT: %5 = fcmp olt double %3, 0x43F0000000000000
;; CHECK-NEXT: %6 = and i1 %4, %5
;; CHECK-NEXT: %7 = xor i1 %6, true
;; CHECK-NEXT: %8 = fcmp uno double %3, %3
;; CHECK-NEXT: br i1 %7, label %9, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: br i1 %8, label %trap, label %trap1
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 72)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 71)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = fptoui double %3 to i64
;; CHECK-NEXT: ret i64 %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.trunc_sat(double %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load double, ptr %2, align 8
;; CHECK-NEXT: %4 = call i32 @llvm.fptosi.sat.i32.f64(double %3)
;; CHECK-NEXT: ret i32 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.convert(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = uitofp i64 %3 to float
;; CHECK-NEXT: ret float %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.promote(float %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load float, ptr %2, align 4
;; CHECK-NEXT: %4 = fpext float %3 to double
;; CHECK-NEXT: ret double %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.demote(double %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load double, ptr %2, align 8
;; CHECK-NEXT: %4 = fptrunc double %3 to float
;; CHECK-NEXT: ret float %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.demote_promote(float %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load float, ptr %2, align 4
;; CHECK-NEXT: %4 = fpext float %3 to double
;; CHECK-NEXT: %5 = fptrunc double %4 to float
;; CHECK-NEXT: %6 = call float @llvm.canonicalize.f32(float %5)
;; CHECK-NEXT: ret float %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.reinterpret(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = bitcast i32 %3 to float
;; CHECK-NEXT: ret float %4
;; CHECK-NEXT: }
