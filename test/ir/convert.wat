;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
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

;; CONTEXT-LABEL: define internal i32 @wasm.wrap(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = trunc i64 %4 to i32
;; CONTEXT-NEXT: ret i32 %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.extend(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = sext i32 %4 to i64
;; CONTEXT-NEXT: %6 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %7 = zext i32 %6 to i64
;; CONTEXT-NEXT: %8 = add i64 %5, %7
;; CONTEXT-NEXT: ret i64 %8
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.trunc_f32_s(ptr %0, float %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load float, ptr %3, align 4
;; CONTEXT-NEXT: %5 = fcmp ogt float %4, 0xC1E0000020000000
;; CONTEXT-NEXT: %6 = fcmp olt float %4, 0x41E0000000000000
;; CONTEXT-NEXT: %7 = and i1 %5, %6
;; CONTEXT-NEXT: %8 = xor i1 %7, true
;; CONTEXT-NEXT: %9 = fcmp uno float %4, %4
;; CONTEXT-NEXT: br i1 %8, label %10, label %11, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 10:
;; CONTEXT-NEXT: br i1 %9, label %trap, label %trap1
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 72) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap1:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 71) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 11:
;; CONTEXT-NEXT: %12 = fptosi float %4 to i32
;; CONTEXT-NEXT: ret i32 %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i64 @wasm.trunc_f64_u(ptr %0, double %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load double, ptr %3, align 8
;; CONTEXT-NEXT: %5 = fcmp ogt double %4, -1.000000e+00
;; CONTEXT-NEXT: %6 = fcmp olt double %4, 0x43F0000000000000
;; CONTEXT-NEXT: %7 = and i1 %5, %6
;; CONTEXT-NEXT: %8 = xor i1 %7, true
;; CONTEXT-NEXT: %9 = fcmp uno double %4, %4
;; CONTEXT-NEXT: br i1 %8, label %10, label %11, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 10:
;; CONTEXT-NEXT: br i1 %9, label %trap, label %trap1
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 72) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap1:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 71) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 11:
;; CONTEXT-NEXT: %12 = fptoui double %4 to i64
;; CONTEXT-NEXT: ret i64 %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.trunc_sat(ptr %0, double %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load double, ptr %3, align 8
;; CONTEXT-NEXT: %5 = call i32 @llvm.fptosi.sat.i32.f64(double %4)
;; CONTEXT-NEXT: ret i32 %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.convert(ptr %0, i64 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load i64, ptr %3, align 8
;; CONTEXT-NEXT: %5 = uitofp i64 %4 to float
;; CONTEXT-NEXT: ret float %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.promote(ptr %0, float %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load float, ptr %3, align 4
;; CONTEXT-NEXT: %5 = fpext float %4 to double
;; CONTEXT-NEXT: ret double %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.demote(ptr %0, double %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load double, ptr %3, align 8
;; CONTEXT-NEXT: %5 = fptrunc double %4 to float
;; CONTEXT-NEXT: ret float %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.demote_promote(ptr %0, float %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load float, ptr %3, align 4
;; CONTEXT-NEXT: %5 = fpext float %4 to double
;; CONTEXT-NEXT: %6 = fptrunc double %5 to float
;; CONTEXT-NEXT: %7 = call float @llvm.canonicalize.f32(float %6)
;; CONTEXT-NEXT: ret float %7
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.reinterpret(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = bitcast i32 %4 to float
;; CONTEXT-NEXT: ret float %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 304
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 10)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 10, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 304
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 10)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
