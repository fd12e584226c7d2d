(module
  (func $add (import "" "add") (param i32))
  (global $id (import "" "id") i32)
  (func (export "run") (call $add (global.get $id))))
