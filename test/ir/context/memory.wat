;; RUN: %ir --shared | %check
;; RUN: %ir --shared --bounds=checked | %check --check-prefix=CHECKED
;; Memories of a library: the base comes from the instance.
(module
  (memory (export "memory") 1)
  (func (export "load") (param i32) (result i32) (i32.load offset=8 (local.get 0)))
  (func (export "size") (result i32) (memory.size))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))

;; CHECK-LABEL: define internal i32 @wasm.load(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds nuw i8, ptr %7, i64 %5
;; CHECK-NEXT: %9 = getelementptr inbounds nuw i8, ptr %8, i64 8
;; CHECK-NEXT: %10 = load i32, ptr %9, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret i32 %10
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.size(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: %5 = load i64, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = lshr i64 %5, 16
;; CHECK-NEXT: %7 = trunc i64 %6 to i32
;; CHECK-NEXT: ret i32 %7
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.grow(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = zext i32 %4 to i64
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = call i64 @wasmelt_rt_memory_grow(ptr %7, i64 %5)
;; CHECK-NEXT: %9 = trunc i64 %8 to i32
;; CHECK-NEXT: ret i32 %9
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }

;; CHECKED-LABEL: define internal i32 @wasm.load(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECKED-NEXT: %3 = alloca i32, align 4
;; CHECKED-NEXT: store i32 %1, ptr %3, align 4
;; CHECKED-NEXT: %4 = load i32, ptr %3, align 4
;; CHECKED-NEXT: %5 = zext i32 %4 to i64
;; CHECKED-NEXT: %6 = add nuw nsw i64 %5, 12
;; CHECKED-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECKED-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CHECKED-NEXT: %9 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %8, i32 0, i32 1
;; CHECKED-NEXT: %10 = load i64, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECKED-NEXT: %11 = icmp ugt i64 %6, %10
;; CHECKED-NEXT: br i1 %11, label %trap, label %12, !prof {{![0-9]+}}
;; CHECKED-EMPTY:
;; CHECKED-NEXT: trap:
;; CHECKED-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECKED-NEXT: unreachable
;; CHECKED-EMPTY:
;; CHECKED-NEXT: 12:
;; CHECKED-NEXT: %13 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECKED-NEXT: %14 = load ptr, ptr %13, align 8, !invariant.load {{![0-9]+}}
;; CHECKED-NEXT: %15 = getelementptr inbounds nuw i8, ptr %14, i64 %5
;; CHECKED-NEXT: %16 = getelementptr inbounds nuw i8, ptr %15, i64 8
;; CHECKED-NEXT: %17 = load i32, ptr %16, align 1, !tbaa {{![0-9]+}}
;; CHECKED-NEXT: ret i32 %17
;; CHECKED-NEXT: }

;; CHECKED-LABEL: define internal i32 @wasm.size(ptr %0) {{#[0-9]+}} {
;; CHECKED-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECKED-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECKED-NEXT: %4 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %3, i32 0, i32 1
;; CHECKED-NEXT: %5 = load i64, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CHECKED-NEXT: %6 = lshr i64 %5, 16
;; CHECKED-NEXT: %7 = trunc i64 %6 to i32
;; CHECKED-NEXT: ret i32 %7
;; CHECKED-NEXT: }

;; CHECKED-LABEL: define internal i32 @wasm.grow(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECKED-NEXT: %3 = alloca i32, align 4
;; CHECKED-NEXT: store i32 %1, ptr %3, align 4
;; CHECKED-NEXT: %4 = load i32, ptr %3, align 4
;; CHECKED-NEXT: %5 = zext i32 %4 to i64
;; CHECKED-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECKED-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECKED-NEXT: %8 = call i64 @wasmelt_rt_memory_grow(ptr %7, i64 %5)
;; CHECKED-NEXT: %9 = trunc i64 %8 to i32
;; CHECKED-NEXT: ret i32 %9
;; CHECKED-NEXT: }

;; CHECKED-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECKED-NEXT: ret ptr null
;; CHECKED-NEXT: }
