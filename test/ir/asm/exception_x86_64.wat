;; RUN: %asm | %check
;; Nothing is done for an exception on the path without one: what is behind the handler's code is that
;; of the function without handlers.
(module
  (tag $number (param i32))
  (global $sum (mut i32) (i32.const 0))
  (type $f (func (param i32) (result i32)))
  (table $calls 4 8 funcref)
  (elem (table $calls) (i32.const 0) func $throw $without $with)
  (func $throw (type $f) (throw $number (local.get 0)))
  (func $without (type $f)
    (i32.add (call_indirect $calls (type $f) (i32.const 7) (i32.const 3)) (i32.const 1)))
  (func $with (type $f)
    (block $caught (result i32)
      (return (try_table (result i32) (catch $number $caught)
        (i32.add (call_indirect $calls (type $f) (i32.const 7) (i32.const 3)) (i32.const 1)))))
    (i32.const 5)
    (i32.add))
  (func (export "_start")
    (drop (table.grow $calls (ref.func $throw) (global.get $sum)))
    (table.set $calls (global.get $sum) (ref.null func))
    (global.set $sum (call_indirect $calls (type $f) (i32.const 7) (global.get $sum)))))

;; CHECK-LABEL: wasm.without:
;; CHECK:       movl 56(%rax), %ecx
;; CHECK-NEXT:  cmpl $1, %ecx
;; CHECK-NEXT:  jne
;; CHECK-NEXT:  pushq %rax
;; CHECK-NEXT:  .cfi_def_cfa_offset 16
;; CHECK-NEXT:  movl $7, %edi
;; CHECK-NEXT:  callq *48(%rax)
;; CHECK-NEXT:  incl %eax
;; CHECK-NEXT:  popq
;; CHECK-NEXT:  .cfi_def_cfa_offset 8
;; CHECK-NEXT:  retq

;; CHECK-LABEL: wasm.with:
;; CHECK:       pushq %rbx
;; CHECK-NEXT:  .cfi_def_cfa_offset 16
;; CHECK:       movl 56(%rax), %ecx
;; CHECK-NEXT:  cmpl $1, %ecx
;; CHECK-NEXT:  jne
;; CHECK-NEXT:  .Ltmp
;; CHECK-NEXT:  movl $7, %edi
;; CHECK-NEXT:  callq *48(%rax)
;; CHECK-NEXT:  .Ltmp
;; CHECK-NEXT:  incl %eax
;; CHECK-NEXT:  popq
;; CHECK-NEXT:  .cfi_def_cfa_offset 8
;; CHECK-NEXT:  retq
;; CHECK:       .LBB
;; CHECK:       leaq wasmelt.tag.number(%rip)
