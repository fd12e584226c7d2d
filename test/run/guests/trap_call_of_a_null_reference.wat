;; compare: text
;; status: 134
;; stderr: wasmelt: trap: null function reference
(module
  (type $f (func))
  (func (export "_start") (call_ref $f (ref.null $f))))
