;; RUN: %ir --shared | %check
;; RUN: %ir --shared --bounds=checked | %check --check-prefix=CHECKED
;; Memories of a library: the base comes from the instance.
(module
  (memory (export "memory") 1)
  (func (export "load") (param i32) (result i32) (i32.load offset=8 (local.get 0)))
  (func (export "size") (result i32) (memory.size))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))
