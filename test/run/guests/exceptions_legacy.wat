;; compare: text
;; The legacy instructions: try, catch, catch_all, rethrow, delegate.
(module
  (tag $number (param i32))
  (tag $pair (param i32 i64))
  (tag $empty)
  (global $trace (mut i32) (i32.const 0))

  (func $same (param i32 i32) (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $note (param i32)
    (global.set $trace (i32.add (i32.mul (global.get $trace) (i32.const 10)) (local.get 0))))
  (func $throw (param i32)
    (if (i32.eqz (local.get 0)) (then (throw $empty)))
    (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $number (i32.const 41))))
    (if (i32.eq (local.get 0) (i32.const 2)) (then (throw $pair (i32.const 5) (i64.const 6)))))

  (func $which (param i32) (result i32)
    (try (result i32)
      (do (try (result i32)
            (do (call $throw (local.get 0)) (i32.const 3))
            (catch $number (i32.add (i32.const 1)))
            (catch $pair (i32.wrap_i64) (i32.add))))
      (catch_all (i32.const 7))))

  ;; The parameters of a try; a try without a handler.
  (func $parameters (param i32) (result i32)
    (local.get 0)
    (try (param i32) (result i32)
      (do (try (param i32) (result i32) (do (call $throw (i32.const 1)) (i32.const 1) (i32.add))))
      (catch $number)))

  (func $rethrow (param i32) (result i32)
    (try (result i32)
      (do
        (try (result i32)
          (do (call $throw (local.get 0)) (i32.const 0))
          (catch $number
            (drop)
            (call $note (i32.const 1))
            (try (do (call $throw (i32.const 0))) (catch_all (call $note (i32.const 2)) (rethrow 1)))
            (i32.const 9))
          (catch_all (call $note (i32.const 3)) (rethrow 0))))
      (catch $number)
      (catch_all (i32.const 8))))

  ;; To the try that the label belongs to, over the one in between.
  (func $delegate (result i32)
    (try $outer (result i32)
      (do (try (result i32)
            (do (try (do (call $throw (i32.const 1))) (delegate $outer)) (i32.const 1))
            (catch_all (i32.const 2))))
      (catch $number)))
  ;; To the function's caller.
  (func $delegate_out
    (try (do (try (do (call $throw (i32.const 1))) (delegate 1))) (catch_all unreachable)))
  (func $caller (result i32)
    (try (result i32) (do (call $delegate_out) (i32.const 1)) (catch $number)))

  (func (export "_start") (local i32)
    (call $same (call $which (i32.const 0)) (i32.const 7))
    (call $same (call $which (i32.const 1)) (i32.const 42))
    (call $same (call $which (i32.const 2)) (i32.const 11))
    (call $same (call $which (i32.const 3)) (i32.const 3))
    (call $same (call $parameters (i32.const 4)) (i32.const 41))
    (call $same (call $rethrow (i32.const 1)) (i32.const 41))
    (call $same (global.get $trace) (i32.const 12))
    (call $same (call $rethrow (i32.const 0)) (i32.const 8))
    (call $same (global.get $trace) (i32.const 123))
    (call $same (call $rethrow (i32.const 3)) (i32.const 0))
    (call $same (call $delegate) (i32.const 41))
    (call $same (call $caller) (i32.const 41))
    (loop $many
      (drop (call $rethrow (i32.const 1)))
      (br_if $many (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1)))
                             (i32.const 200000))))))
