;; RUN: %ir | %check
;; Memories whose pages are bytes end anywhere, so that hardware cannot check their bounds.
(module
  (memory 100 200 (pagesize 1))
  (func $load (param i32) (result i32) (i32.load offset=4 (local.get 0)))
  (func $size (result i32) (memory.size))
  (func $grow (param i32) (result i32) (memory.grow (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $load $size $grow))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal i32 @wasm.load(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = zext i32 %3 to i64
;; CHECK-NEXT: %5 = add nuw nsw i64 %4, 8
;; CHECK-NEXT: %6 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %7 = icmp ugt i64 %5, %6
;; CHECK-NEXT: br i1 %7, label %trap, label %8, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %4
;; CHECK-NEXT: %10 = getelementptr inbounds nuw i8, ptr %9, i64 4
;; CHECK-NEXT: %11 = load i32, ptr %10, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %11
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %2 = lshr i64 %1, 0
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
