;; RUN: %ir | %check
;; The legacy instructions. What a handler throws again must outlive it: there it is captured, and
;; done with elsewhere.
(module
  (tag $number (param i32))
  (func $throw (throw $number (i32.const 1)))
  (func $catch (result i32)
    (try (result i32) (do (call $throw) (i32.const 1)) (catch $number) (catch_all (i32.const 2))))
  (func $rethrow
    (try (do (call $throw)) (catch $number (drop) (rethrow 0))))
  (func $delegate
    (try $outer
      (do (try (do (try (do (call $throw)) (delegate $outer))) (catch_all)))
      (catch_all)))
  ;; Keeps the functions.
  (table $keep funcref (elem $throw $catch $rethrow $delegate))
  (func (export "_start") (drop (table.get $keep (i32.const 0)))))

;; CHECK-LABEL: define internal void @wasm.throw() {{#[0-9]+}} {
;; CHECK-NEXT: %1 = call ptr @wasmelt_rt_exception_new(ptr @wasmelt.tag.number, i32 8, i32 0)
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %1, i64 32
;; CHECK-NEXT: store i32 1, ptr %2, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %1)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.catch() {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw()
;; CHECK-NEXT: to label %4 unwind label %1
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %3 = extractvalue { ptr, i32 } %2, 0
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: br label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi ptr [ %3, %1 ]
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8
;; CHECK-NEXT: %9 = icmp eq ptr %8, @wasmelt.tag.number
;; CHECK-NEXT: br i1 %9, label %10, label %13
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %6, i64 32
;; CHECK-NEXT: %12 = load i32, ptr %11, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %6)
;; CHECK-NEXT: br label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %6)
;; CHECK-NEXT: br label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: %15 = phi i32 [ 1, %4 ], [ %12, %10 ], [ 2, %13 ]
;; CHECK-NEXT: ret i32 %15
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.rethrow() {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw()
;; CHECK-NEXT: to label %4 unwind label %1
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %3 = extractvalue { ptr, i32 } %2, 0
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: br label %15
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi ptr [ %3, %1 ]
;; CHECK-NEXT: %7 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 0
;; CHECK-NEXT: %8 = load ptr, ptr %7, align 8
;; CHECK-NEXT: %9 = icmp eq ptr %8, @wasmelt.tag.number
;; CHECK-NEXT: br i1 %9, label %10, label %14
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = getelementptr inbounds i8, ptr %6, i64 32
;; CHECK-NEXT: %12 = load volatile i32, ptr %11, align 8
;; CHECK-NEXT: %13 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %6, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %13, align 4
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %6)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 14:
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %6)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 15:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.delegate() {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw()
;; CHECK-NEXT: to label %4 unwind label %1
;; CHECK-EMPTY:
;; CHECK-NEXT: 1:
;; CHECK-NEXT: %2 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %3 = extractvalue { ptr, i32 } %2, 0
;; CHECK-NEXT: br label %5
;; CHECK-EMPTY:
;; CHECK-NEXT: 4:
;; CHECK-NEXT: br label %7
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: %6 = phi ptr [ %3, %1 ]
;; CHECK-NEXT: br label %10
;; CHECK-EMPTY:
;; CHECK-NEXT: 7:
;; CHECK-NEXT: br label %9
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:                                                ; No predecessors!
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr poison)
;; CHECK-NEXT: br label %9
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:
;; CHECK-NEXT: br label %12
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: %11 = phi ptr [ %6, %5 ]
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %11)
;; CHECK-NEXT: br label %12
;; CHECK-EMPTY:
;; CHECK-NEXT: 12:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }
