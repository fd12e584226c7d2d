;; RUN: %ir | %check
;; A memory that is not shared has atomic accesses, too. Nobody can wait on it, as nobody could notify.
(module
  (memory 1)
  (func $load (param i32) (result i32) (i32.atomic.load (local.get 0)))
  (func $notify (param i32 i32) (result i32) (memory.atomic.notify (local.get 0) (local.get 1)))
  (func $wait (param i32 i32 i64) (result i32)
    (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
  (func $size (result i32) (memory.size))
  ;; Keeps the functions.
  (table $keep funcref (elem $load $notify $wait $size))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.load(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = and i32 %3, 3
;; CHECK-NEXT: %5 = icmp ne i32 %4, 0
;; CHECK-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = zext i32 %3 to i64
;; CHECK-NEXT: %8 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: %9 = load atomic i32, ptr %8 seq_cst, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.notify(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = and i32 %5, 3
;; CHECK-NEXT: %8 = icmp ne i32 %7, 0
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = zext i32 %5 to i64
;; CHECK-NEXT: %11 = add nuw nsw i64 %10, 4
;; CHECK-NEXT: %12 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = icmp ugt i64 %11, %12
;; CHECK-NEXT: br i1 %13, label %trap1, label %14, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %10
;; CHECK-NEXT: %16 = call i32 @wasmelt_rt_memory_atomic_notify(ptr %15, i32 %6)
;; CHECK-NEXT: ret i32 %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.wait(i32 %0, i32 %1, i64 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %6, align 8
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i64, ptr %6, align 8
;; CHECK-NEXT: %10 = and i32 %7, 3
;; CHECK-NEXT: %11 = icmp ne i32 %10, 0
;; CHECK-NEXT: br i1 %11, label %trap, label %12, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = zext i32 %7 to i64
;; CHECK-NEXT: %14 = add nuw nsw i64 %13, 4
;; CHECK-NEXT: %15 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %16 = icmp ugt i64 %14, %15
;; CHECK-NEXT: br i1 %16, label %trap1, label %17, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: %18 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %13
;; CHECK-NEXT: br i1 true, label %trap2, label %19, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap2:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 81)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:
;; CHECK-NEXT: %20 = call i32 @wasmelt_rt_memory_atomic_wait32(ptr %18, i32 %8, i64 %9, ptr null)
;; CHECK-NEXT: ret i32 %20
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = lshr i64 %1, 16
;; CHECK-NEXT: %3 = trunc i64 %2 to i32
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }
