;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Floating point is neither constrained nor fast; min, max and rounding as WebAssembly says.
(module
  (func $arithmetic (param f64 f64) (result f64)
    (f64.div (f64.mul (f64.add (local.get 0) (local.get 1)) (local.get 1))
             (f64.sub (local.get 0) (local.get 1))))
  (func $min (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func $max (param f32 f32) (result f32) (f32.max (local.get 0) (local.get 1)))
  (func $nearest (param f32) (result f32) (f32.nearest (local.get 0)))
  (func $round (param f64) (result f64)
    (f64.ceil (f64.floor (f64.trunc (f64.sqrt (local.get 0))))))
  (func $sign (param f64 f64) (result f64)
    (f64.copysign (f64.abs (local.get 0)) (f64.neg (local.get 1))))
  (func $compare (param f32 f32) (result i32)
    (i32.and (f32.ne (local.get 0) (local.get 1)) (f32.le (local.get 0) (local.get 1))))
  (func $add_zero (param f64) (result f64) (f64.add (local.get 0) (f64.const -0)))
  (func $times_one (param f32) (result f32) (f32.mul (local.get 0) (f32.const 1)))
  (func $nan (result f32) (f32.const nan:0x200000))
  ;; Keeps the functions.
  (table $keep funcref (elem $arithmetic $min $max $nearest $round $sign $compare $add_zero $times_one $nan))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal double @wasm.arithmetic(double %0, double %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca double, align 8
;; CHECK-NEXT: store double %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load double, ptr %3, align 8
;; CHECK-NEXT: %6 = load double, ptr %4, align 8
;; CHECK-NEXT: %7 = fadd double %5, %6
;; CHECK-NEXT: %8 = load double, ptr %4, align 8
;; CHECK-NEXT: %9 = fmul double %7, %8
;; CHECK-NEXT: %10 = load double, ptr %3, align 8
;; CHECK-NEXT: %11 = load double, ptr %4, align 8
;; CHECK-NEXT: %12 = fsub double %10, %11
;; CHECK-NEXT: %13 = fdiv double %9, %12
;; CHECK-NEXT: ret double %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.min(double %0, double %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca double, align 8
;; CHECK-NEXT: store double %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load double, ptr %3, align 8
;; CHECK-NEXT: %6 = load double, ptr %4, align 8
;; CHECK-NEXT: %7 = fcmp olt double %5, %6
;; CHECK-NEXT: %8 = select i1 %7, double %5, double %6
;; CHECK-NEXT: %9 = bitcast double %8 to i64
;; CHECK-NEXT: %10 = fcmp olt double %6, %5
;; CHECK-NEXT: %11 = select i1 %10, double %6, double %5
;; CHECK-NEXT: %12 = bitcast double %11 to i64
;; CHECK-NEXT: %13 = or i64 %9, %12
;; CHECK-NEXT: %14 = bitcast i64 %13 to double
;; CHECK-NEXT: %15 = fcmp uno double %5, %6
;; CHECK-NEXT: %16 = fadd double %5, %6
;; CHECK-NEXT: %17 = select i1 %15, double %16, double %14
;; CHECK-NEXT: ret double %17
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.max(float %0, float %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca float, align 4
;; CHECK-NEXT: store float %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load float, ptr %3, align 4
;; CHECK-NEXT: %6 = load float, ptr %4, align 4
;; CHECK-NEXT: %7 = fcmp olt float %6, %5
;; CHECK-NEXT: %8 = select i1 %7, float %5, float %6
;; CHECK-NEXT: %9 = bitcast float %8 to i32
;; CHECK-NEXT: %10 = fcmp olt float %5, %6
;; CHECK-NEXT: %11 = select i1 %10, float %6, float %5
;; CHECK-NEXT: %12 = bitcast float %11 to i32
;; CHECK-NEXT: %13 = and i32 %9, %12
;; CHECK-NEXT: %14 = bitcast i32 %13 to float
;; CHECK-NEXT: %15 = fcmp uno float %5, %6
;; CHECK-NEXT: %16 = fadd float %5, %6
;; CHECK-NEXT: %17 = select i1 %15, float %16, float %14
;; CHECK-NEXT: ret float %17
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.nearest(float %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load float, ptr %2, align 4
;; CHECK-NEXT: %4 = call float @llvm.roundeven.f32(float %3)
;; CHECK-NEXT: ret float %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.round(double %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load double, ptr %2, align 8
;; CHECK-NEXT: %4 = call double @llvm.sqrt.f64(double %3)
;; CHECK-NEXT: %5 = call double @llvm.trunc.f64(double %4)
;; CHECK-NEXT: %6 = call double @llvm.floor.f64(double %5)
;; CHECK-NEXT: %7 = call double @llvm.ceil.f64(double %6)
;; CHECK-NEXT: ret double %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.sign(double %0, double %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca double, align 8
;; CHECK-NEXT: store double %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load double, ptr %3, align 8
;; CHECK-NEXT: %6 = call double @llvm.fabs.f64(double %5)
;; CHECK-NEXT: %7 = load double, ptr %4, align 8
;; CHECK-NEXT: %8 = fneg double %7
;; CHECK-NEXT: %9 = call double @llvm.copysign.f64(double %6, double %8)
;; CHECK-NEXT: ret double %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.compare(float %0, float %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca float, align 4
;; CHECK-NEXT: store float %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load float, ptr %3, align 4
;; CHECK-NEXT: %6 = load float, ptr %4, align 4
;; CHECK-NEXT: %7 = fcmp une float %5, %6
;; CHECK-NEXT: %8 = zext i1 %7 to i32
;; CHECK-NEXT: %9 = load float, ptr %3, align 4
;; CHECK-NEXT: %10 = load float, ptr %4, align 4
;; CHECK-NEXT: %11 = fcmp ole float %9, %10
;; CHECK-NEXT: %12 = zext i1 %11 to i32
;; CHECK-NEXT: %13 = and i32 %8, %12
;; CHECK-NEXT: ret i32 %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.add_zero(double %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca double, align 8
;; CHECK-NEXT: store double %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load double, ptr %2, align 8
;; CHECK-NEXT: %4 = fadd double %3, -0.000000e+00
;; CHECK-NEXT: %5 = call double @llvm.canonicalize.f64(double %4)
;; CHECK-NEXT: ret double %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.times_one(float %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load float, ptr %2, align 4
;; CHECK-NEXT: %4 = fmul float %3, 1.000000e+00
;; CHECK-NEXT: %5 = call float @llvm.canonicalize.f32(float %4)
;; CHECK-NEXT: ret float %5
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal float @wasm.nan() {{#[0-9]+}} {
;; CHECK-NEXT: ret float 0x7FF4000000000000
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.arithmetic(ptr %0, double %1, double %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca double, align 8
;; CONTEXT-NEXT: store double %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load double, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load double, ptr %5, align 8
;; CONTEXT-NEXT: %8 = fadd double %6, %7
;; CONTEXT-NEXT: %9 = load double, ptr %5, align 8
;; CONTEXT-NEXT: %10 = fmul double %8, %9
;; CONTEXT-NEXT: %11 = load double, ptr %4, align 8
;; CONTEXT-NEXT: %12 = load double, ptr %5, align 8
;; CONTEXT-NEXT: %13 = fsub double %11, %12
;; CONTEXT-NEXT: %14 = fdiv double %10, %13
;; CONTEXT-NEXT: ret double %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.min(ptr %0, double %1, double %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca double, align 8
;; CONTEXT-NEXT: store double %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load double, ptr %4, align 8
;; CONTEXT-NEXT: %7 = load double, ptr %5, align 8
;; CONTEXT-NEXT: %8 = fcmp olt double %6, %7
;; CONTEXT-NEXT: %9 = select i1 %8, double %6, double %7
;; CONTEXT-NEXT: %10 = bitcast double %9 to i64
;; CONTEXT-NEXT: %11 = fcmp olt double %7, %6
;; CONTEXT-NEXT: %12 = select i1 %11, double %7, double %6
;; CONTEXT-NEXT: %13 = bitcast double %12 to i64
;; CONTEXT-NEXT: %14 = or i64 %10, %13
;; CONTEXT-NEXT: %15 = bitcast i64 %14 to double
;; CONTEXT-NEXT: %16 = fcmp uno double %6, %7
;; CONTEXT-NEXT: %17 = fadd double %6, %7
;; CONTEXT-NEXT: %18 = select i1 %16, double %17, double %15
;; CONTEXT-NEXT: ret double %18
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.max(ptr %0, float %1, float %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca float, align 4
;; CONTEXT-NEXT: store float %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load float, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load float, ptr %5, align 4
;; CONTEXT-NEXT: %8 = fcmp olt float %7, %6
;; CONTEXT-NEXT: %9 = select i1 %8, float %6, float %7
;; CONTEXT-NEXT: %10 = bitcast float %9 to i32
;; CONTEXT-NEXT: %11 = fcmp olt float %6, %7
;; CONTEXT-NEXT: %12 = select i1 %11, float %7, float %6
;; CONTEXT-NEXT: %13 = bitcast float %12 to i32
;; CONTEXT-NEXT: %14 = and i32 %10, %13
;; CONTEXT-NEXT: %15 = bitcast i32 %14 to float
;; CONTEXT-NEXT: %16 = fcmp uno float %6, %7
;; CONTEXT-NEXT: %17 = fadd float %6, %7
;; CONTEXT-NEXT: %18 = select i1 %16, float %17, float %15
;; CONTEXT-NEXT: ret float %18
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.nearest(ptr %0, float %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load float, ptr %3, align 4
;; CONTEXT-NEXT: %5 = call float @llvm.roundeven.f32(float %4)
;; CONTEXT-NEXT: ret float %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.round(ptr %0, double %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load double, ptr %3, align 8
;; CONTEXT-NEXT: %5 = call double @llvm.sqrt.f64(double %4)
;; CONTEXT-NEXT: %6 = call double @llvm.trunc.f64(double %5)
;; CONTEXT-NEXT: %7 = call double @llvm.floor.f64(double %6)
;; CONTEXT-NEXT: %8 = call double @llvm.ceil.f64(double %7)
;; CONTEXT-NEXT: ret double %8
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.sign(ptr %0, double %1, double %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %4, align 8
;; CONTEXT-NEXT: %5 = alloca double, align 8
;; CONTEXT-NEXT: store double %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load double, ptr %4, align 8
;; CONTEXT-NEXT: %7 = call double @llvm.fabs.f64(double %6)
;; CONTEXT-NEXT: %8 = load double, ptr %5, align 8
;; CONTEXT-NEXT: %9 = fneg double %8
;; CONTEXT-NEXT: %10 = call double @llvm.copysign.f64(double %7, double %9)
;; CONTEXT-NEXT: ret double %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.compare(ptr %0, float %1, float %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca float, align 4
;; CONTEXT-NEXT: store float %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load float, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load float, ptr %5, align 4
;; CONTEXT-NEXT: %8 = fcmp une float %6, %7
;; CONTEXT-NEXT: %9 = zext i1 %8 to i32
;; CONTEXT-NEXT: %10 = load float, ptr %4, align 4
;; CONTEXT-NEXT: %11 = load float, ptr %5, align 4
;; CONTEXT-NEXT: %12 = fcmp ole float %10, %11
;; CONTEXT-NEXT: %13 = zext i1 %12 to i32
;; CONTEXT-NEXT: %14 = and i32 %9, %13
;; CONTEXT-NEXT: ret i32 %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.add_zero(ptr %0, double %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca double, align 8
;; CONTEXT-NEXT: store double %1, ptr %3, align 8
;; CONTEXT-NEXT: %4 = load double, ptr %3, align 8
;; CONTEXT-NEXT: %5 = fadd double %4, -0.000000e+00
;; CONTEXT-NEXT: %6 = call double @llvm.canonicalize.f64(double %5)
;; CONTEXT-NEXT: ret double %6
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.times_one(ptr %0, float %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load float, ptr %3, align 4
;; CONTEXT-NEXT: %5 = fmul float %4, 1.000000e+00
;; CONTEXT-NEXT: %6 = call float @llvm.canonicalize.f32(float %5)
;; CONTEXT-NEXT: ret float %6
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal float @wasm.nan(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: ret float 0x7FF4000000000000
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
