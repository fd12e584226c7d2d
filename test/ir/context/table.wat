;; RUN: %ir --shared | %check
;; Tables of a library: entries carry their instance.
(module
  (table $own 4 funcref)
  (table $objects (export "objects") 1 externref)
  (elem $segment func $get)
  (elem $nulls funcref (ref.null func) (ref.func $set))
  (func $get (export "get") (param i32) (result funcref) (table.get $own (local.get 0)))
  (func $set (export "set") (param i32) (table.set $own (local.get 0) (ref.func $get)))
  (func (export "get_object") (param i32) (result externref) (table.get $objects (local.get 0)))
  (func (export "size") (result i32) (table.size $objects))
  (func (export "init") (table.init $own $segment (i32.const 0) (i32.const 0) (i32.const 1)))
  (func (export "drop") (elem.drop $segment)))
