# Code that runs in compiled programs, built once for every target that wasmelt can compile to, and
# the directories ("bundles") with all that a link for a target needs.
#
#   lib/wasmelt/<target>/   libwasmelt-runtime.a libwasmelt-wasi.a rcrt1.o crti.o crtn.o libc.a
#                           libclang_rt.builtins.a
#
# The directory lies at the same place relative to bin/wasmelt in the build tree and when installed.

set(WASMELT_RUNTIME_TARGETS "x86_64-linux" CACHE STRING "The targets that the runtime is built for")

if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "wasmelt's runtime is built for several targets with clang, but the compiler is "
    "${CMAKE_CXX_COMPILER_ID}. On Debian: apt install clang-22, then configure with a preset or with "
    "-DCMAKE_C_COMPILER=clang-22 -DCMAKE_CXX_COMPILER=clang++-22.")
endif()

# What is known of each target: LLVM triple, and CPU and operating system as the file names in
# platform/ spell them.
set(WASMELT_TARGET_x86_64-linux_TRIPLE x86_64-linux-musl)
set(WASMELT_TARGET_x86_64-linux_CPU x86_64)
set(WASMELT_TARGET_x86_64-linux_OS linux)

# Finds musl and the kernel's headers for a target, and copies what linking needs into its bundle.
function(wasmelt_prepare_bundle TARGET)
  set(TRIPLE ${WASMELT_TARGET_${TARGET}_TRIPLE})
  set(BUNDLE "${CMAKE_BINARY_DIR}/lib/wasmelt/${TARGET}")
  string(REPLACE "-musl" "-gnu" GNU_TRIPLE ${TRIPLE})
  find_path(WASMELT_MUSL_INCLUDE_${TARGET} NAMES bits/alltypes.h NO_DEFAULT_PATH
            PATHS /usr/include/${TRIPLE} /usr/${TRIPLE}/include)
  find_path(WASMELT_MUSL_LIB_${TARGET} NAMES rcrt1.o NO_DEFAULT_PATH
            PATHS /usr/lib/${TRIPLE} /usr/${TRIPLE}/lib)
  if(NOT WASMELT_MUSL_INCLUDE_${TARGET} OR NOT WASMELT_MUSL_LIB_${TARGET})
    message(FATAL_ERROR "The C library musl was not found for ${TARGET}: compiled programs are linked "
      "with it. On Debian: apt install musl-dev. Elsewhere: "
      "-DWASMELT_MUSL_INCLUDE_${TARGET}=DIR -DWASMELT_MUSL_LIB_${TARGET}=DIR.")
  endif()
  find_file(WASMELT_MUSL_LICENCE NAMES copyright COPYRIGHT NO_DEFAULT_PATH
            PATHS /usr/share/doc/musl-dev "${WASMELT_MUSL_LIB_${TARGET}}/..")
  if(NOT WASMELT_MUSL_LICENCE)
    message(FATAL_ERROR "musl's licence text was not found; set WASMELT_MUSL_LICENCE to its COPYRIGHT "
      "file, which has to be shipped with the runtime.")
  endif()

  # Only the kernel's own headers: glibc's, which lie beside them, must not stand in for musl's.
  set(KERNEL_HEADERS "${CMAKE_BINARY_DIR}/kernel-headers/${TARGET}")
  file(MAKE_DIRECTORY "${KERNEL_HEADERS}")
  find_path(WASMELT_KERNEL_INCLUDE NAMES linux/version.h NO_DEFAULT_PATH PATHS /usr/include)
  find_path(WASMELT_KERNEL_ASM_INCLUDE_${TARGET} NAMES asm/unistd.h NO_DEFAULT_PATH
            PATHS /usr/include/${GNU_TRIPLE} /usr/${GNU_TRIPLE}/include /usr/include)
  if(NOT WASMELT_KERNEL_INCLUDE OR NOT WASMELT_KERNEL_ASM_INCLUDE_${TARGET})
    message(FATAL_ERROR "The Linux kernel's headers were not found for ${TARGET}. "
      "On Debian: apt install linux-libc-dev.")
  endif()
  file(CREATE_LINK "${WASMELT_KERNEL_INCLUDE}/linux" "${KERNEL_HEADERS}/linux" SYMBOLIC)
  file(CREATE_LINK "${WASMELT_KERNEL_INCLUDE}/asm-generic" "${KERNEL_HEADERS}/asm-generic" SYMBOLIC)
  file(CREATE_LINK "${WASMELT_KERNEL_ASM_INCLUDE_${TARGET}}/asm" "${KERNEL_HEADERS}/asm" SYMBOLIC)

  # Arithmetic that the CPU lacks (128-bit division and the like), which LLVM calls by name.
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" --target=${GNU_TRIPLE} -rtlib=compiler-rt
                          -print-libgcc-file-name
                  OUTPUT_VARIABLE BUILTINS OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT EXISTS "${BUILTINS}")
    message(FATAL_ERROR "compiler-rt's builtins were not found for ${TARGET} (clang looks for "
      "'${BUILTINS}'). On Debian: apt install libclang-rt-22-dev.")
  endif()
  configure_file("${BUILTINS}" "${BUNDLE}/libclang_rt.builtins.a" COPYONLY)

  foreach(FILE rcrt1.o crti.o crtn.o libc.a)
    configure_file("${WASMELT_MUSL_LIB_${TARGET}}/${FILE}" "${BUNDLE}/${FILE}" COPYONLY)
  endforeach()
  configure_file("${WASMELT_MUSL_LICENCE}" "${BUNDLE}/LICENCE.musl" COPYONLY)
  install(FILES "${BUNDLE}/rcrt1.o" "${BUNDLE}/crti.o" "${BUNDLE}/crtn.o" "${BUNDLE}/libc.a"
                "${BUNDLE}/libclang_rt.builtins.a" "${BUNDLE}/LICENCE.musl"
          DESTINATION "lib/wasmelt/${TARGET}")
endfunction()

add_custom_target(wasmelt-bundle ALL) # everything that a link needs, for every target
foreach(TARGET IN LISTS WASMELT_RUNTIME_TARGETS)
  if(NOT WASMELT_TARGET_${TARGET}_TRIPLE)
    message(FATAL_ERROR "WASMELT_RUNTIME_TARGETS: there is no runtime for '${TARGET}'")
  endif()
  wasmelt_prepare_bundle(${TARGET})
endforeach()

# wasmelt_compile_for_target(LIBRARY TARGET): a CMake library's sources are code of compiled programs
# for TARGET: freestanding C++ with no C++ library and no exceptions, and musl's C headers.
function(wasmelt_compile_for_target LIBRARY TARGET)
  target_include_directories(${LIBRARY} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_options(${LIBRARY} PRIVATE
    --target=${WASMELT_TARGET_${TARGET}_TRIPLE}
    -nostdlibinc -isystem "${WASMELT_MUSL_INCLUDE_${TARGET}}"
    -idirafter "${CMAKE_BINARY_DIR}/kernel-headers/${TARGET}"
    -Os -g0 -UNDEBUG -fPIE -fvisibility=hidden -ffunction-sections -fdata-sections
    -fasynchronous-unwind-tables -fomit-frame-pointer -fno-stack-protector -fstack-clash-protection
    -fno-ident -fno-sanitize=all -Wall -Wextra -Werror -Wno-unused-parameter
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
    $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics>)
endfunction()

# wasmelt_add_target_library(NAME sources...): a static library lib<NAME>.a in every target's bundle.
# `<cpu>` and `<os>` in a source's name stand for the target's. Makes the CMake targets
# <NAME>-<target>, all part of wasmelt-bundle.
function(wasmelt_add_target_library NAME)
  foreach(TARGET IN LISTS WASMELT_RUNTIME_TARGETS)
    set(SOURCES ${ARGN})
    list(TRANSFORM SOURCES REPLACE "<cpu>" "${WASMELT_TARGET_${TARGET}_CPU}")
    list(TRANSFORM SOURCES REPLACE "<os>" "${WASMELT_TARGET_${TARGET}_OS}")
    set(LIBRARY ${NAME}-${TARGET})
    add_library(${LIBRARY} STATIC ${SOURCES})
    set_target_properties(${LIBRARY} PROPERTIES
      OUTPUT_NAME ${NAME}
      ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib/wasmelt/${TARGET}"
      INTERPROCEDURAL_OPTIMIZATION OFF)
    wasmelt_compile_for_target(${LIBRARY} ${TARGET})
    add_dependencies(wasmelt-bundle ${LIBRARY})
    install(FILES $<TARGET_FILE:${LIBRARY}> DESTINATION "lib/wasmelt/${TARGET}")
  endforeach()
endfunction()
