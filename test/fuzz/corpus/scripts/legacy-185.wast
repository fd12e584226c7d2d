(module binary
  "\00\61\73\6d\01\00\00\00\01\6b\11\60\00\00\60\01\7f\00\60\00\01\7e\60\02\7f\7c\00\60\00\04\69\7c"
  "\7d\7c\60\02\7d\7e\01\7d\60\03\7c\7d\7e\05\7f\7d\7d\7f\7d\60\01\7f\05\7e\7c\7f\7d\7e\60\02\7d\7f"
  "\01\7d\60\00\01\7f\60\04\7d\7f\7c\7f\01\7f\60\01\7e\00\60\01\7b\00\60\02\7f\7f\01\7f\60\00\06\7d"
  "\7c\7c\7d\7e\7d\60\00\05\7f\7d\7d\7f\7d\60\00\05\7e\7c\7f\7d\7e\03\14\13\04\00\05\06\07\08\00\09"
  "\00\0a\0b\01\0c\0d\02\0e\00\00\02\04\05\01\69\01\01\01\05\04\01\01\10\10\0d\07\03\00\03\00\00\00"
  "\01\06\15\04\7f\01\41\04\0b\7f\01\41\01\0b\7e\01\42\01\0b\7e\01\42\01\0b\07\bf\01\0f\0b\66\75\7a"
  "\7a\2d\64\69\67\65\73\74\00\0e\04\74\61\67\24\04\00\04\66\75\6e\63\00\00\0c\66\75\6e\63\5f\69\6e"
  "\76\6f\6b\65\72\00\01\06\66\75\6e\63\5f\39\00\02\07\66\75\6e\63\5f\31\30\00\03\07\66\75\6e\63\5f"
  "\31\31\00\04\0f\66\75\6e\63\5f\31\32\5f\69\6e\76\6f\6b\65\72\00\06\07\66\75\6e\63\5f\31\34\00\07"
  "\0f\66\75\6e\63\5f\31\34\5f\69\6e\76\6f\6b\65\72\00\08\07\66\75\6e\63\5f\31\37\00\09\0e\66\75\7a"
  "\7a\2d\64\69\67\65\73\74\5f\31\31\00\12\07\66\75\6e\63\5f\31\32\00\0f\0f\66\75\6e\63\5f\69\6e\76"
  "\6f\6b\65\72\5f\31\33\00\10\0e\66\75\6e\63\5f\38\5f\69\6e\76\6f\6b\65\72\00\11\0c\01\04\00\20\12"
  "\62\69\6e\61\72\79\65\6e\2e\6a\73\2e\63\61\6c\6c\65\64\03\03\01\00\00\04\01\00\00\07\01\00\00\0a"
  "\9d\05\13\1d\00\23\00\45\04\40\41\04\24\00\00\0b\23\00\41\01\6b\24\00\41\16\42\00\3d\00\00\08\01"
  "\0b\3a\03\02\69\03\7c\02\7d\23\00\45\04\40\41\04\24\00\00\0b\23\00\41\01\6b\24\00\10\00\21\03\21"
  "\05\21\02\22\00\21\01\20\02\21\04\20\05\21\06\20\03\1a\20\06\1a\20\04\1a\20\01\1a\0b\5d\00\02\40"
  "\23\00\45\0d\00\23\00\41\01\6b\24\00\23\00\45\0d\00\23\00\41\01\6b\24\00\41\00\41\ea\8a\7f\10\0d"
  "\04\40\41\17\44\00\00\00\00\00\00\00\00\39\01\00\23\00\45\0d\01\23\00\41\01\6b\24\00\41\00\41\9e"
  "\7f\44\42\60\e5\d0\22\db\d9\bf\08\00\0b\43\96\2a\62\ce\0f\0b\41\04\24\00\00\0b\29\00\23\00\45\04"
  "\40\41\04\24\00\00\0b\23\00\41\01\6b\24\00\41\eb\00\43\00\00\80\4c\43\00\10\01\46\41\89\7f\43\00"
  "\00\00\00\0b\2d\00\23\00\45\04\40\41\04\24\00\00\0b\23\00\41\01\6b\24\00\42\81\80\7e\44\02\00\00"
  "\00\00\00\20\43\41\ff\ff\7d\43\00\00\aa\c2\42\c1\36\0b\45\00\23\00\45\04\40\41\04\24\00\00\0b\23"
  "\00\41\01\6b\24\00\fd\0c\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\10\0c\20\01\41\0f\71\41"
  "\00\41\eb\68\fc\0a\00\00\41\04\43\00\00\00\00\38\01\00\43\20\00\00\47\0b\1e\00\23\00\45\04\40\41"
  "\04\24\00\00\0b\23\00\41\01\6b\24\00\43\00\00\80\cf\41\6d\10\05\1a\0b\17\00\23\00\45\04\40\41\04"
  "\24\00\00\0b\23\00\41\01\6b\24\00\41\81\01\0b\26\00\23\00\45\04\40\41\04\24\00\00\0b\23\00\41\01"
  "\6b\24\00\23\00\45\04\40\41\04\24\00\00\0b\23\00\41\01\6b\24\00\0b\18\00\23\00\45\04\40\41\04\24"
  "\00\00\0b\23\00\41\01\6b\24\00\41\82\80\7c\0b\11\00\23\02\20\00\85\42\b3\83\80\80\80\20\7e\24\02"
  "\0b\06\00\20\00\08\02\0b\10\00\20\00\fd\1d\00\10\0a\20\00\fd\1d\01\10\0a\0b\0e\00\20\00\ad\10\0a"
  "\20\01\ad\10\0a\41\00\0b\28\02\01\7f\01\7e\41\00\21\00\03\40\20\00\29\03\00\10\0a\20\00\41\08\6a"
  "\22\00\41\80\10\49\0d\00\0b\3f\00\ad\10\0a\23\02\0b\15\00\23\01\45\04\40\41\01\24\01\00\0b\23\01"
  "\41\01\6b\24\01\00\0b\27\00\23\01\45\04\40\41\01\24\01\00\0b\23\01\41\01\6b\24\01\23\01\45\04\40"
  "\41\01\24\01\00\0b\23\01\41\01\6b\24\01\00\0b\26\00\23\01\45\04\40\41\01\24\01\00\0b\23\01\41\01"
  "\6b\24\01\23\01\45\04\40\41\01\24\01\00\0b\23\01\41\01\6b\24\01\0b\08\02\01\7f\01\7e\23\03\0b\0b"
  "\3e\04\00\41\00\0b\09\e3\8e\42\c1\63\cc\1f\a8\82\00\41\09\0b\10\8f\e6\2d\e3\05\b9\af\f3\79\cf\26"
  "\9e\8c\8b\61\1c\00\41\19\0b\07\d9\63\33\46\f9\e3\36\00\41\20\0b\09\bf\8c\34\ce\1e\74\b7\80\8e")
(assert_exception (invoke "func_invoker"))
(assert_return (invoke "fuzz-digest") (i64.const 7853407424895598218))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_9" (f32.const -100000002004087730000) (i64.const 281470681808895)) (f32.const -948610432))
(assert_return (invoke "fuzz-digest") (i64.const 5780942729106195721))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_10" (f64.const -1) (f32.const -100000002004087730000) (i64.const 2)) "unreachable")
(assert_return (invoke "fuzz-digest") (i64.const 7702652641417512498))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_11" (i32.const 1048570)) (i64.const -32767) (f64.const 2251799813685249) (i32.const -32769) (f32.const -85) (i64.const 6977))
(assert_return (invoke "fuzz-digest") (i64.const 6829807921344294239))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_12_invoker") "out of bounds memory access")
(assert_return (invoke "fuzz-digest") (i64.const 7940061012267589120))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_14") (i32.const 129))
(assert_return (invoke "fuzz-digest") (i64.const -644864364718779235))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_14_invoker") "unreachable")
(assert_return (invoke "fuzz-digest") (i64.const -7166486705973651850))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_17" (f32.const 0) (i32.const 8) (f64.const 3.25) (i32.const -1)) (i32.const -65534))
(assert_return (invoke "fuzz-digest") (i64.const 1551562725657312851))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_12") "unreachable")
(assert_return (invoke "fuzz-digest") (i64.const -6773304110218609748))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_invoker_13") "unreachable")
(assert_return (invoke "fuzz-digest") (i64.const 1530626984324566745))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_8_invoker") "unreachable")
(assert_return (invoke "fuzz-digest") (i64.const -6199971362460451934))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_9" (f32.const 0) (i64.const -2147483648)) (f32.const -948610432))
(assert_return (invoke "fuzz-digest") (i64.const 665148246581232209))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_10" (f64.const 0.5) (f32.const 1) (i64.const 0)) (i32.const 107) (f32.const 67108864) (f32.const 8260) (i32.const -119) (f32.const 0))
(assert_return (invoke "fuzz-digest") (i64.const -4103262469361797894))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_trap (invoke "func_11" (i32.const 8)) "unreachable")
(assert_return (invoke "fuzz-digest") (i64.const -5861428784537739641))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
(assert_return (invoke "func_17" (f32.const 3.25) (i32.const 1) (f64.const inf) (i32.const 255)) (i32.const -65534))
(assert_return (invoke "fuzz-digest") (i64.const 5002530365190621360))
(assert_return (invoke "fuzz-digest_11") (i64.const 1))
