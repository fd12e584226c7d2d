;; RUN: %asm --cpu=x86-64-v2 | %check --check-prefix=V2
;; RUN: %asm --cpu=x86-64-v3 | %check --check-prefix=V3
;; The machine instructions that SIMD instructions become: LLVM has to recognise what lowering emits.
(module
  (memory (export "memory") 1)
  (func $v128_load8x8_s (param i32) (result v128) local.get 0 v128.load8x8_s offset=16)
  (func $v128_load32_splat (param i32) (result v128) local.get 0 v128.load32_splat offset=16)
  (func $v128_load64_zero (param i32) (result v128) local.get 0 v128.load64_zero offset=16)
  (func $v128_load16_lane (param i32) (param v128) (result v128) local.get 0 local.get 1 v128.load16_lane offset=16 1)
  (func $v128_store32_lane (param i32) (param v128) local.get 0 local.get 1 v128.store32_lane offset=16 1)
  (func $i8x16_swizzle (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.swizzle)
  (func $i8x16_bitmask (param v128) (result i32) local.get 0 i8x16.bitmask)
  (func $i16x8_bitmask (param v128) (result i32) local.get 0 i16x8.bitmask)
  (func $v128_any_true (param v128) (result i32) local.get 0 v128.any_true)
  (func $i32x4_all_true (param v128) (result i32) local.get 0 i32x4.all_true)
  (func $v128_andnot (param v128) (param v128) (result v128) local.get 0 local.get 1 v128.andnot)
  (func $v128_bitselect (param v128) (param v128) (param v128) (result v128) local.get 0 local.get 1 local.get 2 v128.bitselect)
  (func $i8x16_add_sat_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.add_sat_s)
  (func $i8x16_sub_sat_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.sub_sat_u)
  (func $i8x16_avgr_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.avgr_u)
  (func $i16x8_avgr_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i16x8.avgr_u)
  (func $i8x16_min_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.min_u)
  (func $i32x4_max_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i32x4.max_u)
  (func $i16x8_q15mulr_sat_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i16x8.q15mulr_sat_s)
  (func $i32x4_dot_i16x8_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i32x4.dot_i16x8_s)
  (func $i16x8_extadd_pairwise_i8x16_s (param v128) (result v128) local.get 0 i16x8.extadd_pairwise_i8x16_s)
  (func $i16x8_extadd_pairwise_i8x16_u (param v128) (result v128) local.get 0 i16x8.extadd_pairwise_i8x16_u)
  (func $i32x4_extadd_pairwise_i16x8_s (param v128) (result v128) local.get 0 i32x4.extadd_pairwise_i16x8_s)
  (func $i32x4_extadd_pairwise_i16x8_u (param v128) (result v128) local.get 0 i32x4.extadd_pairwise_i16x8_u)
  (func $i16x8_extmul_low_i8x16_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_s)
  (func $i32x4_extmul_high_i16x8_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_s)
  (func $i64x2_extmul_low_i32x4_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_u)
  (func $i16x8_extend_low_i8x16_u (param v128) (result v128) local.get 0 i16x8.extend_low_i8x16_u)
  (func $i8x16_narrow_i16x8_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_s)
  (func $i8x16_narrow_i16x8_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_u)
  (func $i16x8_narrow_i32x4_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_s)
  (func $i16x8_narrow_i32x4_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_u)
  (func $i8x16_abs (param v128) (result v128) local.get 0 i8x16.abs)
  (func $i8x16_popcnt (param v128) (result v128) local.get 0 i8x16.popcnt)
  (func $i16x8_shl (param v128) (param i32) (result v128) local.get 0 local.get 1 i16x8.shl)
  (func $i8x16_shr_u (param v128) (param i32) (result v128) local.get 0 local.get 1 i8x16.shr_u)
  (func $i64x2_shr_s (param v128) (param i32) (result v128) local.get 0 local.get 1 i64x2.shr_s)
  (func $i32x4_mul (param v128) (param v128) (result v128) local.get 0 local.get 1 i32x4.mul)
  (func $i64x2_mul (param v128) (param v128) (result v128) local.get 0 local.get 1 i64x2.mul)
  (func $i64x2_gt_s (param v128) (param v128) (result v128) local.get 0 local.get 1 i64x2.gt_s)
  (func $i8x16_ge_u (param v128) (param v128) (result v128) local.get 0 local.get 1 i8x16.ge_u)
  (func $f32x4_min (param v128) (param v128) (result v128) local.get 0 local.get 1 f32x4.min)
  (func $f64x2_max (param v128) (param v128) (result v128) local.get 0 local.get 1 f64x2.max)
  (func $f32x4_pmin (param v128) (param v128) (result v128) local.get 0 local.get 1 f32x4.pmin)
  (func $f64x2_pmax (param v128) (param v128) (result v128) local.get 0 local.get 1 f64x2.pmax)
  (func $f64x2_nearest (param v128) (result v128) local.get 0 f64x2.nearest)
  (func $f32x4_abs (param v128) (result v128) local.get 0 f32x4.abs)
  (func $f32x4_ne (param v128) (param v128) (result v128) local.get 0 local.get 1 f32x4.ne)
  (func $i32x4_trunc_sat_f32x4_s (param v128) (result v128) local.get 0 i32x4.trunc_sat_f32x4_s)
  (func $i32x4_trunc_sat_f32x4_u (param v128) (result v128) local.get 0 i32x4.trunc_sat_f32x4_u)
  (func $i32x4_trunc_sat_f64x2_s_zero (param v128) (result v128) local.get 0 i32x4.trunc_sat_f64x2_s_zero)
  (func $i32x4_trunc_sat_f64x2_u_zero (param v128) (result v128) local.get 0 i32x4.trunc_sat_f64x2_u_zero)
  (func $f32x4_convert_i32x4_u (param v128) (result v128) local.get 0 f32x4.convert_i32x4_u)
  (func $f64x2_convert_low_i32x4_s (param v128) (result v128) local.get 0 f64x2.convert_low_i32x4_s)
  (func $f64x2_convert_low_i32x4_u (param v128) (result v128) local.get 0 f64x2.convert_low_i32x4_u)
  (func $f32x4_demote_f64x2_zero (param v128) (result v128) local.get 0 f32x4.demote_f64x2_zero)
  (func $f64x2_promote_low_f32x4 (param v128) (result v128) local.get 0 f64x2.promote_low_f32x4)
  ;; Keeps the functions.
  (table $keep funcref (elem
    $v128_load8x8_s $v128_load32_splat $v128_load64_zero $v128_load16_lane $v128_store32_lane
    $i8x16_swizzle $i8x16_bitmask $i16x8_bitmask $v128_any_true $i32x4_all_true $v128_andnot
    $v128_bitselect $i8x16_add_sat_s $i8x16_sub_sat_u $i8x16_avgr_u $i16x8_avgr_u $i8x16_min_u
    $i32x4_max_u $i16x8_q15mulr_sat_s $i32x4_dot_i16x8_s $i16x8_extadd_pairwise_i8x16_s
    $i16x8_extadd_pairwise_i8x16_u $i32x4_extadd_pairwise_i16x8_s $i32x4_extadd_pairwise_i16x8_u
    $i16x8_extmul_low_i8x16_s $i32x4_extmul_high_i16x8_s $i64x2_extmul_low_i32x4_u
    $i16x8_extend_low_i8x16_u $i8x16_narrow_i16x8_s $i8x16_narrow_i16x8_u $i16x8_narrow_i32x4_s
    $i16x8_narrow_i32x4_u $i8x16_abs $i8x16_popcnt $i16x8_shl $i8x16_shr_u $i64x2_shr_s
    $i32x4_mul $i64x2_mul $i64x2_gt_s $i8x16_ge_u $f32x4_min $f64x2_max $f32x4_pmin $f64x2_pmax
    $f64x2_nearest $f32x4_abs $f32x4_ne $i32x4_trunc_sat_f32x4_s $i32x4_trunc_sat_f32x4_u
    $i32x4_trunc_sat_f64x2_s_zero $i32x4_trunc_sat_f64x2_u_zero $f32x4_convert_i32x4_u
    $f64x2_convert_low_i32x4_s $f64x2_convert_low_i32x4_u $f32x4_demote_f64x2_zero
    $f64x2_promote_low_f32x4))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; V2-LABEL: wasm.v128_load8x8_s:
;; V3-LABEL: wasm.v128_load8x8_s:
;; V3: movl
;; V3-NEXT: vpmovsxbw
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_load32_splat:
;; V3-LABEL: wasm.v128_load32_splat:
;; V3: movl
;; V3-NEXT: vbroadcastss
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_load64_zero:
;; V3-LABEL: wasm.v128_load64_zero:
;; V3: movl
;; V3-NEXT: vmovsd
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_load16_lane:
;; V3-LABEL: wasm.v128_load16_lane:
;; V3: movl
;; V3-NEXT: vpinsrw
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_store32_lane:
;; V3-LABEL: wasm.v128_store32_lane:
;; V3: movl
;; V3-NEXT: vextractps
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_swizzle:
;; V2: paddusb
;; V2: pshufb
;; V2: ret
;; V3-LABEL: wasm.i8x16_swizzle:
;; V3: vpaddusb
;; V3-NEXT: vpshufb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_bitmask:
;; V3-LABEL: wasm.i8x16_bitmask:
;; V3: vpmovmskb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_bitmask:
;; V3-LABEL: wasm.i16x8_bitmask:
;; V3: vpacksswb
;; V3-NEXT: vpmovmskb
;; V3-NEXT: movzbl
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_any_true:
;; V3-LABEL: wasm.v128_any_true:
;; V3: xorl
;; V3-NEXT: vptest
;; V3-NEXT: setne
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_all_true:
;; V3-LABEL: wasm.i32x4_all_true:
;; V3: vpxor
;; V3-NEXT: vpcmpeqd
;; V3-NEXT: xorl
;; V3-NEXT: vtestps
;; V3-NEXT: sete
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_andnot:
;; V3-LABEL: wasm.v128_andnot:
;; V3: vandnps
;; V3-NEXT: retq

;; V2-LABEL: wasm.v128_bitselect:
;; V3-LABEL: wasm.v128_bitselect:
;; V3: vandps
;; V3-NEXT: vandnps
;; V3-NEXT: vorps
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_add_sat_s:
;; V3-LABEL: wasm.i8x16_add_sat_s:
;; V3: vpaddsb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_sub_sat_u:
;; V3-LABEL: wasm.i8x16_sub_sat_u:
;; V3: vpsubusb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_avgr_u:
;; V2: pavgb
;; V2: ret
;; V3-LABEL: wasm.i8x16_avgr_u:
;; V3: vpavgb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_avgr_u:
;; V2: pavgw
;; V2: ret
;; V3-LABEL: wasm.i16x8_avgr_u:
;; V3: vpavgw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_min_u:
;; V2: pminub
;; V2: ret
;; V3-LABEL: wasm.i8x16_min_u:
;; V3: vpminub
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_max_u:
;; V2: pmaxud
;; V2: ret
;; V3-LABEL: wasm.i32x4_max_u:
;; V3: vpmaxud
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_q15mulr_sat_s:
;; V2: pmulhrsw
;; V2: pcmpeqw
;; V2: pxor
;; V2: ret
;; V3-LABEL: wasm.i16x8_q15mulr_sat_s:
;; V3: vpmulhrsw
;; V3-NEXT: vpcmpeqw
;; V3-NEXT: vpxor
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_dot_i16x8_s:
;; V2: pmaddwd
;; V2: ret
;; V3-LABEL: wasm.i32x4_dot_i16x8_s:
;; V3: vpmaddwd
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_extadd_pairwise_i8x16_s:
;; V2: pmaddubsw
;; V2: ret
;; V3-LABEL: wasm.i16x8_extadd_pairwise_i8x16_s:
;; V3: vpbroadcastd
;; V3-NEXT: vpmaddubsw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_extadd_pairwise_i8x16_u:
;; V2: pmaddubsw
;; V2: ret
;; V3-LABEL: wasm.i16x8_extadd_pairwise_i8x16_u:
;; V3: vpmaddubsw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_extadd_pairwise_i16x8_s:
;; V2: pmaddwd
;; V2: ret
;; V3-LABEL: wasm.i32x4_extadd_pairwise_i16x8_s:
;; V3: vpmaddwd
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_extadd_pairwise_i16x8_u:
;; V2: psrld
;; V2: pxor
;; V2: pblendw
;; V2: paddd
;; V2: ret
;; V3-LABEL: wasm.i32x4_extadd_pairwise_i16x8_u:
;; V3: vpsrld
;; V3-NEXT: vpxor
;; V3-NEXT: vpblendw
;; V3-NEXT: vpaddd
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_extmul_low_i8x16_s:
;; V3-LABEL: wasm.i16x8_extmul_low_i8x16_s:
;; V3: vpmovsxbw
;; V3-NEXT: vpmovsxbw
;; V3-NEXT: vpmullw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_extmul_high_i16x8_s:
;; V3-LABEL: wasm.i32x4_extmul_high_i16x8_s:
;; V3: vpxor
;; V3-NEXT: vpunpckhwd
;; V3-NEXT: vpunpckhwd
;; V3-NEXT: vpmaddwd
;; V3-NEXT: retq

;; V2-LABEL: wasm.i64x2_extmul_low_i32x4_u:
;; V3-LABEL: wasm.i64x2_extmul_low_i32x4_u:
;; V3: vpmovzxdq
;; V3-NEXT: vpmovzxdq
;; V3-NEXT: vpmuludq
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_extend_low_i8x16_u:
;; V3-LABEL: wasm.i16x8_extend_low_i8x16_u:
;; V3: vpmovzxbw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_narrow_i16x8_s:
;; V2: packsswb
;; V2: ret
;; V3-LABEL: wasm.i8x16_narrow_i16x8_s:
;; V3: vpacksswb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_narrow_i16x8_u:
;; V2: packuswb
;; V2: ret
;; V3-LABEL: wasm.i8x16_narrow_i16x8_u:
;; V3: vpackuswb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_narrow_i32x4_s:
;; V2: packssdw
;; V2: ret
;; V3-LABEL: wasm.i16x8_narrow_i32x4_s:
;; V3: vpackssdw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_narrow_i32x4_u:
;; V2: packusdw
;; V2: ret
;; V3-LABEL: wasm.i16x8_narrow_i32x4_u:
;; V3: vpackusdw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_abs:
;; V3-LABEL: wasm.i8x16_abs:
;; V3: vpabsb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_popcnt:
;; V3-LABEL: wasm.i8x16_popcnt:
;; V3: vpbroadcastd
;; V3-NEXT: vpand
;; V3-NEXT: vmovdqa
;; V3-NEXT: vpshufb
;; V3-NEXT: vpsrlw
;; V3-NEXT: vpand
;; V3-NEXT: vpshufb
;; V3-NEXT: vpaddb
;; V3-NEXT: retq

;; V2-LABEL: wasm.i16x8_shl:
;; V3-LABEL: wasm.i16x8_shl:
;; V3: andl
;; V3-NEXT: vmovd
;; V3-NEXT: vpsllw
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_shr_u:
;; V3-LABEL: wasm.i8x16_shr_u:
;; V3: andl
;; V3-NEXT: vmovd
;; V3-NEXT: vpsrlw
;; V3-NEXT: vpcmpeqd
;; V3-NEXT: vpsrlw
;; V3-NEXT: vpshufb
;; V3-NEXT: vpand
;; V3-NEXT: retq

;; V2-LABEL: wasm.i64x2_shr_s:
;; V3-LABEL: wasm.i64x2_shr_s:
;; V3: andl
;; V3-NEXT: vmovd
;; V3-NEXT: vpbroadcastq
;; V3-NEXT: vpsrlq
;; V3-NEXT: vpsrlq
;; V3-NEXT: vpxor
;; V3-NEXT: vpsubq
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_mul:
;; V3-LABEL: wasm.i32x4_mul:
;; V3: vpmulld
;; V3-NEXT: retq

;; V2-LABEL: wasm.i64x2_mul:
;; V3-LABEL: wasm.i64x2_mul:
;; V3: vpsrlq
;; V3-NEXT: vpmuludq
;; V3-NEXT: vpsrlq
;; V3-NEXT: vpmuludq
;; V3-NEXT: vpaddq
;; V3-NEXT: vpsllq
;; V3-NEXT: vpmuludq
;; V3-NEXT: vpaddq
;; V3-NEXT: retq

;; V2-LABEL: wasm.i64x2_gt_s:
;; V3-LABEL: wasm.i64x2_gt_s:
;; V3: vpcmpgtq
;; V3-NEXT: retq

;; V2-LABEL: wasm.i8x16_ge_u:
;; V3-LABEL: wasm.i8x16_ge_u:
;; V3: vpmaxub
;; V3-NEXT: vpcmpeqb
;; V3-NEXT: retq

;; V2-LABEL: wasm.f32x4_min:
;; V2: minps
;; V2: minps
;; V2: orps
;; V2: cmpunordps
;; V2: addps
;; V2: blendvps
;; V2: ret
;; V3-LABEL: wasm.f32x4_min:
;; V3: vminps
;; V3-NEXT: vminps
;; V3-NEXT: vorps
;; V3-NEXT: vcmpunordps
;; V3-NEXT: vaddps
;; V3-NEXT: vblendvps
;; V3-NEXT: retq

;; V2-LABEL: wasm.f64x2_max:
;; V2: maxpd
;; V2: maxpd
;; V2: andpd
;; V2: cmpunordpd
;; V2: addpd
;; V2: blendvpd
;; V2: ret
;; V3-LABEL: wasm.f64x2_max:
;; V3: vmaxpd
;; V3-NEXT: vmaxpd
;; V3-NEXT: vandpd
;; V3-NEXT: vcmpunordpd
;; V3-NEXT: vaddpd
;; V3-NEXT: vblendvpd
;; V3-NEXT: retq

;; V2-LABEL: wasm.f32x4_pmin:
;; V2: minps
;; V2: ret
;; V3-LABEL: wasm.f32x4_pmin:
;; V3: vminps
;; V3-NEXT: retq

;; V2-LABEL: wasm.f64x2_pmax:
;; V2: maxpd
;; V2: ret
;; V3-LABEL: wasm.f64x2_pmax:
;; V3: vmaxpd
;; V3-NEXT: retq

;; V2-LABEL: wasm.f64x2_nearest:
;; V3-LABEL: wasm.f64x2_nearest:
;; V3: vroundpd
;; V3-NEXT: retq

;; V2-LABEL: wasm.f32x4_abs:
;; V3-LABEL: wasm.f32x4_abs:
;; V3: vbroadcastss
;; V3-NEXT: vandps
;; V3-NEXT: retq

;; V2-LABEL: wasm.f32x4_ne:
;; V3-LABEL: wasm.f32x4_ne:
;; V3: vcmpneqps
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_trunc_sat_f32x4_s:
;; V2: xorps
;; V2: cmpordps
;; V2: andps
;; V2: cvttps2dq
;; V2: cmpleps
;; V2: xorps
;; V2: ret
;; V3-LABEL: wasm.i32x4_trunc_sat_f32x4_s:
;; V3: vxorps
;; V3-NEXT: vcmpordps
;; V3-NEXT: vandps
;; V3-NEXT: vbroadcastss
;; V3-NEXT: vcvttps2dq
;; V3-NEXT: vcmpleps
;; V3-NEXT: vxorps
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_trunc_sat_f32x4_u:
;; V2: xorps
;; V2: maxps
;; V2: cvttps2dq
;; V2: addps
;; V2: cmpleps
;; V2: cvttps2dq
;; V2: xorps
;; V2: pmaxsd
;; V2: paddd
;; V2: ret
;; V3-LABEL: wasm.i32x4_trunc_sat_f32x4_u:
;; V3: vxorps
;; V3-NEXT: vmaxps
;; V3-NEXT: vbroadcastss
;; V3-NEXT: vaddps
;; V3-NEXT: vbroadcastss
;; V3-NEXT: vcmpleps
;; V3-NEXT: vcvttps2dq
;; V3-NEXT: vcvttps2dq
;; V3-NEXT: vxorps
;; V3-NEXT: vpmaxsd
;; V3-NEXT: vpaddd
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_trunc_sat_f64x2_s_zero:
;; V2: xorpd
;; V2: cmpordpd
;; V2: andpd
;; V2: minpd
;; V2: cvttpd2dq
;; V2: ret
;; V3-LABEL: wasm.i32x4_trunc_sat_f64x2_s_zero:
;; V3: vxorpd
;; V3-NEXT: vcmpordpd
;; V3-NEXT: vandpd
;; V3-NEXT: vminpd
;; V3-NEXT: vcvttpd2dq
;; V3-NEXT: retq

;; V2-LABEL: wasm.i32x4_trunc_sat_f64x2_u_zero:
;; V2: xorpd
;; V2: maxpd
;; V2: minpd
;; V2: roundpd
;; V2: addpd
;; V2: insertps
;; V2: ret
;; V3-LABEL: wasm.i32x4_trunc_sat_f64x2_u_zero:
;; V3: vxorpd
;; V3-NEXT: vmaxpd
;; V3-NEXT: vminpd
;; V3-NEXT: vroundpd
;; V3-NEXT: vaddpd
;; V3-NEXT: vinsertps
;; V3-NEXT: retq

;; V2-LABEL: wasm.f32x4_convert_i32x4_u:
;; V3-LABEL: wasm.f32x4_convert_i32x4_u:
;; V3: vpbroadcastd
;; V3-NEXT: vpblendw
;; V3-NEXT: vpsrld
;; V3-NEXT: vpbroadcastd
;; V3-NEXT: vpblendw
;; V3-NEXT: vbroadcastss
;; V3-NEXT: vsubps
;; V3-NEXT: vaddps
;; V3-NEXT: retq

;; V2-LABEL: wasm.f64x2_convert_low_i32x4_s:
;; V3-LABEL: wasm.f64x2_convert_low_i32x4_s:
;; V3: vcvtdq2pd
;; V3-NEXT: retq

;; V2-LABEL: wasm.f64x2_convert_low_i32x4_u:
;; V3-LABEL: wasm.f64x2_convert_low_i32x4_u:
;; V3: vpmovzxdq
;; V3-NEXT: vpbroadcastq
;; V3-NEXT: vpor
;; V3-NEXT: vsubpd
;; V3-NEXT: retq

;; V2-LABEL: wasm.f32x4_demote_f64x2_zero:
;; V3-LABEL: wasm.f32x4_demote_f64x2_zero:
;; V3: vcvtpd2ps
;; V3-NEXT: retq

;; V2-LABEL: wasm.f64x2_promote_low_f32x4:
;; V3-LABEL: wasm.f64x2_promote_low_f32x4:
;; V3: vcvtps2pd
;; V3-NEXT: retq
