;; RUN: %ir --shared | %check
;; Calls in a try_table are invokes; a landing pad and a block of comparisons go with each. A throw in
;; the same function is a branch. Functions that need no handler have none.
(module
  (tag $number (param i32 f64))
  (tag $empty)
  (tag $nested (param i64 exnref))
  (global $kept (mut exnref) (ref.null exn))
  (func $throw (param i32) (throw $number (local.get 0) (f64.const 1)))
  (func $call (param i32) (call $throw (local.get 0)))
  (func $catch (result i32 f64)
    (block $caught (result i32 f64)
      (try_table (result i32 f64) (catch $number $caught)
        (call $throw (i32.const 1))
        (i32.const 2) (f64.const 2))))
  (func $catch_reference (result exnref)
    (block $caught (result exnref)
      (try_table (catch_ref $empty $caught) (catch_all_ref $caught) (throw $empty))
      (unreachable)))
  (func $nested
    (try_table (catch_all 0)
      (block (try_table (catch $empty 0) (call $throw (i32.const 1))))))
  (func $throw_reference (param exnref) (throw_ref (local.get 0)))
  (func $store (param exnref)
    (global.set $kept (local.get 0))
    (throw $nested (i64.const 1) (local.get 0)))
  ;; Keeps the functions.
  (table $keep funcref (elem $throw $call $catch $catch_reference $nested $throw_reference $store))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal void @wasm.throw(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = call ptr @wasmelt_rt_exception_new(ptr %6, i32 16, i32 0)
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %7, i64 32
;; CHECK-NEXT: store i32 %4, ptr %8, align 8
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %7, i64 40
;; CHECK-NEXT: store double 1.000000e+00, ptr %9, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %7)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.call(ptr %0, i32 %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca i32, align 4
;; CHECK-NEXT: store i32 %1, ptr %3, align 4
;; CHECK-NEXT: %4 = load i32, ptr %3, align 4
;; CHECK-NEXT: call void @wasm.throw(ptr %0, i32 %4)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i32, double } @wasm.catch(ptr %0) {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(ptr %0, i32 1)
;; CHECK-NEXT: to label %5 unwind label %2
;; CHECK-EMPTY:
;; CHECK-NEXT: 2:
;; CHECK-NEXT: %3 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %4 = extractvalue { ptr, i32 } %3, 0
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %19
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi ptr [ %4, %2 ]
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %7, i32 0, i32 0
;; CHECK-NEXT: %9 = load ptr, ptr %8, align 8
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = icmp eq ptr %9, %11
;; CHECK-NEXT: br i1 %12, label %13, label %18
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %7, i64 32
;; CHECK-NEXT: %15 = load i32, ptr %14, align 8
;; CHECK-NEXT: %16 = getelementptr inbounds i8, ptr %7, i64 40
;; CHECK-NEXT: %17 = load double, ptr %16, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %7)
;; CHECK-NEXT: br label %22
;; CHECK-EMPTY:
;; CHECK-NEXT: 18:
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %7)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:
;; CHECK-NEXT: %20 = phi i32 [ 2, %5 ]
;; CHECK-NEXT: %21 = phi double [ 2.000000e+00, %5 ]
;; CHECK-NEXT: br label %22
;; CHECK-EMPTY:
;; CHECK-NEXT: 22:
;; CHECK-NEXT: %23 = phi i32 [ %15, %13 ], [ %20, %19 ]
;; CHECK-NEXT: %24 = phi double [ %17, %13 ], [ %21, %19 ]
;; CHECK-NEXT: %25 = insertvalue { i32, double } poison, i32 %23, 0
;; CHECK-NEXT: %26 = insertvalue { i32, double } %25, double %24, 1
;; CHECK-NEXT: ret { i32, double } %26
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.catch_reference(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = call ptr @wasmelt_rt_exception_new(ptr %3, i32 0, i32 0)
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi ptr [ %4, %1 ]
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %10 = load ptr, ptr %9, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %11 = icmp eq ptr %8, %10
;; CHECK-NEXT: br i1 %11, label %12, label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %13, align 4
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %15, align 4
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:                                               ; No predecessors!
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: %18 = phi ptr [ %6, %12 ], [ %6, %14 ]
;; CHECK-NEXT: ret ptr %18
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.nested(ptr %0) {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(ptr %0, i32 1)
;; CHECK-NEXT: to label %5 unwind label %2
;; CHECK-EMPTY:
;; CHECK-NEXT: 2:
;; CHECK-NEXT: %3 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %4 = extractvalue { ptr, i32 } %3, 0
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %15
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi ptr [ %4, %2 ]
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %7, i32 0, i32 0
;; CHECK-NEXT: %9 = load ptr, ptr %8, align 8
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = icmp eq ptr %9, %11
;; CHECK-NEXT: br i1 %12, label %13, label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %7)
;; CHECK-NEXT: br label %16
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: br label %16
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: br label %20
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: %18 = phi ptr [ %7, %14 ]
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %18)
;; CHECK-NEXT: ret void
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:                                               ; No predecessors!
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 20:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.throw_reference(ptr %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %5 = icmp eq ptr %4, null
;; CHECK-NEXT: br i1 %5, label %trap, label %6, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 75) [ "deopt"() ]
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %4)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store(ptr %0, ptr %1) {{#[0-9]+}} {
;; CHECK-NEXT: %3 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %1, ptr %3, align 8
;; CHECK-NEXT: %4 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: call void @wasmelt_rt_exception_store(ptr %5, ptr %4)
;; CHECK-NEXT: %6 = load ptr, ptr %3, align 8
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 48
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %9 = call ptr @wasmelt_rt_exception_new(ptr %8, i32 16, i32 1)
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %9, i64 40
;; CHECK-NEXT: store i64 1, ptr %10, align 8
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %9, i64 32
;; CHECK-NEXT: call void @wasmelt_rt_exception_store(ptr %11, ptr %6)
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %9)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 56
;; CHECK-NEXT: call void @wasmelt_rt_exception_store(ptr %2, ptr null)
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 264
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %3, ptr %0, ptr @wasmelt.offsets, i64 7)
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 7, ptr %4, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %6 = load ptr, ptr %5, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 264
;; CHECK-NEXT: %8 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: %9 = load i64, ptr %8, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %6, ptr %7, i64 %9, i64 0, i64 0, i64 7)
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 64
;; CHECK-NEXT: store i64 0, ptr %10, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
