;; RUN: %ir | %check
;; Memories other than 0 have a base that is loaded, which may be hoisted out of anything, and alias
;; metadata of their own. Their pages may be of one byte: then accesses are compared with the size.
(module
  (memory $first 1)
  (memory $second 1 4)
  (memory $wide i64 1)
  (func $load (param i32) (result i32) (i32.load $second offset=4 (local.get 0)))
  (func $sum (param i32) (result i32)
    (i32.store $first (local.get 0) (i32.const 1))
    (i32.add (i32.load $second (local.get 0)) (i32.load $first (local.get 0))))
  (func $size (result i32) (memory.size $second))
  (func $grow (param i32) (result i32) (memory.grow $second (local.get 0)))
  (func $fill (param i32 i32 i32) (memory.fill $second (local.get 0) (local.get 1) (local.get 2)))
  (func $copy (param i32 i32 i32)
    (memory.copy $first $second (local.get 0) (local.get 1) (local.get 2)))
  (func $copy_to_64_bits (param i64 i32 i32)
    (memory.copy $wide $second (local.get 0) (local.get 1) (local.get 2)))
  (func $copy_from_64_bits (param i32 i64 i32)
    (memory.copy $first $wide (local.get 0) (local.get 1) (local.get 2)))
  (func $init (param i32 i32 i32)
    (memory.init $second $bytes (local.get 0) (local.get 1) (local.get 2)))
  (data $bytes "bytes")
  ;; Keeps the functions.
  (table $keep funcref (elem $load $sum $size $grow $fill $copy $copy_to_64_bits $copy_from_64_bits
    $init))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.load(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds nuw i8, ptr %5, i64 %4
;; CHECK-NEXT: %7 = getelementptr inbounds nuw i8, ptr %6, i64 4
;; CHECK-NEXT: %8 = load i32, ptr %7, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %8
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.sum(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: store i32 1, ptr %5, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = load i32, ptr %2, align 4
;; CHECK-NEXT: %7 = zext i32 %6 to i64
;; CHECK-NEXT: %8 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 %7
;; CHECK-NEXT: %10 = load i32, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %11 = load i32, ptr %2, align 4
;; CHECK-NEXT: %12 = zext i32 %11 to i64
;; CHECK-NEXT: %13 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %12
;; CHECK-NEXT: %14 = load i32, ptr %13, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %15 = add i32 %10, %14
;; CHECK-NEXT: ret i32 %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = lshr i64 %1, 16
;; CHECK-NEXT: %3 = trunc i64 %2 to i32
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.grow(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = call i64 @wasmelt_rt_memory_grow(ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), i64 %4)
;; CHECK-NEXT: %6 = trunc i64 %5 to i32
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.fill(i32 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = zext i32 %9 to i64
;; CHECK-NEXT: %11 = trunc i32 %8 to i8
;; CHECK-NEXT: %12 = zext i32 %7 to i64
;; CHECK-NEXT: %13 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %14 = add nuw nsw i64 %12, %10
;; CHECK-NEXT: %15 = icmp ugt i64 %14, %13
;; CHECK-NEXT: br i1 %15, label %trap, label %16, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: %17 = zext i32 %7 to i64
;; CHECK-NEXT: %18 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %19 = getelementptr inbounds nuw i8, ptr %18, i64 %17
;; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %19, i8 %11, i64 %10, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.copy(i32 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = zext i32 %9 to i64
;; CHECK-NEXT: %11 = zext i32 %8 to i64
;; CHECK-NEXT: %12 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = add nuw nsw i64 %11, %10
;; CHECK-NEXT: %14 = icmp ugt i64 %13, %12
;; CHECK-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: %16 = zext i32 %7 to i64
;; CHECK-NEXT: %17 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %18 = add nuw nsw i64 %16, %10
;; CHECK-NEXT: %19 = icmp ugt i64 %18, %17
;; CHECK-NEXT: br i1 %19, label %trap, label %20, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 20:
;; CHECK-NEXT: %21 = zext i32 %7 to i64
;; CHECK-NEXT: %22 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %21
;; CHECK-NEXT: %23 = zext i32 %8 to i64
;; CHECK-NEXT: %24 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %25 = getelementptr inbounds nuw i8, ptr %24, i64 %23
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %22, ptr align 1 %25, i64 %10, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.copy_to_64_bits(i64 %0, i32 %1, i32 %2) {{#[0-9]+}} {
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
;; CHECK-NEXT: %12 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = add nuw nsw i64 %11, %10
;; CHECK-NEXT: %14 = icmp ugt i64 %13, %12
;; CHECK-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: %16 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 2), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %17 = icmp ugt i64 %10, %16
;; CHECK-NEXT: %18 = sub i64 %16, %10
;; CHECK-NEXT: %19 = icmp ugt i64 %7, %18
;; CHECK-NEXT: %20 = or i1 %17, %19
;; CHECK-NEXT: br i1 %20, label %trap, label %21, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: %22 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 2), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr %22, i64 %7
;; CHECK-NEXT: %24 = zext i32 %8 to i64
;; CHECK-NEXT: %25 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %26 = getelementptr inbounds nuw i8, ptr %25, i64 %24
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %23, ptr align 1 %26, i64 %10, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.copy_from_64_bits(i32 %0, i64 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i64, ptr %5, align 8
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = zext i32 %9 to i64
;; CHECK-NEXT: %11 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 2), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = icmp ugt i64 %10, %11
;; CHECK-NEXT: %13 = sub i64 %11, %10
;; CHECK-NEXT: %14 = icmp ugt i64 %8, %13
;; CHECK-NEXT: %15 = or i1 %12, %14
;; CHECK-NEXT: br i1 %15, label %trap, label %16, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: %17 = zext i32 %7 to i64
;; CHECK-NEXT: %18 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %19 = add nuw nsw i64 %17, %10
;; CHECK-NEXT: %20 = icmp ugt i64 %19, %18
;; CHECK-NEXT: br i1 %20, label %trap, label %21, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 21:
;; CHECK-NEXT: %22 = zext i32 %7 to i64
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %22
;; CHECK-NEXT: %24 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 2), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %25 = getelementptr inbounds nuw i8, ptr %24, i64 %8
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %23, ptr align 1 %25, i64 %10, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.init(i32 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
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
;; CHECK-NEXT: %16 = zext i32 %7 to i64
;; CHECK-NEXT: %17 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %18 = add nuw nsw i64 %16, %10
;; CHECK-NEXT: %19 = icmp ugt i64 %18, %17
;; CHECK-NEXT: br i1 %19, label %trap, label %20, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 20:
;; CHECK-NEXT: %21 = getelementptr inbounds i8, ptr @wasmelt.data.0, i64 %11
;; CHECK-NEXT: %22 = zext i32 %7 to i64
;; CHECK-NEXT: %23 = load ptr, ptr getelementptr inbounds ([3 x { ptr, i64, i64, i64, i64, i32, i32 }], ptr @wasmelt.memories, i64 0, i64 1), align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %24 = getelementptr inbounds nuw i8, ptr %23, i64 %22
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %24, ptr align 1 %21, i64 %10, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }
