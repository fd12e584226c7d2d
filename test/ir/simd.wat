;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Fixed-width SIMD: v128 is a vector of LLVM, of the shape that the instruction takes.
(module
  (memory 1)
  (func $load_store (param i32 i32) (v128.store (local.get 0) (v128.load offset=16 (local.get 1))))
  (func $load_splat (param i32) (result v128) (v128.load32_splat (local.get 0)))
  (func $load_extend (param i32) (result v128) (v128.load8x8_s (local.get 0)))
  (func $load_lane (param i32 v128) (result v128) (v128.load16_lane 3 (local.get 0) (local.get 1)))
  (func $lanes (param v128 i32) (result i32)
    (i8x16.extract_lane_s 5 (i8x16.replace_lane 2 (local.get 0) (local.get 1))))
  (func $splat (param f32) (result v128) (f32x4.splat (local.get 0)))
  (func $shuffle (param v128 v128) (result v128)
    (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get 0) (local.get 1)))
  (func $swizzle (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))
  (func $integer (param v128 v128) (result v128)
    (i32x4.mul (i32x4.add (local.get 0) (local.get 1)) (i32x4.min_s (local.get 0) (local.get 1))))
  (func $saturating (param v128 v128) (result v128) (i16x8.add_sat_s (local.get 0) (local.get 1)))
  (func $q15 (param v128 v128) (result v128) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  (func $dot (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func $shift (param v128 i32) (result v128) (i64x2.shr_u (local.get 0) (local.get 1)))
  (func $float (param v128 v128) (result v128)
    (f64x2.pmin (f64x2.add (local.get 0) (local.get 1)) (f64x2.sqrt (local.get 1))))
  (func $float_min (param v128 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))
  (func $convert (param v128) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))
  (func $compare (param v128 v128) (result v128) (i8x16.gt_u (local.get 0) (local.get 1)))
  (func $bitselect (param v128 v128 v128) (result v128)
    (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  (func $tests (param v128) (result i32)
    (i32.add (v128.any_true (local.get 0))
      (i32.add (i16x8.all_true (local.get 0)) (i8x16.bitmask (local.get 0)))))
  ;; Keeps the functions.
  (table $keep funcref (elem $load_store $load_splat $load_extend $load_lane $lanes $splat $shuffle $swizzle $integer $saturating $q15 $dot $shift $float $float_min $convert $compare $bitselect $tests))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal void @wasm.load_store(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = zext i32 %6 to i64
;; CHECK-NEXT: %8 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 16
;; CHECK-NEXT: %10 = load <2 x i64>, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = zext i32 %5 to i64
;; CHECK-NEXT: %12 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %11
;; CHECK-NEXT: store <2 x i64> %10, ptr %12, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.load_splat(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load i32, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %.splatinsert = insertelement <4 x i32> poison, i32 %6, i64 0
;; CHECK-NEXT: %.splat = shufflevector <4 x i32> %.splatinsert, <4 x i32> poison, <4 x i32> zeroinitializer
;; CHECK-NEXT: %7 = bitcast <4 x i32> %.splat to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.load_extend(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load <8 x i8>, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %7 = sext <8 x i8> %6 to <8 x i16>
;; CHECK-NEXT: %8 = bitcast <8 x i16> %7 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.load_lane(i32 %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; CHECK-NEXT: %8 = zext i32 %5 to i64
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %8
;; CHECK-NEXT: %10 = load i16, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = insertelement <8 x i16> %7, i16 %10, i64 3
;; CHECK-NEXT: %12 = bitcast <8 x i16> %11 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %12
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.lanes(<2 x i64> %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = trunc i32 %6 to i8
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; CHECK-NEXT: %9 = insertelement <16 x i8> %8, i8 %7, i64 2
;; CHECK-NEXT: %10 = bitcast <16 x i8> %9 to <2 x i64>
;; CHECK-NEXT: %11 = bitcast <2 x i64> %10 to <16 x i8>
;; CHECK-NEXT: %12 = extractelement <16 x i8> %11, i64 5
;; CHECK-NEXT: %13 = sext i8 %12 to i32
;; CHECK-NEXT: ret i32 %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.splat(float %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca float, align 4
;; CHECK-NEXT: store float %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load float, ptr %2, align 4
;; CHECK-NEXT: %.splatinsert = insertelement <4 x float> poison, float %3, i64 0
;; CHECK-NEXT: %.splat = shufflevector <4 x float> %.splatinsert, <4 x float> poison, <4 x i32> zeroinitializer
;; CHECK-NEXT: %4 = bitcast <4 x float> %.splat to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.shuffle(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; CHECK-NEXT: %9 = shufflevector <16 x i8> %8, <16 x i8> %7, <16 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23>
;; CHECK-NEXT: %10 = bitcast <16 x i8> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.swizzle(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; CHECK-NEXT: %9 = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %7, <16 x i8> splat (i8 112))
;; CHECK-NEXT: %10 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %8, <16 x i8> %9)
;; CHECK-NEXT: %11 = bitcast <16 x i8> %10 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.integer(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <4 x i32>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <4 x i32>
;; CHECK-NEXT: %9 = add <4 x i32> %8, %7
;; CHECK-NEXT: %10 = bitcast <4 x i32> %9 to <2 x i64>
;; CHECK-NEXT: %11 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %12 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %13 = bitcast <2 x i64> %12 to <4 x i32>
;; CHECK-NEXT: %14 = bitcast <2 x i64> %11 to <4 x i32>
;; CHECK-NEXT: %15 = call <4 x i32> @llvm.smin.v4i32(<4 x i32> %14, <4 x i32> %13)
;; CHECK-NEXT: %16 = bitcast <4 x i32> %15 to <2 x i64>
;; CHECK-NEXT: %17 = bitcast <2 x i64> %16 to <4 x i32>
;; CHECK-NEXT: %18 = bitcast <2 x i64> %10 to <4 x i32>
;; CHECK-NEXT: %19 = mul <4 x i32> %18, %17
;; CHECK-NEXT: %20 = bitcast <4 x i32> %19 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %20
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.saturating(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <8 x i16>
;; CHECK-NEXT: %9 = call <8 x i16> @llvm.sadd.sat.v8i16(<8 x i16> %8, <8 x i16> %7)
;; CHECK-NEXT: %10 = bitcast <8 x i16> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.q15(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <8 x i16>
;; CHECK-NEXT: %9 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %8, <8 x i16> %7)
;; CHECK-NEXT: %10 = icmp eq <8 x i16> %9, splat (i16 -32768)
;; CHECK-NEXT: %11 = sext <8 x i1> %10 to <8 x i16>
;; CHECK-NEXT: %12 = xor <8 x i16> %9, %11
;; CHECK-NEXT: %13 = bitcast <8 x i16> %12 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.dot(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <8 x i16>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <8 x i16>
;; CHECK-NEXT: %9 = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> %8, <8 x i16> %7)
;; CHECK-NEXT: %10 = bitcast <4 x i32> %9 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.shift(<2 x i64> %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = and i32 %6, 63
;; CHECK-NEXT: %8 = zext i32 %7 to i64
;; CHECK-NEXT: %.splatinsert = insertelement <2 x i64> poison, i64 %8, i64 0
;; CHECK-NEXT: %.splat = shufflevector <2 x i64> %.splatinsert, <2 x i64> poison, <2 x i32> zeroinitializer
;; CHECK-NEXT: %9 = lshr <2 x i64> %5, %.splat
;; CHECK-NEXT: ret <2 x i64> %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.float(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <2 x double>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <2 x double>
;; CHECK-NEXT: %9 = fadd <2 x double> %8, %7
;; CHECK-NEXT: %10 = bitcast <2 x double> %9 to <2 x i64>
;; CHECK-NEXT: %11 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %12 = bitcast <2 x i64> %11 to <2 x double>
;; CHECK-NEXT: %13 = call <2 x double> @llvm.sqrt.v2f64(<2 x double> %12)
;; CHECK-NEXT: %14 = bitcast <2 x double> %13 to <2 x i64>
;; CHECK-NEXT: %15 = bitcast <2 x i64> %14 to <2 x double>
;; CHECK-NEXT: %16 = bitcast <2 x i64> %10 to <2 x double>
;; CHECK-NEXT: %17 = call <2 x double> @llvm.x86.sse2.min.pd(<2 x double> %15, <2 x double> %16)
;; CHECK-NEXT: %18 = bitcast <2 x double> %17 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %18
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.float_min(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <4 x float>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <4 x float>
;; CHECK-NEXT: %9 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %8, <4 x float> %7)
;; CHECK-NEXT: %10 = bitcast <4 x float> %9 to <4 x i32>
;; CHECK-NEXT: %11 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %7, <4 x float> %8)
;; CHECK-NEXT: %12 = bitcast <4 x float> %11 to <4 x i32>
;; CHECK-NEXT: %13 = or <4 x i32> %10, %12
;; CHECK-NEXT: %14 = bitcast <4 x i32> %13 to <4 x float>
;; CHECK-NEXT: %15 = fcmp uno <4 x float> %8, %7
;; CHECK-NEXT: %16 = fadd <4 x float> %8, %7
;; CHECK-NEXT: %17 = select <4 x i1> %15, <4 x float> %16, <4 x float> %14
;; CHECK-NEXT: %18 = bitcast <4 x float> %17 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %18
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.convert(<2 x i64> %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %2, align 16
;; CHECK-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %4 = bitcast <2 x i64> %3 to <4 x float>
;; CHECK-NEXT: %5 = fcmp ord <4 x float> %4, zeroinitializer
;; CHECK-NEXT: %6 = select <4 x i1> %5, <4 x float> %4, <4 x float> zeroinitializer
;; CHECK-NEXT: %7 = fcmp oge <4 x float> %4, splat (float 0x41E0000000000000)
;; CHECK-NEXT: %8 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %6)
;; CHECK-NEXT: %9 = sext <4 x i1> %7 to <4 x i32>
;; CHECK-NEXT: %10 = xor <4 x i32> %8, %9
;; CHECK-NEXT: %11 = bitcast <4 x i32> %10 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.compare(<2 x i64> %0, <2 x i64> %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %3, align 16
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CHECK-NEXT: %5 = load <2 x i64>, ptr %3, align 16
;; CHECK-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %7 = bitcast <2 x i64> %6 to <16 x i8>
;; CHECK-NEXT: %8 = bitcast <2 x i64> %5 to <16 x i8>
;; CHECK-NEXT: %9 = icmp ugt <16 x i8> %8, %7
;; CHECK-NEXT: %10 = sext <16 x i1> %9 to <16 x i8>
;; CHECK-NEXT: %11 = bitcast <16 x i8> %10 to <2 x i64>
;; CHECK-NEXT: ret <2 x i64> %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal <2 x i64> @wasm.bitselect(<2 x i64> %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %4, align 16
;; CHECK-NEXT: %5 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CHECK-NEXT: %6 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %4, align 16
;; CHECK-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CHECK-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CHECK-NEXT: %10 = and <2 x i64> %7, %9
;; CHECK-NEXT: %11 = xor <2 x i64> %9, splat (i64 -1)
;; CHECK-NEXT: %12 = and <2 x i64> %8, %11
;; CHECK-NEXT: %13 = or <2 x i64> %10, %12
;; CHECK-NEXT: ret <2 x i64> %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.tests(<2 x i64> %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca <2 x i64>, align 16
;; CHECK-NEXT: store <2 x i64> %0, ptr %2, align 16
;; CHECK-NEXT: %3 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %4 = bitcast <2 x i64> %3 to i128
;; CHECK-NEXT: %5 = icmp ne i128 %4, 0
;; CHECK-NEXT: %6 = zext i1 %5 to i32
;; CHECK-NEXT: %7 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %8 = bitcast <2 x i64> %7 to <8 x i16>
;; CHECK-NEXT: %9 = icmp eq <8 x i16> %8, zeroinitializer
;; CHECK-NEXT: %10 = bitcast <8 x i1> %9 to i8
;; CHECK-NEXT: %11 = icmp eq i8 %10, 0
;; CHECK-NEXT: %12 = zext i1 %11 to i32
;; CHECK-NEXT: %13 = load <2 x i64>, ptr %2, align 16
;; CHECK-NEXT: %14 = bitcast <2 x i64> %13 to <16 x i8>
;; CHECK-NEXT: %15 = icmp slt <16 x i8> %14, zeroinitializer
;; CHECK-NEXT: %16 = bitcast <16 x i1> %15 to i16
;; CHECK-NEXT: %17 = zext i16 %16 to i32
;; CHECK-NEXT: %18 = add i32 %12, %17
;; CHECK-NEXT: %19 = add i32 %6, %18
;; CHECK-NEXT: ret i32 %19
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.load_store(ptr %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = zext i32 %7 to i64
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %10 = load ptr, ptr %9, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %11 = getelementptr inbounds nuw i8, ptr %10, i64 %8
;; CONTEXT-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 16
;; CONTEXT-NEXT: %13 = load <2 x i64>, ptr %12, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %14 = zext i32 %6 to i64
;; CONTEXT-NEXT: %15 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %16 = load ptr, ptr %15, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %17 = getelementptr inbounds nuw i8, ptr %16, i64 %14
;; CONTEXT-NEXT: store <2 x i64> %13, ptr %17, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.load_splat(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = zext i32 %4 to i64
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %8 = getelementptr inbounds nuw i8, ptr %7, i64 %5
;; CONTEXT-NEXT: %9 = load i32, ptr %8, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %.splatinsert = insertelement <4 x i32> poison, i32 %9, i64 0
;; CONTEXT-NEXT: %.splat = shufflevector <4 x i32> %.splatinsert, <4 x i32> poison, <4 x i32> zeroinitializer
;; CONTEXT-NEXT: %10 = bitcast <4 x i32> %.splat to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.load_extend(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = zext i32 %4 to i64
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %8 = getelementptr inbounds nuw i8, ptr %7, i64 %5
;; CONTEXT-NEXT: %9 = load <8 x i8>, ptr %8, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %10 = sext <8 x i8> %9 to <8 x i16>
;; CONTEXT-NEXT: %11 = bitcast <8 x i16> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.load_lane(ptr %0, i32 %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <8 x i16>
;; CONTEXT-NEXT: %9 = zext i32 %6 to i64
;; CONTEXT-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 %9
;; CONTEXT-NEXT: %13 = load i16, ptr %12, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %14 = insertelement <8 x i16> %8, i16 %13, i64 3
;; CONTEXT-NEXT: %15 = bitcast <8 x i16> %14 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %15
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.lanes(ptr %0, <2 x i64> %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = trunc i32 %7 to i8
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <16 x i8>
;; CONTEXT-NEXT: %10 = insertelement <16 x i8> %9, i8 %8, i64 2
;; CONTEXT-NEXT: %11 = bitcast <16 x i8> %10 to <2 x i64>
;; CONTEXT-NEXT: %12 = bitcast <2 x i64> %11 to <16 x i8>
;; CONTEXT-NEXT: %13 = extractelement <16 x i8> %12, i64 5
;; CONTEXT-NEXT: %14 = sext i8 %13 to i32
;; CONTEXT-NEXT: ret i32 %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.splat(ptr %0, float %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca float, align 4
;; CONTEXT-NEXT: store float %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load float, ptr %3, align 4
;; CONTEXT-NEXT: %.splatinsert = insertelement <4 x float> poison, float %4, i64 0
;; CONTEXT-NEXT: %.splat = shufflevector <4 x float> %.splatinsert, <4 x float> poison, <4 x i32> zeroinitializer
;; CONTEXT-NEXT: %5 = bitcast <4 x float> %.splat to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %5
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.shuffle(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <16 x i8>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <16 x i8>
;; CONTEXT-NEXT: %10 = shufflevector <16 x i8> %9, <16 x i8> %8, <16 x i32> <i32 0, i32 16, i32 1, i32 17, i32 2, i32 18, i32 3, i32 19, i32 4, i32 20, i32 5, i32 21, i32 6, i32 22, i32 7, i32 23>
;; CONTEXT-NEXT: %11 = bitcast <16 x i8> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.swizzle(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <16 x i8>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <16 x i8>
;; CONTEXT-NEXT: %10 = call <16 x i8> @llvm.uadd.sat.v16i8(<16 x i8> %8, <16 x i8> splat (i8 112))
;; CONTEXT-NEXT: %11 = call <16 x i8> @llvm.x86.ssse3.pshuf.b.128(<16 x i8> %9, <16 x i8> %10)
;; CONTEXT-NEXT: %12 = bitcast <16 x i8> %11 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.integer(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <4 x i32>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <4 x i32>
;; CONTEXT-NEXT: %10 = add <4 x i32> %9, %8
;; CONTEXT-NEXT: %11 = bitcast <4 x i32> %10 to <2 x i64>
;; CONTEXT-NEXT: %12 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %13 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %14 = bitcast <2 x i64> %13 to <4 x i32>
;; CONTEXT-NEXT: %15 = bitcast <2 x i64> %12 to <4 x i32>
;; CONTEXT-NEXT: %16 = call <4 x i32> @llvm.smin.v4i32(<4 x i32> %15, <4 x i32> %14)
;; CONTEXT-NEXT: %17 = bitcast <4 x i32> %16 to <2 x i64>
;; CONTEXT-NEXT: %18 = bitcast <2 x i64> %17 to <4 x i32>
;; CONTEXT-NEXT: %19 = bitcast <2 x i64> %11 to <4 x i32>
;; CONTEXT-NEXT: %20 = mul <4 x i32> %19, %18
;; CONTEXT-NEXT: %21 = bitcast <4 x i32> %20 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %21
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.saturating(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <8 x i16>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <8 x i16>
;; CONTEXT-NEXT: %10 = call <8 x i16> @llvm.sadd.sat.v8i16(<8 x i16> %9, <8 x i16> %8)
;; CONTEXT-NEXT: %11 = bitcast <8 x i16> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.q15(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <8 x i16>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <8 x i16>
;; CONTEXT-NEXT: %10 = call <8 x i16> @llvm.x86.ssse3.pmul.hr.sw.128(<8 x i16> %9, <8 x i16> %8)
;; CONTEXT-NEXT: %11 = icmp eq <8 x i16> %10, splat (i16 -32768)
;; CONTEXT-NEXT: %12 = sext <8 x i1> %11 to <8 x i16>
;; CONTEXT-NEXT: %13 = xor <8 x i16> %10, %12
;; CONTEXT-NEXT: %14 = bitcast <8 x i16> %13 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.dot(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <8 x i16>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <8 x i16>
;; CONTEXT-NEXT: %10 = call <4 x i32> @llvm.x86.sse2.pmadd.wd(<8 x i16> %9, <8 x i16> %8)
;; CONTEXT-NEXT: %11 = bitcast <4 x i32> %10 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %11
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.shift(ptr %0, <2 x i64> %1, i32 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %5, align 4
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %8 = and i32 %7, 63
;; CONTEXT-NEXT: %9 = zext i32 %8 to i64
;; CONTEXT-NEXT: %.splatinsert = insertelement <2 x i64> poison, i64 %9, i64 0
;; CONTEXT-NEXT: %.splat = shufflevector <2 x i64> %.splatinsert, <2 x i64> poison, <2 x i32> zeroinitializer
;; CONTEXT-NEXT: %10 = lshr <2 x i64> %6, %.splat
;; CONTEXT-NEXT: ret <2 x i64> %10
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.float(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <2 x double>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <2 x double>
;; CONTEXT-NEXT: %10 = fadd <2 x double> %9, %8
;; CONTEXT-NEXT: %11 = bitcast <2 x double> %10 to <2 x i64>
;; CONTEXT-NEXT: %12 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %13 = bitcast <2 x i64> %12 to <2 x double>
;; CONTEXT-NEXT: %14 = call <2 x double> @llvm.sqrt.v2f64(<2 x double> %13)
;; CONTEXT-NEXT: %15 = bitcast <2 x double> %14 to <2 x i64>
;; CONTEXT-NEXT: %16 = bitcast <2 x i64> %15 to <2 x double>
;; CONTEXT-NEXT: %17 = bitcast <2 x i64> %11 to <2 x double>
;; CONTEXT-NEXT: %18 = call <2 x double> @llvm.x86.sse2.min.pd(<2 x double> %16, <2 x double> %17)
;; CONTEXT-NEXT: %19 = bitcast <2 x double> %18 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %19
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.float_min(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <4 x float>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <4 x float>
;; CONTEXT-NEXT: %10 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %9, <4 x float> %8)
;; CONTEXT-NEXT: %11 = bitcast <4 x float> %10 to <4 x i32>
;; CONTEXT-NEXT: %12 = call <4 x float> @llvm.x86.sse.min.ps(<4 x float> %8, <4 x float> %9)
;; CONTEXT-NEXT: %13 = bitcast <4 x float> %12 to <4 x i32>
;; CONTEXT-NEXT: %14 = or <4 x i32> %11, %13
;; CONTEXT-NEXT: %15 = bitcast <4 x i32> %14 to <4 x float>
;; CONTEXT-NEXT: %16 = fcmp uno <4 x float> %9, %8
;; CONTEXT-NEXT: %17 = fadd <4 x float> %9, %8
;; CONTEXT-NEXT: %18 = select <4 x i1> %16, <4 x float> %17, <4 x float> %15
;; CONTEXT-NEXT: %19 = bitcast <4 x float> %18 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %19
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.convert(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CONTEXT-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %5 = bitcast <2 x i64> %4 to <4 x float>
;; CONTEXT-NEXT: %6 = fcmp ord <4 x float> %5, zeroinitializer
;; CONTEXT-NEXT: %7 = select <4 x i1> %6, <4 x float> %5, <4 x float> zeroinitializer
;; CONTEXT-NEXT: %8 = fcmp oge <4 x float> %5, splat (float 0x41E0000000000000)
;; CONTEXT-NEXT: %9 = call <4 x i32> @llvm.x86.sse2.cvttps2dq(<4 x float> %7)
;; CONTEXT-NEXT: %10 = sext <4 x i1> %8 to <4 x i32>
;; CONTEXT-NEXT: %11 = xor <4 x i32> %9, %10
;; CONTEXT-NEXT: %12 = bitcast <4 x i32> %11 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.compare(ptr %0, <2 x i64> %1, <2 x i64> %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %4, align 16
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %5, align 16
;; CONTEXT-NEXT: %6 = load <2 x i64>, ptr %4, align 16
;; CONTEXT-NEXT: %7 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %8 = bitcast <2 x i64> %7 to <16 x i8>
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %6 to <16 x i8>
;; CONTEXT-NEXT: %10 = icmp ugt <16 x i8> %9, %8
;; CONTEXT-NEXT: %11 = sext <16 x i1> %10 to <16 x i8>
;; CONTEXT-NEXT: %12 = bitcast <16 x i8> %11 to <2 x i64>
;; CONTEXT-NEXT: ret <2 x i64> %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal <2 x i64> @wasm.bitselect(ptr %0, <2 x i64> %1, <2 x i64> %2, <2 x i64> %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %5, align 16
;; CONTEXT-NEXT: %6 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %2, ptr %6, align 16
;; CONTEXT-NEXT: %7 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %3, ptr %7, align 16
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %5, align 16
;; CONTEXT-NEXT: %9 = load <2 x i64>, ptr %6, align 16
;; CONTEXT-NEXT: %10 = load <2 x i64>, ptr %7, align 16
;; CONTEXT-NEXT: %11 = and <2 x i64> %8, %10
;; CONTEXT-NEXT: %12 = xor <2 x i64> %10, splat (i64 -1)
;; CONTEXT-NEXT: %13 = and <2 x i64> %9, %12
;; CONTEXT-NEXT: %14 = or <2 x i64> %11, %13
;; CONTEXT-NEXT: ret <2 x i64> %14
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.tests(ptr %0, <2 x i64> %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca <2 x i64>, align 16
;; CONTEXT-NEXT: store <2 x i64> %1, ptr %3, align 16
;; CONTEXT-NEXT: %4 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %5 = bitcast <2 x i64> %4 to i128
;; CONTEXT-NEXT: %6 = icmp ne i128 %5, 0
;; CONTEXT-NEXT: %7 = zext i1 %6 to i32
;; CONTEXT-NEXT: %8 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %9 = bitcast <2 x i64> %8 to <8 x i16>
;; CONTEXT-NEXT: %10 = icmp eq <8 x i16> %9, zeroinitializer
;; CONTEXT-NEXT: %11 = bitcast <8 x i1> %10 to i8
;; CONTEXT-NEXT: %12 = icmp eq i8 %11, 0
;; CONTEXT-NEXT: %13 = zext i1 %12 to i32
;; CONTEXT-NEXT: %14 = load <2 x i64>, ptr %3, align 16
;; CONTEXT-NEXT: %15 = bitcast <2 x i64> %14 to <16 x i8>
;; CONTEXT-NEXT: %16 = icmp slt <16 x i8> %15, zeroinitializer
;; CONTEXT-NEXT: %17 = bitcast <16 x i1> %16 to i16
;; CONTEXT-NEXT: %18 = zext i16 %17 to i32
;; CONTEXT-NEXT: %19 = add i32 %13, %18
;; CONTEXT-NEXT: %20 = add i32 %7, %19
;; CONTEXT-NEXT: ret i32 %20
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 536
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 19)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 19, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 40
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 536
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 19)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
