;; RUN: %ir | %check
;; In a program with wasi-threads, each thread has globals and segments of its own.
(module
  (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
  (import "env" "memory" (memory 1 4 shared))
  (global $constant i32 (i32.const 5))
  (global $count (mut i32) (i32.const 7))
  (data $bytes "bytes")
  (func $next (result i32)
    (global.set $count (i32.add (global.get $count) (global.get $constant)))
    (global.get $count))
  (func $init (memory.init $bytes (i32.const 0) (i32.const 0) (i32.const 5)) (data.drop $bytes))
  (func (export "wasi_thread_start") (param i32 i32) (drop (call $next)))
  (func (export "_start") (call $init) (drop (call $spawn (call $next)))))

;; CHECK-LABEL: define internal i32 @wasm.next() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call ptr @llvm.threadlocal.address.p0(ptr @wasm.global.count)
;; CHECK-NEXT: %2 = load i32, ptr %1, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %3 = add i32 %2, 5
;; CHECK-NEXT: %4 = call ptr @llvm.threadlocal.address.p0(ptr @wasm.global.count)
;; CHECK-NEXT: store i32 %3, ptr %4, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %5 = call ptr @llvm.threadlocal.address.p0(ptr @wasm.global.count)
;; CHECK-NEXT: %6 = load i32, ptr %5, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %6
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.init() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call ptr @llvm.threadlocal.address.p0(ptr @wasmelt.data_size.0)
;; CHECK-NEXT: %2 = load i64, ptr %1, align 8
;; CHECK-NEXT: %3 = icmp ugt i64 5, %2
;; CHECK-NEXT: br i1 %3, label %trap, label %4, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: %5 = load atomic i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1) unordered, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = icmp ugt i64 5, %5
;; CHECK-NEXT: br i1 %6, label %trap, label %7, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 inttoptr (i64 65536 to ptr), ptr align 1 @wasmelt.data.0, i64 5, i1 false)
;; CHECK-NEXT: %8 = call ptr @llvm.threadlocal.address.p0(ptr @wasmelt.data_size.0)
;; CHECK-NEXT: store i64 0, ptr %8, align 8
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.wasi_thread_start(i32 %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %4, align 4
;; CHECK-NEXT: %5 = call i32 @wasm.next() {{#[0-9]+}}
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }
