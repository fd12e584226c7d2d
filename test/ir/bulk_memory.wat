;; RUN: %ir | %check
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
