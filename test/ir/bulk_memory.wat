;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
;; Bulk memory operations check their ranges once and then are LLVM's.
(module
  (memory 1)
  (data $bytes "some bytes")
  (func $copy (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func $fill (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func $init (param i32 i32 i32) (memory.init $bytes (local.get 0) (local.get 1) (local.get 2)))
  (func $drop (data.drop $bytes))
  ;; Keeps the functions.
  (table $keep funcref (elem $copy $fill $init $drop))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

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
;; CHECK-NEXT: %12 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
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
;; CHECK-NEXT: %24 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %23
;; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %22, ptr align 1 %24, i64 %10, i1 false), !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
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
;; CHECK-NEXT: %13 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
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
;; CHECK-NEXT: %18 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %17
;; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %18, i8 %11, i64 %10, i1 false), !tbaa {{![0-9]+}}
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
;; CHECK-NEXT: %17 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %18 = add nuw nsw i64 %16, %10
;; CHECK-NEXT: %19 = icmp ugt i64 %18, %17
;; CHECK-NEXT: br i1 %19, label %trap, label %20, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 20:
;; CHECK-NEXT: %21 = getelementptr inbounds i8, ptr @wasmelt.data.0, i64 %11
;; CHECK-NEXT: %22 = zext i32 %7 to i64
;; CHECK-NEXT: %23 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %22
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %23, ptr align 1 %21, i64 %10, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.drop() {{#[0-9]+}} {
;; CHECK-NEXT: store i64 0, ptr @wasmelt.data_size.0, align 8
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.copy(ptr %0, i32 %1, i32 %2, i32 %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %5, align 4
;; CONTEXT-NEXT: %6 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %6, align 4
;; CONTEXT-NEXT: %7 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %3, ptr %7, align 4
;; CONTEXT-NEXT: %8 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %9 = load i32, ptr %6, align 4
;; CONTEXT-NEXT: %10 = load i32, ptr %7, align 4
;; CONTEXT-NEXT: %11 = zext i32 %10 to i64
;; CONTEXT-NEXT: %12 = zext i32 %9 to i64
;; CONTEXT-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %14 = load ptr, ptr %13, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %15 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %14, i32 0, i32 1
;; CONTEXT-NEXT: %16 = load i64, ptr %15, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %17 = add nuw nsw i64 %12, %11
;; CONTEXT-NEXT: %18 = icmp ugt i64 %17, %16
;; CONTEXT-NEXT: br i1 %18, label %trap, label %19, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 19:
;; CONTEXT-NEXT: %20 = zext i32 %8 to i64
;; CONTEXT-NEXT: %21 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %22 = load ptr, ptr %21, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %23 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %22, i32 0, i32 1
;; CONTEXT-NEXT: %24 = load i64, ptr %23, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %25 = add nuw nsw i64 %20, %11
;; CONTEXT-NEXT: %26 = icmp ugt i64 %25, %24
;; CONTEXT-NEXT: br i1 %26, label %trap, label %27, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 27:
;; CONTEXT-NEXT: %28 = zext i32 %8 to i64
;; CONTEXT-NEXT: %29 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %30 = load ptr, ptr %29, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %31 = getelementptr inbounds nuw i8, ptr %30, i64 %28
;; CONTEXT-NEXT: %32 = zext i32 %9 to i64
;; CONTEXT-NEXT: %33 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %34 = load ptr, ptr %33, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %35 = getelementptr inbounds nuw i8, ptr %34, i64 %32
;; CONTEXT-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %31, ptr align 1 %35, i64 %11, i1 false), !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.fill(ptr %0, i32 %1, i32 %2, i32 %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %5, align 4
;; CONTEXT-NEXT: %6 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %6, align 4
;; CONTEXT-NEXT: %7 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %3, ptr %7, align 4
;; CONTEXT-NEXT: %8 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %9 = load i32, ptr %6, align 4
;; CONTEXT-NEXT: %10 = load i32, ptr %7, align 4
;; CONTEXT-NEXT: %11 = zext i32 %10 to i64
;; CONTEXT-NEXT: %12 = trunc i32 %9 to i8
;; CONTEXT-NEXT: %13 = zext i32 %8 to i64
;; CONTEXT-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %16 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %15, i32 0, i32 1
;; CONTEXT-NEXT: %17 = load i64, ptr %16, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %18 = add nuw nsw i64 %13, %11
;; CONTEXT-NEXT: %19 = icmp ugt i64 %18, %17
;; CONTEXT-NEXT: br i1 %19, label %trap, label %20, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 20:
;; CONTEXT-NEXT: %21 = zext i32 %8 to i64
;; CONTEXT-NEXT: %22 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %23 = load ptr, ptr %22, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %24 = getelementptr inbounds nuw i8, ptr %23, i64 %21
;; CONTEXT-NEXT: call void @llvm.memset.p0.i64(ptr align 1 %24, i8 %12, i64 %11, i1 false), !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.init(ptr %0, i32 %1, i32 %2, i32 %3) {{#[0-9]+}} {
;; CONTEXT-NEXT: %5 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %5, align 4
;; CONTEXT-NEXT: %6 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %2, ptr %6, align 4
;; CONTEXT-NEXT: %7 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %3, ptr %7, align 4
;; CONTEXT-NEXT: %8 = load i32, ptr %5, align 4
;; CONTEXT-NEXT: %9 = load i32, ptr %6, align 4
;; CONTEXT-NEXT: %10 = load i32, ptr %7, align 4
;; CONTEXT-NEXT: %11 = zext i32 %10 to i64
;; CONTEXT-NEXT: %12 = zext i32 %9 to i64
;; CONTEXT-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 56
;; CONTEXT-NEXT: %14 = load i64, ptr %13, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %15 = add nuw nsw i64 %12, %11
;; CONTEXT-NEXT: %16 = icmp ugt i64 %15, %14
;; CONTEXT-NEXT: br i1 %16, label %trap, label %17, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 17:
;; CONTEXT-NEXT: %18 = zext i32 %8 to i64
;; CONTEXT-NEXT: %19 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %20 = load ptr, ptr %19, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %21 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %20, i32 0, i32 1
;; CONTEXT-NEXT: %22 = load i64, ptr %21, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %23 = add nuw nsw i64 %18, %11
;; CONTEXT-NEXT: %24 = icmp ugt i64 %23, %22
;; CONTEXT-NEXT: br i1 %24, label %trap, label %25, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 25:
;; CONTEXT-NEXT: %26 = getelementptr inbounds i8, ptr @wasmelt.data.0, i64 %12
;; CONTEXT-NEXT: %27 = zext i32 %8 to i64
;; CONTEXT-NEXT: %28 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %29 = load ptr, ptr %28, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %30 = getelementptr inbounds nuw i8, ptr %29, i64 %27
;; CONTEXT-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %30, ptr align 1 %26, i64 %11, i1 false)
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal void @wasm.drop(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 56
;; CONTEXT-NEXT: store i64 0, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 184
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 4)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 4, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 56
;; CONTEXT-NEXT: store i64 10, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 40
;; CONTEXT-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 184
;; CONTEXT-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %6, ptr %7, i64 %9, i64 0, i64 0, i64 4)
;; CONTEXT-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 0, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
