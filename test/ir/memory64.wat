;; RUN: %ir | %check
;; RUN: %ir --memory-base=dynamic | %check --check-prefix=DYNAMIC
;; A memory with 64-bit addresses has a comparison before every access, with what the memory has
;; less what the access needs, so that nothing wraps: two instructions, of which the subtraction does
;; not depend on the address. Constant addresses inside of what the memory has at least need none.
(module
  (memory i64 1 0x10000)
  (func $load (param i64) (result i32) (i32.load (local.get 0)))
  (func $load_offset (param i64) (result i64) (i64.load offset=4096 (local.get 0)))
  (func $load_offset_beyond_minimum (param i64) (result i32)
    (i32.load8_u offset=0xffff_ffff (local.get 0)))
  (func $load_offset_that_wraps (param i64) (result i64)
    (i64.load offset=0xffff_ffff_ffff_fffc (local.get 0)))
  (func $load_constant (result i32) (i32.load (i64.const 1024)))
  (func $load_constant_beyond_minimum (result i32) (i32.load offset=8 (i64.const 65536)))
  (func $load_constant_that_wraps (result i32) (i32.load offset=8 (i64.const -4)))
  (func $store (param i64 f64) (f64.store offset=16 (local.get 0) (local.get 1)))
  (func $size (result i64) (memory.size))
  (func $grow (param i64) (result i64) (memory.grow (local.get 0)))
  (func $fill (param i64 i32 i64) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func $copy (param i64 i64 i64) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func $init (param i64 i32 i32) (memory.init $bytes (local.get 0) (local.get 1) (local.get 2)))
  (data $bytes "bytes")
  ;; Keeps the functions.
  (table $keep funcref (elem $load $load_offset $load_offset_beyond_minimum $load_offset_that_wraps
    $load_constant $load_constant_beyond_minimum $load_constant_that_wraps $store $size $grow $fill
    $copy $init))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.load(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %5 = sub nuw i64 %4, 4
;; CHECK-NEXT: %6 = icmp ugt i64 %3, %5
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %3
;; CHECK-NEXT: %9 = load i32, ptr %8, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.load_offset(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %5 = sub nuw i64 %4, 4104
;; CHECK-NEXT: %6 = icmp ugt i64 %3, %5
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %3
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 4096
;; CHECK-NEXT: %10 = load i64, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i64 %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load_offset_beyond_minimum(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %5 = sub i64 %4, 4294967296
;; CHECK-NEXT: %6 = icmp ugt i64 %3, %5
;; CHECK-NEXT: %7 = icmp ult i64 %4, 4294967296
;; CHECK-NEXT: %8 = or i1 %7, %6
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %3
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr %10, i64 4294967295
;; CHECK-NEXT: %12 = load i8, ptr %11, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = zext i8 %12 to i32
;; CHECK-NEXT: ret i32 %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.load_offset_that_wraps(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: br i1 true, label %trap, label %4, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %3
;; CHECK-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 -4
;; CHECK-NEXT: %7 = load i64, ptr %6, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i64 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load_constant() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i32, ptr getelementptr inbounds nuw (i8, ptr inttoptr (i64 65536 to ptr), i64 1024), align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %1
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load_constant_beyond_minimum() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = icmp ult i64 %1, 65548
;; CHECK-NEXT: br i1 %2, label %trap, label %3, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 3:
;; CHECK-NEXT: %4 = load i32, ptr getelementptr inbounds nuw (i8, ptr getelementptr inbounds nuw (i8, ptr inttoptr (i64 65536 to ptr), i64 65536), i64 8), align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load_constant_that_wraps() {{#[0-9]+}} {
;; CHECK-NEXT: br i1 true, label %trap, label %1, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = load i32, ptr getelementptr inbounds nuw (i8, ptr getelementptr inbounds nuw (i8, ptr inttoptr (i64 65536 to ptr), i64 -4), i64 8), align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %2
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store(i64 %0, double %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %3, align 8
;; CHECK-NEXT: %4 = alloca double, align 8
;; CHECK-NEXT: store double %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i64, ptr %3, align 8
;; CHECK-NEXT: %6 = load double, ptr %4, align 8
;; CHECK-NEXT: %7 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = sub nuw i64 %7, 24
;; CHECK-NEXT: %9 = icmp ugt i64 %5, %8
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %5
;; CHECK-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 16
;; CHECK-NEXT: store double %6, ptr %12, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = lshr i64 %1, 16
;; CHECK-NEXT: ret i64 %2
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.grow(i64 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8
;; CHECK-NEXT: %4 = call i64 @wasmelt_rt_memory_grow(ptr @wasmelt.memories, i64 %3)
;; CHECK-NEXT: ret i64 %4
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.fill(i64 %0, i32 %1, i64 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %4, align 8
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %6, align 8
;; CHECK-NEXT: %7 = load i64, ptr %4, align 8
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i64, ptr %6, align 8
;; CHECK-NEXT: %10 = trunc i32 %8 to i8
;; CHECK-NEXT: %11 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = icmp ugt i64 %9, %11
;; CHECK-NEXT: %13 = sub i64 %11, %9
;; CHECK-NEXT: %14 = icmp ugt i64 %7, %13
;; CHECK-NEXT: %15 = or i1 %12, %14
;; CHECK-NEXT: br i1 %15, label %trap, label %16, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: %17 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %17, i8 %10, i64 %9, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.copy(i64 %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %4, align 8
;; CHECK-NEXT: %5 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %6, align 8
;; CHECK-NEXT: %7 = load i64, ptr %4, align 8
;; CHECK-NEXT: %8 = load i64, ptr %5, align 8
;; CHECK-NEXT: %9 = load i64, ptr %6, align 8
;; CHECK-NEXT: %10 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = icmp ugt i64 %9, %10
;; CHECK-NEXT: %12 = sub i64 %10, %9
;; CHECK-NEXT: %13 = icmp ugt i64 %8, %12
;; CHECK-NEXT: %14 = or i1 %11, %13
;; CHECK-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: %16 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = icmp ugt i64 %9, %16
;; CHECK-NEXT: %18 = sub i64 %16, %9
;; CHECK-NEXT: %19 = icmp ugt i64 %7, %18
;; CHECK-NEXT: %20 = or i1 %17, %19
;; CHECK-NEXT: br i1 %20, label %trap, label %21, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: %22 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %8
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %22, ptr align 1 %23, i64 %9, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.init(i64 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %0, ptr %4, align 8
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i64, ptr %4, align 8
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = zext i32 %9 to i64
;; CHECK-NEXT: %11 = zext i32 %8 to i64
;; CHECK-NEXT: %12 = load i64, ptr @wasmelt.data_size.0, align 8
;; CHECK-NEXT: %13 = add nuw nsw i64 %11, %10
;; CHECK-NEXT: %14 = icmp ugt i64 %13, %12
;; CHECK-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: %16 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = icmp ugt i64 %10, %16
;; CHECK-NEXT: %18 = sub i64 %16, %10
;; CHECK-NEXT: %19 = icmp ugt i64 %7, %18
;; CHECK-NEXT: %20 = or i1 %17, %19
;; CHECK-NEXT: br i1 %20, label %trap, label %21, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: %22 = getelementptr inbounds i8, ptr @wasmelt.data.0, i64 %11
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %23, ptr align 1 %22, i64 %10, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load(i64 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %2, align 8
;; DYNAMIC-NEXT: %3 = load i64, ptr %2, align 8
;; DYNAMIC-NEXT: %4 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %5 = sub nuw i64 %4, 4
;; DYNAMIC-NEXT: %6 = icmp ugt i64 %3, %5
;; DYNAMIC-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 7:
;; DYNAMIC-NEXT: %8 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 %3
;; DYNAMIC-NEXT: %10 = load i32, ptr %9, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i32 %10
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i64 @wasm.load_offset(i64 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %2, align 8
;; DYNAMIC-NEXT: %3 = load i64, ptr %2, align 8
;; DYNAMIC-NEXT: %4 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %5 = sub nuw i64 %4, 4104
;; DYNAMIC-NEXT: %6 = icmp ugt i64 %3, %5
;; DYNAMIC-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 7:
;; DYNAMIC-NEXT: %8 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 %3
;; DYNAMIC-NEXT: %10 = getelementptr inbounds nuw i8, ptr %9, i64 4096
;; DYNAMIC-NEXT: %11 = load i64, ptr %10, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i64 %11
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load_offset_beyond_minimum(i64 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %2, align 8
;; DYNAMIC-NEXT: %3 = load i64, ptr %2, align 8
;; DYNAMIC-NEXT: %4 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %5 = sub i64 %4, 4294967296
;; DYNAMIC-NEXT: %6 = icmp ugt i64 %3, %5
;; DYNAMIC-NEXT: %7 = icmp ult i64 %4, 4294967296
;; DYNAMIC-NEXT: %8 = or i1 %7, %6
;; DYNAMIC-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 9:
;; DYNAMIC-NEXT: %10 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %11 = getelementptr inbounds nuw i8, ptr %10, i64 %3
;; DYNAMIC-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 4294967295
;; DYNAMIC-NEXT: %13 = load i8, ptr %12, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %14 = zext i8 %13 to i32
;; DYNAMIC-NEXT: ret i32 %14
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i64 @wasm.load_offset_that_wraps(i64 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %2, align 8
;; DYNAMIC-NEXT: %3 = load i64, ptr %2, align 8
;; DYNAMIC-NEXT: br i1 true, label %trap, label %4, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 4:
;; DYNAMIC-NEXT: %5 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %3
;; DYNAMIC-NEXT: %7 = getelementptr inbounds nuw i8, ptr %6, i64 -4
;; DYNAMIC-NEXT: %8 = load i64, ptr %7, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i64 %8
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load_constant() {{#[0-9]+}} {
;; DYNAMIC-NEXT: %1 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %2 = getelementptr inbounds nuw i8, ptr %1, i64 1024
;; DYNAMIC-NEXT: %3 = load i32, ptr %2, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i32 %3
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load_constant_beyond_minimum() {{#[0-9]+}} {
;; DYNAMIC-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %2 = icmp ult i64 %1, 65548
;; DYNAMIC-NEXT: br i1 %2, label %trap, label %3, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 3:
;; DYNAMIC-NEXT: %4 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %5 = getelementptr inbounds nuw i8, ptr %4, i64 65536
;; DYNAMIC-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 8
;; DYNAMIC-NEXT: %7 = load i32, ptr %6, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i32 %7
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i32 @wasm.load_constant_that_wraps() {{#[0-9]+}} {
;; DYNAMIC-NEXT: br i1 true, label %trap, label %1, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 1:
;; DYNAMIC-NEXT: %2 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %3 = getelementptr inbounds nuw i8, ptr %2, i64 -4
;; DYNAMIC-NEXT: %4 = getelementptr inbounds nuw i8, ptr %3, i64 8
;; DYNAMIC-NEXT: %5 = load i32, ptr %4, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret i32 %5
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.store(i64 %0, double %1) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %3 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %3, align 8
;; DYNAMIC-NEXT: %4 = alloca double, align 8
;; DYNAMIC-NEXT: store double %1, ptr %4, align 8
;; DYNAMIC-NEXT: %5 = load i64, ptr %3, align 8
;; DYNAMIC-NEXT: %6 = load double, ptr %4, align 8
;; DYNAMIC-NEXT: %7 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %8 = sub nuw i64 %7, 24
;; DYNAMIC-NEXT: %9 = icmp ugt i64 %5, %8
;; DYNAMIC-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 10:
;; DYNAMIC-NEXT: %11 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 %5
;; DYNAMIC-NEXT: %13 = getelementptr inbounds nuw i8, ptr %12, i64 16
;; DYNAMIC-NEXT: store double %6, ptr %13, align 1, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i64 @wasm.size() {{#[0-9]+}} {
;; DYNAMIC-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %2 = lshr i64 %1, 16
;; DYNAMIC-NEXT: ret i64 %2
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal i64 @wasm.grow(i64 %0) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %2 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %2, align 8
;; DYNAMIC-NEXT: %3 = load i64, ptr %2, align 8
;; DYNAMIC-NEXT: %4 = call i64 @wasmelt_rt_memory_grow(ptr @wasmelt.memories, i64 %3)
;; DYNAMIC-NEXT: ret i64 %4
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.fill(i64 %0, i32 %1, i64 %2) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %4 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %4, align 8
;; DYNAMIC-NEXT: %5 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %1, ptr %5, align 4
;; DYNAMIC-NEXT: %6 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %2, ptr %6, align 8
;; DYNAMIC-NEXT: %7 = load i64, ptr %4, align 8
;; DYNAMIC-NEXT: %8 = load i32, ptr %5, align 4
;; DYNAMIC-NEXT: %9 = load i64, ptr %6, align 8
;; DYNAMIC-NEXT: %10 = trunc i32 %8 to i8
;; DYNAMIC-NEXT: %11 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %12 = icmp ugt i64 %9, %11
;; DYNAMIC-NEXT: %13 = sub i64 %11, %9
;; DYNAMIC-NEXT: %14 = icmp ugt i64 %7, %13
;; DYNAMIC-NEXT: %15 = or i1 %12, %14
;; DYNAMIC-NEXT: br i1 %15, label %trap, label %16, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 16:
;; DYNAMIC-NEXT: %17 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %18 = getelementptr inbounds nuw i8, ptr %17, i64 %7
;; DYNAMIC-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %18, i8 %10, i64 %9, i1 false), !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.copy(i64 %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %4 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %4, align 8
;; DYNAMIC-NEXT: %5 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %1, ptr %5, align 8
;; DYNAMIC-NEXT: %6 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %2, ptr %6, align 8
;; DYNAMIC-NEXT: %7 = load i64, ptr %4, align 8
;; DYNAMIC-NEXT: %8 = load i64, ptr %5, align 8
;; DYNAMIC-NEXT: %9 = load i64, ptr %6, align 8
;; DYNAMIC-NEXT: %10 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %11 = icmp ugt i64 %9, %10
;; DYNAMIC-NEXT: %12 = sub i64 %10, %9
;; DYNAMIC-NEXT: %13 = icmp ugt i64 %8, %12
;; DYNAMIC-NEXT: %14 = or i1 %11, %13
;; DYNAMIC-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 15:
;; DYNAMIC-NEXT: %16 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %17 = icmp ugt i64 %9, %16
;; DYNAMIC-NEXT: %18 = sub i64 %16, %9
;; DYNAMIC-NEXT: %19 = icmp ugt i64 %7, %18
;; DYNAMIC-NEXT: %20 = or i1 %17, %19
;; DYNAMIC-NEXT: br i1 %20, label %trap, label %21, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 21:
;; DYNAMIC-NEXT: %22 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %23 = getelementptr inbounds nuw i8, ptr %22, i64 %7
;; DYNAMIC-NEXT: %24 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %25 = getelementptr inbounds nuw i8, ptr %24, i64 %8
;; DYNAMIC-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %23, ptr align 1 %25, i64 %9, i1 false), !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }

;; DYNAMIC-LABEL: define internal void @wasm.init(i64 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; DYNAMIC-NEXT: %4 = alloca i64, align 8
;; DYNAMIC-NEXT: store i64 %0, ptr %4, align 8
;; DYNAMIC-NEXT: %5 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %1, ptr %5, align 4
;; DYNAMIC-NEXT: %6 = alloca i32, align 4
;; DYNAMIC-NEXT: store i32 %2, ptr %6, align 4
;; DYNAMIC-NEXT: %7 = load i64, ptr %4, align 8
;; DYNAMIC-NEXT: %8 = load i32, ptr %5, align 4
;; DYNAMIC-NEXT: %9 = load i32, ptr %6, align 4
;; DYNAMIC-NEXT: %10 = zext i32 %9 to i64
;; DYNAMIC-NEXT: %11 = zext i32 %8 to i64
;; DYNAMIC-NEXT: %12 = load i64, ptr @wasmelt.data_size.0, align 8
;; DYNAMIC-NEXT: %13 = add nuw nsw i64 %11, %10
;; DYNAMIC-NEXT: %14 = icmp ugt i64 %13, %12
;; DYNAMIC-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: trap:
;; DYNAMIC-NEXT: call void @llvm.ubsantrap(i8 65)
;; DYNAMIC-NEXT: unreachable
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 15:
;; DYNAMIC-NEXT: %16 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; DYNAMIC-NEXT: %17 = icmp ugt i64 %10, %16
;; DYNAMIC-NEXT: %18 = sub i64 %16, %10
;; DYNAMIC-NEXT: %19 = icmp ugt i64 %7, %18
;; DYNAMIC-NEXT: %20 = or i1 %17, %19
;; DYNAMIC-NEXT: br i1 %20, label %trap, label %21, !prof {{![0-9]+}}
;; DYNAMIC-EMPTY:
;; DYNAMIC-NEXT: 21:
;; DYNAMIC-NEXT: %22 = getelementptr inbounds i8, ptr @wasmelt.data.0, i64 %11
;; DYNAMIC-NEXT: %23 = load ptr, ptr @wasmelt.memories, align 8, !invariant.load {{![0-9]+}}
;; DYNAMIC-NEXT: %24 = getelementptr inbounds nuw i8, ptr %23, i64 %7
;; DYNAMIC-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %24, ptr align 1 %22, i64 %10, i1 false)
;; DYNAMIC-NEXT: ret void
;; DYNAMIC-NEXT: }
