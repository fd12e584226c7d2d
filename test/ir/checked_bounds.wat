;; RUN: %ir --bounds=checked | %check
;; RUN: %ir --shared --bounds=checked | %check --check-prefix=CONTEXT
;; Where guard pages are not to be had, every access is preceded by a comparison that cannot wrap.
(module
  (memory 1)
  (func $load (param i32) (result i32) (i32.load offset=4 (local.get 0)))
  (func $store (param i32 i64) (i64.store (local.get 0) (local.get 1)))
  ;; Keeps the functions.
  (table $keep funcref (elem $load $store))
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

;; CHECK-LABEL: define internal void @wasm.store(i32 %0, i64 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %3, align 4
;; CHECK-NEXT: %4 = alloca i64, align 8
;; CHECK-NEXT: store i64 %1, ptr %4, align 8
;; CHECK-NEXT: %5 = load i32, ptr %3, align 4
;; CHECK-NEXT: %6 = load i64, ptr %4, align 8
;; CHECK-NEXT: %7 = zext i32 %5 to i64
;; CHECK-NEXT: %8 = add nuw nsw i64 %7, 8
;; CHECK-NEXT: %9 = load i64, ptr getelementptr inbounds nuw ({ ptr, i64, i64, i64, i64, i32, i32 }, ptr @wasmelt.memories, i32 0, i32 1), align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = icmp ugt i64 %8, %9
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds nuw i8, ptr inttoptr (i64 65536 to ptr), i64 %7
;; CHECK-NEXT: store i64 %6, ptr %12, align 1, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret void
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

;; CONTEXT-LABEL: define internal void @wasm.store(ptr %0, i32 %1, i64 %2) {{#[0-9]+}} {
;; CONTEXT-NEXT: %4 = alloca i32, align 4
;; CONTEXT-NEXT: store i32 %1, ptr %4, align 4
;; CONTEXT-NEXT: %5 = alloca i64, align 8
;; CONTEXT-NEXT: store i64 %2, ptr %5, align 8
;; CONTEXT-NEXT: %6 = load i32, ptr %4, align 4
;; CONTEXT-NEXT: %7 = load i64, ptr %5, align 8
;; CONTEXT-NEXT: %8 = zext i32 %6 to i64
;; CONTEXT-NEXT: %9 = add nuw nsw i64 %8, 8
;; CONTEXT-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 32
;; CONTEXT-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %12 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %11, i32 0, i32 1
;; CONTEXT-NEXT: %13 = load i64, ptr %12, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %14 = icmp ugt i64 %9, %13
;; CONTEXT-NEXT: br i1 %14, label %trap, label %15, !prof {{![0-9]+}}
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: trap:
;; CONTEXT-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CONTEXT-NEXT: unreachable
;; CONTEXT-EMPTY:
;; CONTEXT-NEXT: 15:
;; CONTEXT-NEXT: %16 = getelementptr inbounds i8, ptr %0, i64 24
;; CONTEXT-NEXT: %17 = load ptr, ptr %16, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %18 = getelementptr inbounds nuw i8, ptr %17, i64 %8
;; CONTEXT-NEXT: store i64 %7, ptr %18, align 1, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret void
;; CONTEXT-NEXT: }

;; CONTEXT-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CONTEXT-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 128
;; CONTEXT-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 2)
;; CONTEXT-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 2, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 40
;; CONTEXT-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CONTEXT-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 128
;; CONTEXT-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 2)
;; CONTEXT-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 48
;; CONTEXT-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CONTEXT-NEXT: ret ptr null
;; CONTEXT-NEXT: }
