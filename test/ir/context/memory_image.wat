;; RUN: %ir --shared | %check
;; Data at a place that is known is part of the library's image: instantiation does not copy it, and the
;; segment is dropped already. What follows a segment whose place is not known is copied.
(module
  (global $offset (import "m" "offset") i32)
  (memory 1)
  (data (i32.const 8) "image")
  (data (global.get $offset) "copied")
  (data (i32.const 9) "copied, too")
  (func (export "init") (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 0))))

;; CHECK-LABEL: define internal void @wasm.init(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = icmp ugt i64 0, %3
;; CHECK-NEXT: br i1 %4, label %trap, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %7 = load ptr, ptr %6, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %7, i32 0, i32 1
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = icmp ugt i64 0, %9
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw i8, ptr %13, i64 0
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %14, ptr align 1 @wasmelt.data.0, i64 0, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i64 6, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 11, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = load i32, ptr %5, align 4, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = icmp ugt i64 6, %8
;; CHECK-NEXT: br i1 %9, label %trap, label %10, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = zext i32 %6 to i64
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %13, i32 0, i32 1
;; CHECK-NEXT: %15 = load i64, ptr %14, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %16 = add nuw nsw i64 %11, 6
;; CHECK-NEXT: %17 = icmp ugt i64 %16, %15
;; CHECK-NEXT: br i1 %17, label %trap, label %18, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 18:
;; CHECK-NEXT: %19 = zext i32 %6 to i64
;; CHECK-NEXT: %20 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %21 = load ptr, ptr %20, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %22 = getelementptr inbounds nuw i8, ptr %21, i64 %19
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %22, ptr align 1 @wasmelt.data.1, i64 6, i1 false)
;; CHECK-NEXT: %23 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i64 0, ptr %23, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %24 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: %25 = load i64, ptr %24, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %26 = icmp ugt i64 11, %25
;; CHECK-NEXT: br i1 %26, label %trap, label %27, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 27:
;; CHECK-NEXT: %28 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %29 = load ptr, ptr %28, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %30 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %29, i32 0, i32 1
;; CHECK-NEXT: %31 = load i64, ptr %30, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %32 = icmp ugt i64 20, %31
;; CHECK-NEXT: br i1 %32, label %trap, label %33, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 33:
;; CHECK-NEXT: %34 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %35 = load ptr, ptr %34, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %36 = getelementptr inbounds nuw i8, ptr %35, i64 9
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %36, ptr align 1 @wasmelt.data.2, i64 11, i1 false)
;; CHECK-NEXT: %37 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 0, ptr %37, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
