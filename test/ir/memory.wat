;; RUN: %ir | %check
;; RUN: %ir --memory-base=dynamic | %check --check-prefix=DYNAMIC
;; Loads and stores: an address is the base, the index and the offset, with neither a check nor
;; volatile; only a load whose value is dropped has to stay.
(module
  (memory 1)
  (func $load (param i32) (result i32) (i32.load (local.get 0)))
  (func $load_offset (param i32) (result i64) (i64.load offset=4095 (local.get 0)))
  (func $load_constant (result i32) (i32.load (i32.const 1024)))
  (func $load_narrow (param i32) (result i64)
    (i64.add (i64.load8_s (local.get 0)) (i64.load32_u offset=8 (local.get 0))))
  (func $load_float (param i32) (result f64) (f64.load (local.get 0)))
  (func $load_dropped (param i32) (drop (i32.load (local.get 0))))
  (func $store (param i32 i32) (i32.store offset=16 (local.get 0) (local.get 1)))
  (func $store_narrow (param i32 i64) (i64.store16 (local.get 0) (local.get 1)))
  (func $size (result i32) (memory.size))
  (func $grow (param i32) (result i32) (memory.grow (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $load $load_offset $load_constant $load_narrow $load_float $load_dropped $store $store_narrow $size $grow))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.load(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load i32, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.load_offset(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 4095
;; CHECK-NEXT: %7 = load i64, ptr %6, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i64 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load_constant() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i32, ptr getelementptr inbounds nuw (i8, ptr inttoptr (i64 65536 to ptr), i64 1024), align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.load_narrow(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load i8, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %7 = sext i8 %6 to i64
;; CHECK-NEXT: %8 = load i32, ptr %2, align 4
;; CHECK-NEXT: %9 = zext i32 %8 to i64
;; CHECK-NEXT: %10 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %9
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr %10, i64 8
;; CHECK-NEXT: %12 = load i32, ptr %11, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = zext i32 %12 to i64
;; CHECK-NEXT: %14 = add i64 %7, %13
;; CHECK-NEXT: ret i64 %14
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal double @wasm.load_float(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load double, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret double %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.load_dropped(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load volatile i32, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = zext i32 %5 to i64
;; CHECK-NEXT: %8 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 16
;; CHECK-NEXT: store i32 %6, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store_narrow(i32 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = trunc i64 %6 to i16
;; CHECK-NEXT: %8 = zext i32 %5 to i64
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %8
;; CHECK-NEXT: store i16 %7, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = lshr i64 %1, 16
;; CHECK-NEXT: %3 = trunc i64 %2 to i32
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.grow(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = call i64 @wasmelt_rt_memory_grow(ptr @wasmelt.memories, i64 %4)
;; CHECK-NEXT: %6 = trunc i64 %5 to i32
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load(i32 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %2, align 4
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %4 = zext i32 %3 to i64
;; DYNAMIC-NEXT: %5 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %4
;; DYNAMIC-NEXT: %7 = load i32, ptr %6, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i32 %7
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i64 @wasm.load_offset(i32 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %2, align 4
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %4 = zext i32 %3 to i64
;; DYNAMIC-NEXT: %5 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %4
;; DYNAMIC-NEXT: %7 = getelementptr inbounds nuw i8, ptr %6, i64 4095
;; DYNAMIC-NEXT: %8 = load i64, ptr %7, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i64 %8
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load_constant() {{#[0-9]+}} {
;; DYNAMIC-NEXT: %1 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %2 = getelementptr inbounds nuw i8, ptr %1, i64 1024
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i32 %3
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i64 @wasm.load_narrow(i32 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %2, align 4
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %4 = zext i32 %3 to i64
;; DYNAMIC-NEXT: %5 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %4
;; DYNAMIC-NEXT: %7 = load i8, ptr %6, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %8 = sext i8 %7 to i64
;; DYNAMIC-NEXT: %9 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %10 = zext i32 %9 to i64
;; DYNAMIC-NEXT: %11 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 %10
;; DYNAMIC-NEXT: %13 = getelementptr inbounds nuw i8, ptr %12, i64 8
;; DYNAMIC-NEXT: %14 = load i32, ptr %13, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %15 = zext i32 %14 to i64
;; DYNAMIC-NEXT: %16 = add i64 %8, %15
;; DYNAMIC-NEXT: ret i64 %16
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal double @wasm.load_float(i32 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %2, align 4
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %4 = zext i32 %3 to i64
;; DYNAMIC-NEXT: %5 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %4
;; DYNAMIC-NEXT: %7 = load double, ptr %6, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret double %7
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.load_dropped(i32 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %2, align 4
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %4 = zext i32 %3 to i64
;; DYNAMIC-NEXT: %5 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %4
;; DYNAMIC-NEXT: %7 = load volatile i32, ptr %6, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.store(i32 %0, i32 %1) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %3 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %3, align 4
;; DYNAMIC-NEXT: %4 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %1, ptr %4, align 4
;; DYNAMIC-NEXT: %5 = load i32, ptr %3, align 4
;; DYNAMIC-NEXT: %6 = load i32, ptr %4, align 4
;; DYNAMIC-NEXT: %7 = zext i32 %5 to i64
;; DYNAMIC-NEXT: %8 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 %7
;; DYNAMIC-NEXT: %10 = getelementptr inbounds nuw i8, ptr %9, i64 16
;; DYNAMIC-NEXT: store i32 %6, ptr %10, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.store_narrow(i32 %0, i64 %1) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %3 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %3, align 4
;; DYNAMIC-NEXT: %4 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %1, ptr %4, align 8
;; DYNAMIC-NEXT: %5 = load i32, ptr %3, align 4
;; DYNAMIC-NEXT: %6 = load i64, ptr %4, align 8
;; DYNAMIC-NEXT: %7 = trunc i64 %6 to i16
;; DYNAMIC-NEXT: %8 = zext i32 %5 to i64
;; DYNAMIC-NEXT: %9 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %10 = getelementptr inbounds nuw i8, ptr %9, i64 %8
;; DYNAMIC-NEXT: store i16 %7, ptr %10, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; DYNAMIC-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %2 = lshr i64 %1, 16
;; DYNAMIC-NEXT: %3 = trunc i64 %2 to i32
;; DYNAMIC-NEXT: ret i32 %3
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.grow(i32 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %0, ptr %2, align 4
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 4
;; DYNAMIC-NEXT: %4 = zext i32 %3 to i64
;; DYNAMIC-NEXT: %5 = call i64 @wasmelt_rt_memory_grow(ptr @wasmelt.memories, i64 %4)
;; DYNAMIC-NEXT: %6 = trunc i64 %5 to i32
;; DYNAMIC-NEXT: ret i32 %6
;; DYNAMIC-NEXT: }
