;; RUN: %ir | %check
;; RUN: %ir --shared | %check --check-prefix=CONTEXT
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

;; CONTEXT-LABEL: define internal i32 @wasm.load(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = zext i32 %4 to i64
;; CONTEXT-NEXT: %6 = add nuw nsw i64 %5, 8
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %9 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %8, i32 0, i32 1
;; CONTEXT-NEXT: %10 = load i64, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %11 = icmp ugt i64 %6, %10
;; CONTEXT-NEXT: br i1 %11, label %trap, label %12, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 12:
;; CONTEXT-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %14 = load ptr, ptr %13, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %15 = getelementptr inbounds nuw i8, ptr %14, i64 %5
;; CONTEXT-NEXT: %16 = getelementptr inbounds nuw i8, ptr %15, i64 4
;; CONTEXT-NEXT: %17 = load i32, ptr %16, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret i32 %17
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.size(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %3, i32 0, i32 1
;; CONTEXT-NEXT: %5 = load i64, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %6 = lshr i64 %5, 0
;; CONTEXT-NEXT: %7 = trunc i64 %6 to i32
;; CONTEXT-NEXT: ret i32 %7
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal i32 @wasm.grow(ptr %0, i32 %1) {{#[0-9]+}} {
;; CONTEXT-NEXT: %3 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %3, align 4
;; CONTEXT-NEXT: %4 = load i32, ptr %3, align 4
;; CONTEXT-NEXT: %5 = zext i32 %4 to i64
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %8 = call i64 @wasmelt_rt_memory_grow(ptr %7, i64 %5)
;; CONTEXT-NEXT: %9 = trunc i64 %8 to i32
;; CONTEXT-NEXT: ret i32 %9
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 152
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 3)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 3, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 40
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 152
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 3)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
