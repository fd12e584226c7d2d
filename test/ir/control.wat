;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Blocks become basic blocks, their results phis; code that cannot be reached is not lowered.
(module
  (func $block (param i32) (result i32)
    (block $out (result i32)
      (drop (br_if $out (i32.const 1) (local.get 0)))
      (i32.const 2)))
  (func $if (param i32) (result i32)
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (func $if_without_else (param i32)
    (if (local.get 0) (then (unreachable))))
  (func $loop (param i32)
    (loop $again (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func $loop_with_parameter (result i32)
    (i32.const 10)
    (loop $again (param i32) (result i32)
      (i32.sub (i32.const 1))
      (br_if $again (i32.eqz (i32.const 0)))))
  (func $table (param i32) (result i32)
    (block $c (block $b (block $a (br_table $a $b $c (local.get 0)))
      (return (i32.const 10)))
      (return (i32.const 20)))
    (i32.const 30))
  (func $dead_code (result i32)
    (return (i32.const 1))
    (drop (i32.div_s (i32.const 1) (i32.const 0)))
    (unreachable))
  (func $two_results (result i32 i64) (i32.const 1) (i64.const 2))
  (func $select (param i32 f64 f64) (result f64)
    (select (local.get 1) (local.get 2) (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $block $if $if_without_else $loop $loop_with_parameter $table $dead_code $two_results $select))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.block(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = icmp ne i32 %3, 0
;; CHECK-NEXT: br i1 %4, label %6, label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi i32 [ 1, %1 ], [ 2, %5 ]
;; CHECK-NEXT: ret i32 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.if(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = icmp ne i32 %3, 0
;; CHECK-NEXT: br i1 %4, label %5, label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: br label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = phi i32 [ 1, %5 ], [ 2, %6 ]
;; CHECK-NEXT: ret i32 %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.if_without_else(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = icmp ne i32 %3, 0
;; CHECK-NEXT: br i1 %4, label %5, label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %trap
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 64)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: br label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.loop(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: br label %3
;; CHECK-EMPTY:
;; CHECK-NEXT: 3:
;; CHECK-NEXT: %4 = load i32, ptr %2, align 4
;; CHECK-NEXT: %5 = sub i32 %4, 1
;; CHECK-NEXT: store i32 %5, ptr %2, align 4
;; CHECK-NEXT: %6 = icmp ne i32 %5, 0
;; CHECK-NEXT: br i1 %6, label %3, label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: br label %8
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.loop_with_parameter() {{#[0-9]+}} {
;; CHECK-NEXT: br label %1
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = phi i32 [ 10, %0 ], [ %3, %1 ]
;; CHECK-NEXT: %3 = sub i32 %2, 1
;; CHECK-NEXT: br i1 true, label %1, label %4
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi i32 [ %3, %4 ]
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.table(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: switch i32 %3, label %6 [
;; CHECK-NEXT: i32 0, label %4
;; CHECK-NEXT: i32 1, label %5
;; CHECK-NEXT: ]
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: ret i32 10
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: ret i32 20
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: ret i32 30
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.dead_code() {{#[0-9]+}} {
;; CHECK-NEXT: ret i32 1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i32, i64 } @wasm.two_results() {{#[0-9]+}} {
;; CHECK-NEXT: ret { i32, i64 } { i32 1, i64 2 }
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.select(i32 %0, double %1, double %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca double, align 8
;; CHECK-NEXT: store double %1, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca double, align 8
;; CHECK-NEXT: store double %2, ptr %6, align 8
;; CHECK-NEXT: %7 = load double, ptr %5, align 8
;; CHECK-NEXT: %8 = load double, ptr %6, align 8
;; CHECK-NEXT: %9 = load i32, ptr %4, align 4
;; CHECK-NEXT: %10 = icmp ne i32 %9, 0
;; CHECK-NEXT: %11 = select i1 %10, double %7, double %8
;; CHECK-NEXT: ret double %11
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.block(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = icmp ne i32 %4, 0
;; CONTEXT-NEXT: br i1 %5, label %7, label %6
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: br label %7
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 7:
;; CONTEXT-NEXT: %8 = phi i32 [ 1, %2 ], [ 2, %6 ]
;; CONTEXT-NEXT: ret i32 %8
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.if(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = icmp ne i32 %4, 0
;; CONTEXT-NEXT: br i1 %5, label %6, label %7
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: br label %8
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 7:
;; CONTEXT-NEXT: br label %8
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 8:
;; CONTEXT-NEXT: %9 = phi i32 [ 1, %6 ], [ 2, %7 ]
;; CONTEXT-NEXT: ret i32 %9
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.if_without_else(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = icmp ne i32 %4, 0
;; CONTEXT-NEXT: br i1 %5, label %6, label %7
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: br label %trap
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 64) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 7:
;; CONTEXT-NEXT: br label %8
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 8:
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.loop(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: br label %4
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 4:
;; CONTEXT-NEXT: %5 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %6 = sub i32 %5, 1
;; CONTEXT-NEXT: store i32 %6, ptr %3, align 4
;; CONTEXT-NEXT: %7 = icmp ne i32 %6, 0
;; CONTEXT-NEXT: br i1 %7, label %4, label %8
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 8:
;; CONTEXT-NEXT: br label %9
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 9:
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.loop_with_parameter(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: br label %2
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 2:
;; CONTEXT-NEXT: %3 = phi i32 [ 10, %1 ], [ %4, %2 ]
;; CONTEXT-NEXT: %4 = sub i32 %3, 1
;; CONTEXT-NEXT: br i1 true, label %2, label %5
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 5:
;; CONTEXT-NEXT: br label %6
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: %7 = phi i32 [ %4, %5 ]
;; CONTEXT-NEXT: ret i32 %7
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.table(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: switch i32 %4, label %7 [
;; CONTEXT-NEXT: i32 0, label %5
;; CONTEXT-NEXT: i32 1, label %6
;; CONTEXT-NEXT: ]
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 5:
;; CONTEXT-NEXT: ret i32 10
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 6:
;; CONTEXT-NEXT: ret i32 20
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 7:
;; CONTEXT-NEXT: ret i32 30
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.dead_code(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: ret i32 1
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal { i32, i64 } @wasm.two_results(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: ret { i32, i64 } { i32 1, i64 2 }
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal double @wasm.select(ptr %0, i32 %1, double %2, double %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %5, align 4
;; CONTEXT-NEXT: %6 = alloca double, align 8
;; CONTEXT-NEXT: store double %2, ptr %6, align 8
;; CONTEXT-NEXT: %7 = alloca double, align 8
;; CONTEXT-NEXT: store double %3, ptr %7, align 8
;; CONTEXT-NEXT: %8 = load double, ptr %6, align 8
;; CONTEXT-NEXT: %9 = load double, ptr %7, align 8
;; CONTEXT-NEXT: %10 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %11 = icmp ne i32 %10, 0
;; CONTEXT-NEXT: %12 = select i1 %11, double %8, double %9
;; CONTEXT-NEXT: ret double %12
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 280
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 9)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 9, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 280
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 9)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
