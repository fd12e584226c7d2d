;; RUN: %ir --shared | %check
;; What instantiation runs: globals, tables, element and data segments, start, in this order.
(module
  (global $offset (import "m" "offset") i32)
  (memory 1)
  (table 2 funcref)
  (global (mut i32) (global.get $offset))
  (elem (global.get $offset) $start)
  (data (global.get $offset) "at the offset")
  (data $passive "passive")
  (func $start (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 7)))
  (start $start))

;; CHECK-LABEL: define internal void @wasm.start(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 80
;; CHECK-NEXT: %3 = load i64, ptr %2, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = icmp ugt i64 7, %3
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
;; CHECK-NEXT: %10 = icmp ugt i64 7, %9
;; CHECK-NEXT: br i1 %10, label %trap, label %11, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %13 = load ptr, ptr %12, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %14 = getelementptr inbounds nuw i8, ptr %13, i64 0
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %14, ptr align 1 @wasmelt.data.1, i64 7, i1 false)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: store i32 %4, ptr %5, align 4, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 112
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %6, ptr %0, ptr @wasmelt.offsets, i64 1)
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 1, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 72
;; CHECK-NEXT: store i64 13, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 80
;; CHECK-NEXT: store i64 7, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = load i32, ptr %11, align 4, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %13 = zext i32 %12 to i64
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %15 = load ptr, ptr %14, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %16 = getelementptr inbounds i8, ptr %0, i64 112
;; CHECK-NEXT: %17 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: %18 = load i64, ptr %17, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %15, ptr %16, i64 %18, i64 %13, i64 0, i64 1)
;; CHECK-NEXT: %19 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 0, ptr %19, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %20 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %21 = load ptr, ptr %20, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %22 = load i32, ptr %21, align 4, !tbaa {{![0-9]+}}, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %23 = getelementptr inbounds i8, ptr %0, i64 72
;; CHECK-NEXT: %24 = load i64, ptr %23, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %25 = icmp ugt i64 13, %24
;; CHECK-NEXT: br i1 %25, label %trap, label %26, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 65) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 26:
;; CHECK-NEXT: %27 = zext i32 %22 to i64
;; CHECK-NEXT: %28 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %29 = load ptr, ptr %28, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %30 = getelementptr inbounds nuw { ptr, i64, i64, i64, i64, i32, i32 }, ptr %29, i32 0, i32 1
;; CHECK-NEXT: %31 = load i64, ptr %30, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %32 = add nuw nsw i64 %27, 13
;; CHECK-NEXT: %33 = icmp ugt i64 %32, %31
;; CHECK-NEXT: br i1 %33, label %trap, label %34, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: 34:
;; CHECK-NEXT: %35 = zext i32 %22 to i64
;; CHECK-NEXT: %36 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %37 = load ptr, ptr %36, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %38 = getelementptr inbounds nuw i8, ptr %37, i64 %35
;; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 1 %38, ptr align 1 @wasmelt.data.0, i64 13, i1 false)
;; CHECK-NEXT: %39 = getelementptr inbounds i8, ptr %0, i64 72
;; CHECK-NEXT: store i64 0, ptr %39, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: invoke void @wasm.start(ptr %0) {{#[0-9]+}}
;; CHECK-NEXT: to label %44 unwind label %40
;; CHECK-EMPTY:
;; CHECK-NEXT: 40:
;; CHECK-NEXT: %41 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %42 = extractvalue { ptr, i32 } %41, 0
;; CHECK-NEXT: %43 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %42, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %43, align 4
;; CHECK-NEXT: ret ptr %42
;; CHECK-EMPTY:
;; CHECK-NEXT: 44:
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
