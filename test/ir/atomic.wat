;; RUN: %ir | %check
;; Atomic accesses: sequentially consistent, after a test that the address is aligned. Shared memories
;; have their size read atomically and are grown under a lock. Wait and notify are calls of the
;; runtime, with all checks before them.
(module
  (memory $shared 1 4 shared)
  (func $load (param i32) (result i32) (i32.atomic.load (local.get 0)))
  (func $load_narrow (param i32) (result i64) (i64.atomic.load16_u offset=3 (local.get 0)))
  (func $load_byte (param i32) (result i32) (i32.atomic.load8_u (local.get 0)))
  (func $load_dropped (param i32) (drop (i64.atomic.load (local.get 0))))
  (func $store (param i32 i64) (i64.atomic.store offset=16 (local.get 0) (local.get 1)))
  (func $store_narrow (param i32 i32) (i32.atomic.store8 (local.get 0) (local.get 1)))
  (func $add (param i32 i32) (result i32) (i32.atomic.rmw.add (local.get 0) (local.get 1)))
  (func $or (param i32 i32) (result i32) (i32.atomic.rmw.or (local.get 0) (local.get 1)))
  (func $exchange_narrow (param i32 i64) (result i64)
    (i64.atomic.rmw32.xchg_u (local.get 0) (local.get 1)))
  (func $compare_exchange (param i32 i32 i32) (result i32)
    (i32.atomic.rmw16.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  (func $fence (atomic.fence))
  (func $notify (param i32 i32) (result i32) (memory.atomic.notify (local.get 0) (local.get 1)))
  (func $wait (param i32 i64 i64) (result i32)
    (memory.atomic.wait64 offset=8 (local.get 0) (local.get 1) (local.get 2)))
  (func $size (result i32) (memory.size))
  (func $grow (param i32) (result i32) (memory.grow (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $load $load_narrow $load_byte $load_dropped $store
    $store_narrow $add $or $exchange_narrow $compare_exchange $fence $notify $wait $size
    $grow))
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

;; CHECK-LABEL: define internal i64 @wasm.load_narrow(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = add i32 %3, 1
;; CHECK-NEXT: %5 = and i32 %4, 1
;; CHECK-NEXT: %6 = icmp ne i32 %5, 0
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = zext i32 %3 to i64
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %8
;; CHECK-NEXT: %10 = getelementptr inbounds nuw i8, ptr %9, i64 3
;; CHECK-NEXT: %11 = load atomic i16, ptr %10 seq_cst, align 2, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %12 = zext i16 %11 to i64
;; CHECK-NEXT: ret i64 %12
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.load_byte(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %6 = load atomic i8, ptr %5 seq_cst, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %7 = zext i8 %6 to i32
;; CHECK-NEXT: ret i32 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.load_dropped(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = and i32 %3, 7
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
;; CHECK-NEXT: %9 = load atomic volatile i64, ptr %8 seq_cst, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store(i32 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = and i32 %5, 7
;; CHECK-NEXT: %8 = icmp ne i32 %7, 0
;; CHECK-NEXT: br i1 %8, label %trap, label %9, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = zext i32 %5 to i64
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %10
;; CHECK-NEXT: %12 = getelementptr inbounds nuw i8, ptr %11, i64 16
;; CHECK-NEXT: store atomic i64 %6, ptr %12 seq_cst, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store_narrow(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i32, ptr %4, align 4
;; CHECK-NEXT: %7 = trunc i32 %6 to i8
;; CHECK-NEXT: %8 = zext i32 %5 to i64
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %8
;; CHECK-NEXT: store atomic i8 %7, ptr %9 seq_cst, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.add(i32 %0, i32 %1) {{#[0-9]+}} {
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
;; CHECK-NEXT: %11 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %10
;; CHECK-NEXT: %12 = atomicrmw volatile add ptr %11, i32 %6 seq_cst, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %12
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.or(i32 %0, i32 %1) {{#[0-9]+}} {
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
;; CHECK-NEXT: %12 = load atomic i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1) unordered, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %13 = icmp ugt i64 %11, %12
;; CHECK-NEXT: br i1 %13, label %trap1, label %14, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %10
;; CHECK-NEXT: %16 = atomicrmw volatile or ptr %15, i32 %6 seq_cst, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %16
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i64 @wasm.exchange_narrow(i32 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = trunc i64 %6 to i32
;; CHECK-NEXT: %8 = and i32 %5, 3
;; CHECK-NEXT: %9 = icmp ne i32 %8, 0
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = zext i32 %5 to i64
;; CHECK-NEXT: %12 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %11
;; CHECK-NEXT: %13 = atomicrmw volatile xchg ptr %12, i32 %7 seq_cst, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %14 = zext i32 %13 to i64
;; CHECK-NEXT: ret i64 %14
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.compare_exchange(i32 %0, i32 %1, i32 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %5, align 4
;; CHECK-NEXT: %6 = alloca i32, align 4
;; CHECK-NEXT: store i32 %2, ptr %6, align 4
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i32, ptr %5, align 4
;; CHECK-NEXT: %9 = load i32, ptr %6, align 4
;; CHECK-NEXT: %10 = trunc i32 %9 to i16
;; CHECK-NEXT: %11 = trunc i32 %8 to i16
;; CHECK-NEXT: %12 = and i32 %7, 1
;; CHECK-NEXT: %13 = icmp ne i32 %12, 0
;; CHECK-NEXT: br i1 %13, label %trap, label %14, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = zext i32 %7 to i64
;; CHECK-NEXT: %16 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %15
;; CHECK-NEXT: %17 = cmpxchg ptr %16, i16 %11, i16 %10 seq_cst seq_cst, align 2, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %18 = extractvalue { i16, i1 } %17, 0
;; CHECK-NEXT: %19 = zext i16 %18 to i32
;; CHECK-NEXT: ret i32 %19
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.fence() {{#[0-9]+}} {
;; CHECK-NEXT: fence seq_cst
;; CHECK-NEXT: ret void
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
;; CHECK-NEXT: %12 = load atomic i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1) unordered, align 8, !tbaa {{![0-9]+}}
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

;; CHECK-LABEL: define internal i32 @wasm.wait(i32 %0, i64 %1, i64 %2) {{#[0-9]+}} {
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %4, align 4
;; CHECK-NEXT: %5 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %5, align 8
;; CHECK-NEXT: %6 = alloca i64, align 8
;; CHECK-NEXT: store i64 %2, ptr %6, align 8
;; CHECK-NEXT: %7 = load i32, ptr %4, align 4
;; CHECK-NEXT: %8 = load i64, ptr %5, align 8
;; CHECK-NEXT: %9 = load i64, ptr %6, align 8
;; CHECK-NEXT: %10 = and i32 %7, 7
;; CHECK-NEXT: %11 = icmp ne i32 %10, 0
;; CHECK-NEXT: br i1 %11, label %trap, label %12, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 80)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = zext i32 %7 to i64
;; CHECK-NEXT: %14 = add nuw nsw i64 %13, 16
;; CHECK-NEXT: %15 = load atomic i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1) unordered, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %16 = icmp ugt i64 %14, %15
;; CHECK-NEXT: br i1 %16, label %trap1, label %17, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap1:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: %18 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %13
;; CHECK-NEXT: %19 = getelementptr inbounds nuw i8, ptr %18, i64 8
;; CHECK-NEXT: %20 = call i32 @wasmelt_rt_memory_atomic_wait64(ptr %19, i64 %8, i64 %9, ptr null)
;; CHECK-NEXT: ret i32 %20
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load atomic i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1) seq_cst, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = lshr i64 %1, 16
;; CHECK-NEXT: %3 = trunc i64 %2 to i32
;; CHECK-NEXT: ret i32 %3
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.grow(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = call i64 @wasmelt_rt_memory_grow_shared(ptr @wasmelt.memories, i64 %4)
;; CHECK-NEXT: %6 = trunc i64 %5 to i32
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }
