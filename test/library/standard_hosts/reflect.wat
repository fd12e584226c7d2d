(module
  (import "from" "a \u{20ac} function" (func (param i32 f64) (result externref)))
  (import "from" "a memory" (memory 1 20))
  (func (export "func") (param i32 f64 f32) (result i32 i64) (unreachable))
  (global (export "global") f64 (f64.const 0))
  (table (export "table") 0 50 funcref)
  (table (export "open table") 3 externref)
  (memory (export "memory") 1)
  (tag (export "tag") (param i32)))
