(module
  (func $callback (import "" "callback") (result i32))
  (func (export "callback") (result i32) (call $callback))
  (func $unreachable (unreachable))
  (func (export "unreachable") (result i32) (call $unreachable) (i32.const 1))
  (func (export "divide") (param i32 i32) (result i32)
    (i32.div_s (local.get 0) (local.get 1))))
