;; RUN: %ir --shared | %check
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

;; CHECK-LABEL: define internal void @wasm.throw(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %3 = load ptr, ptr %2, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %4 = call ptr @wasmelt_rt_exception_new(ptr %3, i32 8, i32 0)
;; CHECK-NEXT: %5 = getelementptr inbounds i8, ptr %4, i64 32
;; CHECK-NEXT: store i32 1, ptr %5, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %4)
;; CHECK-NEXT: unreachable
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal i32 @wasm.catch(ptr %0) {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(ptr %0)
;; CHECK-NEXT: to label %5 unwind label %2
;; CHECK-EMPTY:
;; CHECK-NEXT: 2:
;; CHECK-NEXT: %3 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %4 = extractvalue { ptr, i32 } %3, 0
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi ptr [ %4, %2 ]
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %7, i32 0, i32 0
;; CHECK-NEXT: %9 = load ptr, ptr %8, align 8
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = icmp eq ptr %9, %11
;; CHECK-NEXT: br i1 %12, label %13, label %16
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %7, i64 32
;; CHECK-NEXT: %15 = load i32, ptr %14, align 8
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %7)
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 16:
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %7)
;; CHECK-NEXT: br label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: %18 = phi i32 [ 1, %5 ], [ %15, %13 ], [ 2, %16 ]
;; CHECK-NEXT: ret i32 %18
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.rethrow(ptr %0) {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(ptr %0)
;; CHECK-NEXT: to label %5 unwind label %2
;; CHECK-EMPTY:
;; CHECK-NEXT: 2:
;; CHECK-NEXT: %3 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %4 = extractvalue { ptr, i32 } %3, 0
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %18
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi ptr [ %4, %2 ]
;; CHECK-NEXT: %8 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %7, i32 0, i32 0
;; CHECK-NEXT: %9 = load ptr, ptr %8, align 8
;; CHECK-NEXT: %10 = getelementptr inbounds i8, ptr %0, i64 32
;; CHECK-NEXT: %11 = load ptr, ptr %10, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %12 = icmp eq ptr %9, %11
;; CHECK-NEXT: br i1 %12, label %13, label %17
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: %14 = getelementptr inbounds i8, ptr %7, i64 32
;; CHECK-NEXT: %15 = load volatile i32, ptr %14, align 8
;; CHECK-NEXT: %16 = getelementptr inbounds nuw { ptr, i32, i32, i32, i32, ptr }, ptr %7, i32 0, i32 1
;; CHECK-NEXT: store i32 1, ptr %16, align 4
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %7)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 17:
;; CHECK-NEXT: call void @wasmelt_rt_exception_throw(ptr %7)
;; CHECK-NEXT: unreachable
;; CHECK-EMPTY:
;; CHECK-NEXT: 18:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal void @wasm.delegate(ptr %0) {{#[0-9]+}} personality ptr @wasmelt.personality {
;; CHECK-NEXT: invoke void @wasm.throw(ptr %0)
;; CHECK-NEXT: to label %5 unwind label %2
;; CHECK-EMPTY:
;; CHECK-NEXT: 2:
;; CHECK-NEXT: %3 = landingpad { ptr, i32 }
;; CHECK-NEXT: catch ptr null
;; CHECK-NEXT: %4 = extractvalue { ptr, i32 } %3, 0
;; CHECK-NEXT: br label %6
;; CHECK-EMPTY:
;; CHECK-NEXT: 5:
;; CHECK-NEXT: br label %8
;; CHECK-EMPTY:
;; CHECK-NEXT: 6:
;; CHECK-NEXT: %7 = phi ptr [ %4, %2 ]
;; CHECK-NEXT: br label %11
;; CHECK-EMPTY:
;; CHECK-NEXT: 8:
;; CHECK-NEXT: br label %10
;; CHECK-EMPTY:
;; CHECK-NEXT: 9:                                                ; No predecessors!
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr poison)
;; CHECK-NEXT: br label %10
;; CHECK-EMPTY:
;; CHECK-NEXT: 10:
;; CHECK-NEXT: br label %13
;; CHECK-EMPTY:
;; CHECK-NEXT: 11:
;; CHECK-NEXT: %12 = phi ptr [ %7, %6 ]
;; CHECK-NEXT: call void @wasmelt_rt_exception_done(ptr %12)
;; CHECK-NEXT: br label %13
;; CHECK-EMPTY:
;; CHECK-NEXT: 13:
;; CHECK-NEXT: ret void
;; CHECK-NEXT: }

;; CHECK-LABEL: define internal ptr @wasmelt.initialise(ptr %0) {{#[0-9]+}} {
;; CHECK-NEXT: %2 = getelementptr inbounds i8, ptr %0, i64 168
;; CHECK-NEXT: call void @wasmelt_rt_make_references(ptr %2, ptr %0, ptr @wasmelt.offsets, i64 4)
;; CHECK-NEXT: %3 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store i64 4, ptr %3, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: %4 = getelementptr inbounds i8, ptr %0, i64 24
;; CHECK-NEXT: %5 = load ptr, ptr %4, align 8, !invariant.load {{![0-9]+}}
;; CHECK-NEXT: %6 = getelementptr inbounds i8, ptr %0, i64 168
;; CHECK-NEXT: %7 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: %8 = load i64, ptr %7, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: call void @wasmelt_rt_table_init(ptr %5, ptr %6, i64 %8, i64 0, i64 0, i64 4)
;; CHECK-NEXT: %9 = getelementptr inbounds i8, ptr %0, i64 40
;; CHECK-NEXT: store i64 0, ptr %9, align 8, !tbaa {{![0-9]+}}
;; CHECK-NEXT: ret ptr null
;; CHECK-NEXT: }
