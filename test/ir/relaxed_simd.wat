;; RUN: %ir | %check
;; RUN: %ir --deterministic | %check --check-prefix=DETERMINISTIC
;; RUN: %ir --cpu=x86-64-v4 | %check --check-prefix=AVX512
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Relaxed vector instructions: x86's own, or the first of the results that the specification lists.
(module
  (func $swizzle (param v128 v128) (result v128)
    (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))
  (func $trunc_s (param v128) (result v128) (i32x4.relaxed_trunc_f32x4_s (local.get 0)))
  (func $trunc_u (param v128) (result v128) (i32x4.relaxed_trunc_f32x4_u (local.get 0)))
  (func $trunc_s_zero (param v128) (result v128) (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))
  (func $trunc_u_zero (param v128) (result v128) (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))
  (func $madd (param v128 v128 v128) (result v128)
    (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))
  (func $nmadd (param v128 v128 v128) (result v128)
    (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))
  (func $select8 (param v128 v128 v128) (result v128)
    (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func $select16 (param v128 v128 v128) (result v128)
    (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func $select32 (param v128 v128 v128) (result v128)
    (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func $select64 (param v128 v128 v128) (result v128)
    (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func $min (param v128 v128) (result v128) (f32x4.relaxed_min (local.get 0) (local.get 1)))
  (func $max (param v128 v128) (result v128) (f64x2.relaxed_max (local.get 0) (local.get 1)))
  (func $q15mulr (param v128 v128) (result v128)
    (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))
  (func $dot (param v128 v128) (result v128)
    (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))
  (func $dot_add (param v128 v128 v128) (result v128)
    (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))
  ;; Keeps the functions.
  (table $keep funcref
    (elem $swizzle $trunc_s $trunc_u $trunc_s_zero $trunc_u_zero $madd $nmadd $select8 $select16
          $select32 $select64 $min $max $q15mulr $dot $dot_add))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal <2 x i64> @wasm.swizzle(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; CHECK-NEXT: %9 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %8, <16 x i8> %7)
;; CHECK-NEXT: %10 = bitcast <16 x i8> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.trunc_s(<2 x i64> %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %2, align 16
;; CHECK-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; CHECK-NEXT: %5 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %4)
;; CHECK-NEXT: %6 = bitcast <4 x i32> %5 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.trunc_u(<2 x i64> %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %2, align 16
;; CHECK-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; CHECK-NEXT: %5 = fcmp ogt <4 x float> %4, zeroinitializer
;; CHECK-NEXT: %6 = select <4 x i1> %5, <4 x float> %4, <4 x float> zeroinitializer
;; CHECK-NEXT: %7 = fsub <4 x float> %6, splat (float 0x41E0000000000000)
;; CHECK-NEXT: %8 = fcmp oge <4 x float> %7, splat (float 0x41E0000000000000)
;; CHECK-NEXT: %9 = sext <4 x i1> %8 to <4 x i32>
;; CHECK-NEXT: %10 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %6)
;; CHECK-NEXT: %11 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %7)
;; CHECK-NEXT: %12 = xor <4 x i32> %11, %9
;; CHECK-NEXT: %13 = call <4 x i32> @llvm.smax.v4i32(<4 x i32> %12, <4 x i32> zeroinitializer)
;; CHECK-NEXT: %14 = add <4 x i32> %10, %13
;; CHECK-NEXT: %15 = bitcast <4 x i32> %14 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.trunc_s_zero(<2 x i64> %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %2, align 16
;; CHECK-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %4 = bitcast <2 x i64> %3 to <2 x double>
;; CHECK-NEXT: %5 = call <4 x i32> @llvm.x86.sse2.cvttpd2dq(<2 x double> %4)
;; CHECK-NEXT: %6 = bitcast <4 x i32> %5 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.trunc_u_zero(<2 x i64> %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %2, align 16
;; CHECK-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %4 = bitcast <2 x i64> %3 to <2 x double>
;; CHECK-NEXT: %5 = fcmp ogt <2 x double> %4, zeroinitializer
;; CHECK-NEXT: %6 = select <2 x i1> %5, <2 x double> %4, <2 x double> zeroinitializer
;; CHECK-NEXT: %7 = fcmp olt <2 x double> %6, splat (double 0x41EFFFFFFFE00000)
;; CHECK-NEXT: %8 = select <2 x i1> %7, <2 x double> %6, <2 x double> splat (double 0x41EFFFFFFFE00000)
;; CHECK-NEXT: %9 = call <2 x double> @llvm.trunc.v2f64(<2 x double> %8)
;; CHECK-NEXT: %10 = fadd <2 x double> %9, splat (double 0x4330000000000000)
;; CHECK-NEXT: %11 = bitcast <2 x double> %10 to <4 x i32>
;; CHECK-NEXT: %12 = shufflevector <4 x i32> %11, <4 x i32> zeroinitializer, <4 x i32> <i32 0, i32 2, i32 4, i32 5>
;; CHECK-NEXT: %13 = bitcast <4 x i32> %12 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.madd(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = bitcast <2 x i64> %9 to <4 x float>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %8 to <4 x float>
;; CHECK-NEXT: %12 = bitcast <2 x i64> %7 to <4 x float>
;; CHECK-NEXT: %13 = fmul <4 x float> %12, %11
;; CHECK-NEXT: %14 = fadd <4 x float> %13, %10
;; CHECK-NEXT: %15 = bitcast <4 x float> %14 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.nmadd(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = bitcast <2 x i64> %9 to <2 x double>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %8 to <2 x double>
;; CHECK-NEXT: %12 = bitcast <2 x i64> %7 to <2 x double>
;; CHECK-NEXT: %13 = fneg <2 x double> %12
;; CHECK-NEXT: %14 = fmul <2 x double> %13, %11
;; CHECK-NEXT: %15 = fadd <2 x double> %14, %10
;; CHECK-NEXT: %16 = bitcast <2 x double> %15 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.select8(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = bitcast <2 x i64> %9 to <16 x i8>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; CHECK-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; CHECK-NEXT: %13 = icmp slt <16 x i8> %10, zeroinitializer
;; CHECK-NEXT: %14 = select <16 x i1> %13, <16 x i8> %12, <16 x i8> %11
;; CHECK-NEXT: %15 = bitcast <16 x i8> %14 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.select16(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = bitcast <2 x i64> %9 to <16 x i8>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; CHECK-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; CHECK-NEXT: %13 = icmp slt <16 x i8> %10, zeroinitializer
;; CHECK-NEXT: %14 = select <16 x i1> %13, <16 x i8> %12, <16 x i8> %11
;; CHECK-NEXT: %15 = bitcast <16 x i8> %14 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.select32(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = bitcast <2 x i64> %9 to <4 x i32>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %8 to <4 x i32>
;; CHECK-NEXT: %12 = bitcast <2 x i64> %7 to <4 x i32>
;; CHECK-NEXT: %13 = icmp slt <4 x i32> %10, zeroinitializer
;; CHECK-NEXT: %14 = select <4 x i1> %13, <4 x i32> %12, <4 x i32> %11
;; CHECK-NEXT: %15 = bitcast <4 x i32> %14 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.select64(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = icmp slt <2 x i64> %9, zeroinitializer
;; CHECK-NEXT: %11 = select <2 x i1> %10, <2 x i64> %7, <2 x i64> %8
;; CHECK-NEXT: ret <2 x i64> %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.min(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <4 x float>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <4 x float>
;; CHECK-NEXT: %9 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %8, <4 x float> %7)
;; CHECK-NEXT: %10 = bitcast <4 x float> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.max(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <2 x double>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <2 x double>
;; CHECK-NEXT: %9 = call <2 x double> @llvm.x86.sse2.max.pd(<2 x double> %8, <2 x double> %7)
;; CHECK-NEXT: %10 = bitcast <2 x double> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.q15mulr(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <8 x i16>
;; CHECK-NEXT: %9 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %8, <8 x i16> %7)
;; CHECK-NEXT: %10 = bitcast <8 x i16> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.dot(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; CHECK-NEXT: %9 = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %7, <16 x i8> %8)
;; CHECK-NEXT: %10 = bitcast <8 x i16> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.dot_add(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = bitcast <2 x i64> %9 to <4 x i32>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; CHECK-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; CHECK-NEXT: %13 = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %11, <16 x i8> %12)
;; CHECK-NEXT: %14 = bitcast <8 x i16> %13 to <2 x i64>
;; CHECK-NEXT: %15 = bitcast <2 x i64> %14 to <8 x i16>
;; CHECK-NEXT: %16 = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> %15, <8 x i16> splat (i16 1))
;; CHECK-NEXT: %17 = bitcast <4 x i32> %16 to <2 x i64>
;; CHECK-NEXT: %18 = bitcast <2 x i64> %17 to <4 x i32>
;; CHECK-NEXT: %19 = add <4 x i32> %18, %10
;; CHECK-NEXT: %20 = bitcast <4 x i32> %19 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %20
;; CHECK-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.swizzle(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %3 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %3, align 16
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; DETERMINISTIC-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; DETERMINISTIC-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; DETERMINISTIC-NEXT: %9 = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %7, <16 x i8> splat (i8 112))
;; DETERMINISTIC-NEXT: %10 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %8, <16 x i8> %9)
;; DETERMINISTIC-NEXT: %11 = bitcast <16 x i8> %10 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %11
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.trunc_s(<2 x i64> %0) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %2 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %2, align 16
;; DETERMINISTIC-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; DETERMINISTIC-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; DETERMINISTIC-NEXT: %5 = fcmp ord <4 x float> %4, zeroinitializer
;; DETERMINISTIC-NEXT: %6 = select <4 x i1> %5, <4 x float> %4, <4 x float> zeroinitializer
;; DETERMINISTIC-NEXT: %7 = fcmp oge <4 x float> %4, splat (float 0x41E0000000000000)
;; DETERMINISTIC-NEXT: %8 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %6)
;; DETERMINISTIC-NEXT: %9 = sext <4 x i1> %7 to <4 x i32>
;; DETERMINISTIC-NEXT: %10 = xor <4 x i32> %8, %9
;; DETERMINISTIC-NEXT: %11 = bitcast <4 x i32> %10 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %11
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.trunc_u(<2 x i64> %0) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %2 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %2, align 16
;; DETERMINISTIC-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; DETERMINISTIC-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; DETERMINISTIC-NEXT: %5 = fcmp ogt <4 x float> %4, zeroinitializer
;; DETERMINISTIC-NEXT: %6 = select <4 x i1> %5, <4 x float> %4, <4 x float> zeroinitializer
;; DETERMINISTIC-NEXT: %7 = fsub <4 x float> %6, splat (float 0x41E0000000000000)
;; DETERMINISTIC-NEXT: %8 = fcmp oge <4 x float> %7, splat (float 0x41E0000000000000)
;; DETERMINISTIC-NEXT: %9 = sext <4 x i1> %8 to <4 x i32>
;; DETERMINISTIC-NEXT: %10 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %6)
;; DETERMINISTIC-NEXT: %11 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %7)
;; DETERMINISTIC-NEXT: %12 = xor <4 x i32> %11, %9
;; DETERMINISTIC-NEXT: %13 = call <4 x i32> @llvm.smax.v4i32(<4 x i32> %12, <4 x i32> zeroinitializer)
;; DETERMINISTIC-NEXT: %14 = add <4 x i32> %10, %13
;; DETERMINISTIC-NEXT: %15 = bitcast <4 x i32> %14 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %15
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.trunc_s_zero(<2 x i64> %0) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %2 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %2, align 16
;; DETERMINISTIC-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; DETERMINISTIC-NEXT: %4 = bitcast <2 x i64> %3 to <2 x double>
;; DETERMINISTIC-NEXT: %5 = fcmp ord <2 x double> %4, zeroinitializer
;; DETERMINISTIC-NEXT: %6 = select <2 x i1> %5, <2 x double> splat (double 0x41DFFFFFFFC00000), <2 x double> zeroinitializer
;; DETERMINISTIC-NEXT: %7 = fcmp olt <2 x double> %4, %6
;; DETERMINISTIC-NEXT: %8 = select <2 x i1> %7, <2 x double> %4, <2 x double> %6
;; DETERMINISTIC-NEXT: %9 = call <4 x i32> @llvm.x86.sse2.cvttpd2dq(<2 x double> %8)
;; DETERMINISTIC-NEXT: %10 = bitcast <4 x i32> %9 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %10
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.trunc_u_zero(<2 x i64> %0) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %2 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %2, align 16
;; DETERMINISTIC-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; DETERMINISTIC-NEXT: %4 = bitcast <2 x i64> %3 to <2 x double>
;; DETERMINISTIC-NEXT: %5 = fcmp ogt <2 x double> %4, zeroinitializer
;; DETERMINISTIC-NEXT: %6 = select <2 x i1> %5, <2 x double> %4, <2 x double> zeroinitializer
;; DETERMINISTIC-NEXT: %7 = fcmp olt <2 x double> %6, splat (double 0x41EFFFFFFFE00000)
;; DETERMINISTIC-NEXT: %8 = select <2 x i1> %7, <2 x double> %6, <2 x double> splat (double 0x41EFFFFFFFE00000)
;; DETERMINISTIC-NEXT: %9 = call <2 x double> @llvm.trunc.v2f64(<2 x double> %8)
;; DETERMINISTIC-NEXT: %10 = fadd <2 x double> %9, splat (double 0x4330000000000000)
;; DETERMINISTIC-NEXT: %11 = bitcast <2 x double> %10 to <4 x i32>
;; DETERMINISTIC-NEXT: %12 = shufflevector <4 x i32> %11, <4 x i32> zeroinitializer, <4 x i32> <i32 0, i32 2, i32 4, i32 5>
;; DETERMINISTIC-NEXT: %13 = bitcast <4 x i32> %12 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %13
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.madd(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = bitcast <2 x i64> %9 to <4 x float>
;; DETERMINISTIC-NEXT: %11 = bitcast <2 x i64> %8 to <4 x float>
;; DETERMINISTIC-NEXT: %12 = bitcast <2 x i64> %7 to <4 x float>
;; DETERMINISTIC-NEXT: %13 = fmul <4 x float> %12, %11
;; DETERMINISTIC-NEXT: %14 = fadd <4 x float> %13, %10
;; DETERMINISTIC-NEXT: %15 = bitcast <4 x float> %14 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %15
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.nmadd(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = bitcast <2 x i64> %9 to <2 x double>
;; DETERMINISTIC-NEXT: %11 = bitcast <2 x i64> %8 to <2 x double>
;; DETERMINISTIC-NEXT: %12 = bitcast <2 x i64> %7 to <2 x double>
;; DETERMINISTIC-NEXT: %13 = fneg <2 x double> %12
;; DETERMINISTIC-NEXT: %14 = fmul <2 x double> %13, %11
;; DETERMINISTIC-NEXT: %15 = fadd <2 x double> %14, %10
;; DETERMINISTIC-NEXT: %16 = bitcast <2 x double> %15 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %16
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.select8(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = and <2 x i64> %7, %9
;; DETERMINISTIC-NEXT: %11 = xor <2 x i64> %9, splat (i64 -1)
;; DETERMINISTIC-NEXT: %12 = and <2 x i64> %8, %11
;; DETERMINISTIC-NEXT: %13 = or <2 x i64> %10, %12
;; DETERMINISTIC-NEXT: ret <2 x i64> %13
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.select16(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = and <2 x i64> %7, %9
;; DETERMINISTIC-NEXT: %11 = xor <2 x i64> %9, splat (i64 -1)
;; DETERMINISTIC-NEXT: %12 = and <2 x i64> %8, %11
;; DETERMINISTIC-NEXT: %13 = or <2 x i64> %10, %12
;; DETERMINISTIC-NEXT: ret <2 x i64> %13
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.select32(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = and <2 x i64> %7, %9
;; DETERMINISTIC-NEXT: %11 = xor <2 x i64> %9, splat (i64 -1)
;; DETERMINISTIC-NEXT: %12 = and <2 x i64> %8, %11
;; DETERMINISTIC-NEXT: %13 = or <2 x i64> %10, %12
;; DETERMINISTIC-NEXT: ret <2 x i64> %13
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.select64(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = and <2 x i64> %7, %9
;; DETERMINISTIC-NEXT: %11 = xor <2 x i64> %9, splat (i64 -1)
;; DETERMINISTIC-NEXT: %12 = and <2 x i64> %8, %11
;; DETERMINISTIC-NEXT: %13 = or <2 x i64> %10, %12
;; DETERMINISTIC-NEXT: ret <2 x i64> %13
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.min(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %3 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %3, align 16
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; DETERMINISTIC-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %7 = bitcast <2 x i64> %6 to <4 x float>
;; DETERMINISTIC-NEXT: %8 = bitcast <2 x i64> %5 to <4 x float>
;; DETERMINISTIC-NEXT: %9 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %8, <4 x float> %7)
;; DETERMINISTIC-NEXT: %10 = bitcast <4 x float> %9 to <4 x i32>
;; DETERMINISTIC-NEXT: %11 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %7, <4 x float> %8)
;; DETERMINISTIC-NEXT: %12 = bitcast <4 x float> %11 to <4 x i32>
;; DETERMINISTIC-NEXT: %13 = or <4 x i32> %10, %12
;; DETERMINISTIC-NEXT: %14 = bitcast <4 x i32> %13 to <4 x float>
;; DETERMINISTIC-NEXT: %15 = fcmp uno <4 x float> %8, %7
;; DETERMINISTIC-NEXT: %16 = fadd <4 x float> %8, %7
;; DETERMINISTIC-NEXT: %17 = select <4 x i1> %15, <4 x float> %16, <4 x float> %14
;; DETERMINISTIC-NEXT: %18 = bitcast <4 x float> %17 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %18
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.max(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %3 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %3, align 16
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; DETERMINISTIC-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %7 = bitcast <2 x i64> %6 to <2 x double>
;; DETERMINISTIC-NEXT: %8 = bitcast <2 x i64> %5 to <2 x double>
;; DETERMINISTIC-NEXT: %9 = call <2 x double> @llvm.x86.sse2.max.pd(<2 x double> %8, <2 x double> %7)
;; DETERMINISTIC-NEXT: %10 = bitcast <2 x double> %9 to <2 x i64>
;; DETERMINISTIC-NEXT: %11 = call <2 x double> @llvm.x86.sse2.max.pd(<2 x double> %7, <2 x double> %8)
;; DETERMINISTIC-NEXT: %12 = bitcast <2 x double> %11 to <2 x i64>
;; DETERMINISTIC-NEXT: %13 = and <2 x i64> %10, %12
;; DETERMINISTIC-NEXT: %14 = bitcast <2 x i64> %13 to <2 x double>
;; DETERMINISTIC-NEXT: %15 = fcmp uno <2 x double> %8, %7
;; DETERMINISTIC-NEXT: %16 = fadd <2 x double> %8, %7
;; DETERMINISTIC-NEXT: %17 = select <2 x i1> %15, <2 x double> %16, <2 x double> %14
;; DETERMINISTIC-NEXT: %18 = bitcast <2 x double> %17 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %18
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.q15mulr(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %3 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %3, align 16
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; DETERMINISTIC-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; DETERMINISTIC-NEXT: %8 = bitcast <2 x i64> %5 to <8 x i16>
;; DETERMINISTIC-NEXT: %9 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %8, <8 x i16> %7)
;; DETERMINISTIC-NEXT: %10 = icmp eq <8 x i16> %9, splat (i16 -32768)
;; DETERMINISTIC-NEXT: %11 = sext <8 x i1> %10 to <8 x i16>
;; DETERMINISTIC-NEXT: %12 = xor <8 x i16> %9, %11
;; DETERMINISTIC-NEXT: %13 = bitcast <8 x i16> %12 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %13
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.dot(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %3 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %3, align 16
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; DETERMINISTIC-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; DETERMINISTIC-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; DETERMINISTIC-NEXT: %9 = sext <16 x i8> %8 to <16 x i16>
;; DETERMINISTIC-NEXT: %10 = sext <16 x i8> %7 to <16 x i16>
;; DETERMINISTIC-NEXT: %11 = mul nsw <16 x i16> %9, %10
;; DETERMINISTIC-NEXT: %12 = shufflevector <16 x i16> %11, <16 x i16> poison, <8 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14>
;; DETERMINISTIC-NEXT: %13 = shufflevector <16 x i16> %11, <16 x i16> poison, <8 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15>
;; DETERMINISTIC-NEXT: %14 = add <8 x i16> %12, %13
;; DETERMINISTIC-NEXT: %15 = bitcast <8 x i16> %14 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %15
;; DETERMINISTIC-NEXT: }

;; DETERMINISTIC-LABEL: define internal <2 x i64> @wasm.dot_add(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; DETERMINISTIC-NEXT: %4 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %0, ptr %4, align 16
;; DETERMINISTIC-NEXT: %5 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %1, ptr %5, align 16
;; DETERMINISTIC-NEXT: %6 = alloca <2 x i64>, align 16
;; DETERMINISTIC-NEXT: store <2 x i64> %2, ptr %6, align 16
;; DETERMINISTIC-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; DETERMINISTIC-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; DETERMINISTIC-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; DETERMINISTIC-NEXT: %10 = bitcast <2 x i64> %9 to <4 x i32>
;; DETERMINISTIC-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; DETERMINISTIC-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; DETERMINISTIC-NEXT: %13 = sext <16 x i8> %12 to <16 x i16>
;; DETERMINISTIC-NEXT: %14 = sext <16 x i8> %11 to <16 x i16>
;; DETERMINISTIC-NEXT: %15 = mul nsw <16 x i16> %13, %14
;; DETERMINISTIC-NEXT: %16 = shufflevector <16 x i16> %15, <16 x i16> poison, <8 x i32> <i32 0, i32 2, i32 4, i32 6, i32 8, i32 10, i32 12, i32 14>
;; DETERMINISTIC-NEXT: %17 = shufflevector <16 x i16> %15, <16 x i16> poison, <8 x i32> <i32 1, i32 3, i32 5, i32 7, i32 9, i32 11, i32 13, i32 15>
;; DETERMINISTIC-NEXT: %18 = add <8 x i16> %16, %17
;; DETERMINISTIC-NEXT: %19 = bitcast <8 x i16> %18 to <2 x i64>
;; DETERMINISTIC-NEXT: %20 = bitcast <2 x i64> %19 to <8 x i16>
;; DETERMINISTIC-NEXT: %21 = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> %20, <8 x i16> splat (i16 1))
;; DETERMINISTIC-NEXT: %22 = bitcast <4 x i32> %21 to <2 x i64>
;; DETERMINISTIC-NEXT: %23 = bitcast <2 x i64> %22 to <4 x i32>
;; DETERMINISTIC-NEXT: %24 = add <4 x i32> %23, %10
;; DETERMINISTIC-NEXT: %25 = bitcast <4 x i32> %24 to <2 x i64>
;; DETERMINISTIC-NEXT: ret <2 x i64> %25
;; DETERMINISTIC-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.swizzle(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; AVX512-NEXT: %3 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %3, align 16
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %4, align 16
;; AVX512-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; AVX512-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; AVX512-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; AVX512-NEXT: %9 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %8, <16 x i8> %7)
;; AVX512-NEXT: %10 = bitcast <16 x i8> %9 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %10
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.trunc_s(<2 x i64> %0) {{#[0-9]+}} {
;; AVX512-NEXT: %2 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %2, align 16
;; AVX512-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; AVX512-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; AVX512-NEXT: %5 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %4)
;; AVX512-NEXT: %6 = bitcast <4 x i32> %5 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %6
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.trunc_u(<2 x i64> %0) {{#[0-9]+}} {
;; AVX512-NEXT: %2 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %2, align 16
;; AVX512-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; AVX512-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; AVX512-NEXT: %5 = call <4 x i32> @llvm.x86.avx512.mask.cvttps2udq.128(<4 x float> %4, <4 x i32> zeroinitializer, i8 -1)
;; AVX512-NEXT: %6 = bitcast <4 x i32> %5 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %6
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.trunc_s_zero(<2 x i64> %0) {{#[0-9]+}} {
;; AVX512-NEXT: %2 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %2, align 16
;; AVX512-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; AVX512-NEXT: %4 = bitcast <2 x i64> %3 to <2 x double>
;; AVX512-NEXT: %5 = call <4 x i32> @llvm.x86.sse2.cvttpd2dq(<2 x double> %4)
;; AVX512-NEXT: %6 = bitcast <4 x i32> %5 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %6
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.trunc_u_zero(<2 x i64> %0) {{#[0-9]+}} {
;; AVX512-NEXT: %2 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %2, align 16
;; AVX512-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; AVX512-NEXT: %4 = bitcast <2 x i64> %3 to <2 x double>
;; AVX512-NEXT: %5 = call <4 x i32> @llvm.x86.avx512.mask.cvttpd2udq.128(<2 x double> %4, <4 x i32> zeroinitializer, i8 -1)
;; AVX512-NEXT: %6 = bitcast <4 x i32> %5 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %6
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.madd(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = bitcast <2 x i64> %9 to <4 x float>
;; AVX512-NEXT: %11 = bitcast <2 x i64> %8 to <4 x float>
;; AVX512-NEXT: %12 = bitcast <2 x i64> %7 to <4 x float>
;; AVX512-NEXT: %13 = call <4 x float> @llvm.fma.v4f32(<4 x float> %12, <4 x float> %11, <4 x float> %10)
;; AVX512-NEXT: %14 = bitcast <4 x float> %13 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %14
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.nmadd(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = bitcast <2 x i64> %9 to <2 x double>
;; AVX512-NEXT: %11 = bitcast <2 x i64> %8 to <2 x double>
;; AVX512-NEXT: %12 = bitcast <2 x i64> %7 to <2 x double>
;; AVX512-NEXT: %13 = fneg <2 x double> %12
;; AVX512-NEXT: %14 = call <2 x double> @llvm.fma.v2f64(<2 x double> %13, <2 x double> %11, <2 x double> %10)
;; AVX512-NEXT: %15 = bitcast <2 x double> %14 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %15
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.select8(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = bitcast <2 x i64> %9 to <16 x i8>
;; AVX512-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; AVX512-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; AVX512-NEXT: %13 = icmp slt <16 x i8> %10, zeroinitializer
;; AVX512-NEXT: %14 = select <16 x i1> %13, <16 x i8> %12, <16 x i8> %11
;; AVX512-NEXT: %15 = bitcast <16 x i8> %14 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %15
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.select16(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = bitcast <2 x i64> %9 to <16 x i8>
;; AVX512-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; AVX512-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; AVX512-NEXT: %13 = icmp slt <16 x i8> %10, zeroinitializer
;; AVX512-NEXT: %14 = select <16 x i1> %13, <16 x i8> %12, <16 x i8> %11
;; AVX512-NEXT: %15 = bitcast <16 x i8> %14 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %15
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.select32(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = bitcast <2 x i64> %9 to <4 x i32>
;; AVX512-NEXT: %11 = bitcast <2 x i64> %8 to <4 x i32>
;; AVX512-NEXT: %12 = bitcast <2 x i64> %7 to <4 x i32>
;; AVX512-NEXT: %13 = icmp slt <4 x i32> %10, zeroinitializer
;; AVX512-NEXT: %14 = select <4 x i1> %13, <4 x i32> %12, <4 x i32> %11
;; AVX512-NEXT: %15 = bitcast <4 x i32> %14 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %15
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.select64(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = icmp slt <2 x i64> %9, zeroinitializer
;; AVX512-NEXT: %11 = select <2 x i1> %10, <2 x i64> %7, <2 x i64> %8
;; AVX512-NEXT: ret <2 x i64> %11
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.min(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; AVX512-NEXT: %3 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %3, align 16
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %4, align 16
;; AVX512-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; AVX512-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %7 = bitcast <2 x i64> %6 to <4 x float>
;; AVX512-NEXT: %8 = bitcast <2 x i64> %5 to <4 x float>
;; AVX512-NEXT: %9 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %8, <4 x float> %7)
;; AVX512-NEXT: %10 = bitcast <4 x float> %9 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %10
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.max(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; AVX512-NEXT: %3 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %3, align 16
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %4, align 16
;; AVX512-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; AVX512-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %7 = bitcast <2 x i64> %6 to <2 x double>
;; AVX512-NEXT: %8 = bitcast <2 x i64> %5 to <2 x double>
;; AVX512-NEXT: %9 = call <2 x double> @llvm.x86.sse2.max.pd(<2 x double> %8, <2 x double> %7)
;; AVX512-NEXT: %10 = bitcast <2 x double> %9 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %10
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.q15mulr(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; AVX512-NEXT: %3 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %3, align 16
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %4, align 16
;; AVX512-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; AVX512-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; AVX512-NEXT: %8 = bitcast <2 x i64> %5 to <8 x i16>
;; AVX512-NEXT: %9 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %8, <8 x i16> %7)
;; AVX512-NEXT: %10 = bitcast <8 x i16> %9 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %10
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.dot(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; AVX512-NEXT: %3 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %3, align 16
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %4, align 16
;; AVX512-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; AVX512-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; AVX512-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; AVX512-NEXT: %9 = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %7, <16 x i8> %8)
;; AVX512-NEXT: %10 = bitcast <8 x i16> %9 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %10
;; AVX512-NEXT: }

;; AVX512-LABEL: define internal <2 x i64> @wasm.dot_add(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; AVX512-NEXT: %4 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %0, ptr %4, align 16
;; AVX512-NEXT: %5 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %1, ptr %5, align 16
;; AVX512-NEXT: %6 = alloca <2 x i64>, align 16
;; AVX512-NEXT: store <2 x i64> %2, ptr %6, align 16
;; AVX512-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; AVX512-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; AVX512-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; AVX512-NEXT: %10 = bitcast <2 x i64> %9 to <4 x i32>
;; AVX512-NEXT: %11 = bitcast <2 x i64> %8 to <16 x i8>
;; AVX512-NEXT: %12 = bitcast <2 x i64> %7 to <16 x i8>
;; AVX512-NEXT: %13 = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %11, <16 x i8> %12)
;; AVX512-NEXT: %14 = bitcast <8 x i16> %13 to <2 x i64>
;; AVX512-NEXT: %15 = bitcast <2 x i64> %14 to <8 x i16>
;; AVX512-NEXT: %16 = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> %15, <8 x i16> splat (i16 1))
;; AVX512-NEXT: %17 = bitcast <4 x i32> %16 to <2 x i64>
;; AVX512-NEXT: %18 = bitcast <2 x i64> %17 to <4 x i32>
;; AVX512-NEXT: %19 = add <4 x i32> %18, %10
;; AVX512-NEXT: %20 = bitcast <4 x i32> %19 to <2 x i64>
;; AVX512-NEXT: ret <2 x i64> %20
;; AVX512-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.swizzle(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <16 x i8>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <16 x i8>
;; CONTEXT-NEXT: %10 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %9, <16 x i8> %8)
;; CONTEXT-NEXT: %11 = bitcast <16 x i8> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.trunc_s(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CONTEXT-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %5 = bitcast <2 x i64> %4 to <4 x float>
;; CONTEXT-NEXT: %6 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %5)
;; CONTEXT-NEXT: %7 = bitcast <4 x i32> %6 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %7
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.trunc_u(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CONTEXT-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %5 = bitcast <2 x i64> %4 to <4 x float>
;; CONTEXT-NEXT: %6 = fcmp ogt <4 x float> %5, zeroinitializer
;; CONTEXT-NEXT: %7 = select <4 x i1> %6, <4 x float> %5, <4 x float> zeroinitializer
;; CONTEXT-NEXT: %8 = fsub <4 x float> %7, splat (float 0x41E0000000000000)
;; CONTEXT-NEXT: %9 = fcmp oge <4 x float> %8, splat (float 0x41E0000000000000)
;; CONTEXT-NEXT: %10 = sext <4 x i1> %9 to <4 x i32>
;; CONTEXT-NEXT: %11 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %7)
;; CONTEXT-NEXT: %12 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %8)
;; CONTEXT-NEXT: %13 = xor <4 x i32> %12, %10
;; CONTEXT-NEXT: %14 = call <4 x i32> @llvm.smax.v4i32(<4 x i32> %13, <4 x i32> zeroinitializer)
;; CONTEXT-NEXT: %15 = add <4 x i32> %11, %14
;; CONTEXT-NEXT: %16 = bitcast <4 x i32> %15 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.trunc_s_zero(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CONTEXT-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %5 = bitcast <2 x i64> %4 to <2 x double>
;; CONTEXT-NEXT: %6 = call <4 x i32> @llvm.x86.sse2.cvttpd2dq(<2 x double> %5)
;; CONTEXT-NEXT: %7 = bitcast <4 x i32> %6 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %7
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.trunc_u_zero(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CONTEXT-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %5 = bitcast <2 x i64> %4 to <2 x double>
;; CONTEXT-NEXT: %6 = fcmp ogt <2 x double> %5, zeroinitializer
;; CONTEXT-NEXT: %7 = select <2 x i1> %6, <2 x double> %5, <2 x double> zeroinitializer
;; CONTEXT-NEXT: %8 = fcmp olt <2 x double> %7, splat (double 0x41EFFFFFFFE00000)
;; CONTEXT-NEXT: %9 = select <2 x i1> %8, <2 x double> %7, <2 x double> splat (double 0x41EFFFFFFFE00000)
;; CONTEXT-NEXT: %10 = call <2 x double> @llvm.trunc.v2f64(<2 x double> %9)
;; CONTEXT-NEXT: %11 = fadd <2 x double> %10, splat (double 0x4330000000000000)
;; CONTEXT-NEXT: %12 = bitcast <2 x double> %11 to <4 x i32>
;; CONTEXT-NEXT: %13 = shufflevector <4 x i32> %12, <4 x i32> zeroinitializer, <4 x i32> <i32 0, i32 2, i32 4, i32 5>
;; CONTEXT-NEXT: %14 = bitcast <4 x i32> %13 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.madd(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = bitcast <2 x i64> %10 to <4 x float>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %9 to <4 x float>
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %8 to <4 x float>
;; CONTEXT-NEXT: %14 = fmul <4 x float> %13, %12
;; CONTEXT-NEXT: %15 = fadd <4 x float> %14, %11
;; CONTEXT-NEXT: %16 = bitcast <4 x float> %15 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.nmadd(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = bitcast <2 x i64> %10 to <2 x double>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %9 to <2 x double>
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %8 to <2 x double>
;; CONTEXT-NEXT: %14 = fneg <2 x double> %13
;; CONTEXT-NEXT: %15 = fmul <2 x double> %14, %12
;; CONTEXT-NEXT: %16 = fadd <2 x double> %15, %11
;; CONTEXT-NEXT: %17 = bitcast <2 x double> %16 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %17
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.select8(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = bitcast <2 x i64> %10 to <16 x i8>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %9 to <16 x i8>
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %8 to <16 x i8>
;; CONTEXT-NEXT: %14 = icmp slt <16 x i8> %11, zeroinitializer
;; CONTEXT-NEXT: %15 = select <16 x i1> %14, <16 x i8> %13, <16 x i8> %12
;; CONTEXT-NEXT: %16 = bitcast <16 x i8> %15 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.select16(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = bitcast <2 x i64> %10 to <16 x i8>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %9 to <16 x i8>
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %8 to <16 x i8>
;; CONTEXT-NEXT: %14 = icmp slt <16 x i8> %11, zeroinitializer
;; CONTEXT-NEXT: %15 = select <16 x i1> %14, <16 x i8> %13, <16 x i8> %12
;; CONTEXT-NEXT: %16 = bitcast <16 x i8> %15 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.select32(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = bitcast <2 x i64> %10 to <4 x i32>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %9 to <4 x i32>
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %8 to <4 x i32>
;; CONTEXT-NEXT: %14 = icmp slt <4 x i32> %11, zeroinitializer
;; CONTEXT-NEXT: %15 = select <4 x i1> %14, <4 x i32> %13, <4 x i32> %12
;; CONTEXT-NEXT: %16 = bitcast <4 x i32> %15 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %16
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.select64(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = icmp slt <2 x i64> %10, zeroinitializer
;; CONTEXT-NEXT: %12 = select <2 x i1> %11, <2 x i64> %8, <2 x i64> %9
;; CONTEXT-NEXT: ret <2 x i64> %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.min(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <4 x float>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <4 x float>
;; CONTEXT-NEXT: %10 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %9, <4 x float> %8)
;; CONTEXT-NEXT: %11 = bitcast <4 x float> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.max(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <2 x double>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <2 x double>
;; CONTEXT-NEXT: %10 = call <2 x double> @llvm.x86.sse2.max.pd(<2 x double> %9, <2 x double> %8)
;; CONTEXT-NEXT: %11 = bitcast <2 x double> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.q15mulr(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <8 x i16>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <8 x i16>
;; CONTEXT-NEXT: %10 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %9, <8 x i16> %8)
;; CONTEXT-NEXT: %11 = bitcast <8 x i16> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.dot(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <16 x i8>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <16 x i8>
;; CONTEXT-NEXT: %10 = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %8, <16 x i8> %9)
;; CONTEXT-NEXT: %11 = bitcast <8 x i16> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.dot_add(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = bitcast <2 x i64> %10 to <4 x i32>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %9 to <16 x i8>
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %8 to <16 x i8>
;; CONTEXT-NEXT: %14 = call <8 x i16> @llvm.x86.ssse3.pmadd.ub.sw.128(<16 x i8> %12, <16 x i8> %13)
;; CONTEXT-NEXT: %15 = bitcast <8 x i16> %14 to <2 x i64>
;; CONTEXT-NEXT: %16 = bitcast <2 x i64> %15 to <8 x i16>
;; CONTEXT-NEXT: %17 = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> %16, <8 x i16> splat (i16 1))
;; CONTEXT-NEXT: %18 = bitcast <4 x i32> %17 to <2 x i64>
;; CONTEXT-NEXT: %19 = bitcast <2 x i64> %18 to <4 x i32>
;; CONTEXT-NEXT: %20 = add <4 x i32> %19, %11
;; CONTEXT-NEXT: %21 = bitcast <4 x i32> %20 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %21
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 448
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 16)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 16, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 448
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 16)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
