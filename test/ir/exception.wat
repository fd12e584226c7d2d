;; RUN: %ir | %check
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

;; CHECK-LABEL: define internal void @wasm.throw(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: %4 = call ptr @wasmelt_rt_exception_new(ptr @wasmelt.tag.number, i32 16, i32 0)
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %4, i64 32
;; CHECK-NEXT: store i32 %3, ptr %5, align 8
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %4, i64 40
;; CHECK-NEXT: store double 1.000000e+00, ptr %6, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %4)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.call(i32 %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca i32, align 4
;; CHECK-NEXT: store i32 %0, ptr %2, align 4
;; CHECK-NEXT: %3 = load i32, ptr %2, align 4
;; CHECK-NEXT: call void @wasm.throw(i32 %3)
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal { i32, double } @wasm.catch() {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(i32 1)
;; CHECK-NEXT: to label %4 unwind label %1
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %3 = extractvalue { ptr, i32 } %2, 0
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: br label %16
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi ptr [ %3, %1 ]
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8
;; CHECK-NEXT: %9 = icmp eq ptr %8, @wasmelt.tag.number
;; CHECK-NEXT: br i1 %9, label %10, label %15
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %6, i64 32
;; CHECK-NEXT: %12 = load i32, ptr %11, align 8
;; CHECK-NEXT: %13 = getelementptr inbounds i8, ptr %6, i64 40
;; CHECK-NEXT: %14 = load double, ptr %13, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %6)
;; CHECK-NEXT: br label %19
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %6)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: %17 = phi i32 [ 2, %4 ]
;; CHECK-NEXT: %18 = phi double [ 2.000000e+00, %4 ]
;; CHECK-NEXT: br label %19
;; CHECK-EMPTY:
;; CHECK-NEXT: 19:
;; CHECK-NEXT: %20 = phi i32 [ %12, %10 ], [ %17, %16 ]
;; CHECK-NEXT: %21 = phi double [ %14, %10 ], [ %18, %16 ]
;; CHECK-NEXT: %22 = insertvalue { i32, double } poison, i32 %20, 0
;; CHECK-NEXT: %23 = insertvalue { i32, double } %22, double %21, 1
;; CHECK-NEXT: ret { i32, double } %23
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasm.catch_reference() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call ptr @wasmelt_rt_exception_new(ptr @wasmelt.tag.empty, i32 0, i32 0)
;; CHECK-NEXT: br label %2
;; CHECK-EMPTY:
;; CHECK-NEXT: 2:
;; CHECK-NEXT: %3 = phi ptr [ %1, %0 ]
;; CHECK-NEXT: %4 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %3, i32 0, i32 0
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8
;; CHECK-NEXT: %6 = icmp eq ptr %5, @wasmelt.tag.empty
;; CHECK-NEXT: br i1 %6, label %7, label %9
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %8, align 4
;; CHECK-NEXT: br label %12
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: %10 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %3, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %10, align 4
;; CHECK-NEXT: br label %12
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:                                               ; No predecessors!
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: %13 = phi ptr [ %3, %7 ], [ %3, %9 ]
;; CHECK-NEXT: ret ptr %13
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.nested() {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(i32 1)
;; CHECK-NEXT: to label %4 unwind label %1
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %3 = extractvalue { ptr, i32 } %2, 0
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: br label %12
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi ptr [ %3, %1 ]
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8
;; CHECK-NEXT: %9 = icmp eq ptr %8, @wasmelt.tag.empty
;; CHECK-NEXT: br i1 %9, label %10, label %11
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %6)
;; CHECK-NEXT: br label %13
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: br label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: br label %13
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = phi ptr [ %6, %11 ]
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %15)
;; CHECK-NEXT: ret void
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:                                               ; No predecessors!
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.throw_reference(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %4 = icmp eq ptr %3, null
;; CHECK-NEXT: br i1 %4, label %trap, label %5, !prof {{![0-9]+}}
;; CHECK-EMPTY:
;; CHECK-NEXT: trap:
;; CHECK-NEXT: call void @llvm.ubsantrap(i8 75)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %3)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.store(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = alloca ptr, align 8
;; CHECK-NEXT: store ptr %0, ptr %2, align 8
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_store(ptr @wasm.global.kept, ptr %3)
;; CHECK-NEXT: %4 = load ptr, ptr %2, align 8
;; CHECK-NEXT: %5 = call ptr @wasmelt_rt_exception_new(ptr @wasmelt.tag.nested, i32 16, i32 1)
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %5, i64 40
;; CHECK-NEXT: store i64 1, ptr %6, align 8
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %5, i64 32
;; CHECK-NEXT: call void @wasmelt_rt_exception_store(ptr %7, ptr %4)
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %5)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }
