;; compare: text
;; status: 134
;; stderr: wasmelt: trap: indirect call type mismatch
;; A function of a type is not one of its subtype.
(module
  (rec (type $base (sub (func (param i32) (result i32))))
       (type $derived (sub $base (func (param i32) (result i32)))))
  (table $any 1 funcref)
  (elem (table $any) (i32.const 0) func $as_base)
  (func $as_base (type $base) (i32.const 10))
  (func (export "_start")
    (drop (call_indirect $any (type $derived) (i32.const 0) (i32.const 0)))))
