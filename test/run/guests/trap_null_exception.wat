;; compare: text
;; status: 134
;; stderr: wasmelt: trap: null reference
(module
  (func (export "_start") (block (try_table (catch_all 0) (throw_ref (ref.null exn))))))
