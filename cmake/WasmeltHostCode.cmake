# Flags for code that runs in the compiler and its tests (not for the runtime, which is built for
# the targets).
add_library(wasmelt-host-code INTERFACE)
target_include_directories(wasmelt-host-code INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(wasmelt-host-code INTERFACE -Wall -Wextra -Wno-unused-parameter -Werror)
if(WASMELT_SANITIZE)
  target_compile_options(wasmelt-host-code INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_link_options(wasmelt-host-code INTERFACE -fsanitize=address,undefined)
endif()
# LLVM's packages name libraries that wasmelt has no use for (z3), which take time to load, and have much code that
# it never calls.
target_link_options(wasmelt-host-code INTERFACE "LINKER:--as-needed" "LINKER:--gc-sections")
find_program(WASMELT_LLD ld.lld-22 HINTS "${LLVM_TOOLS_BINARY_DIR}" NAMES ld.lld)
if(WASMELT_LLD)
  target_link_options(wasmelt-host-code INTERFACE "--ld-path=${WASMELT_LLD}")
endif()

# wasmelt_add_stage(NAME sources...): a stage of the compiler.
function(wasmelt_add_stage NAME)
  add_library(${NAME} STATIC ${ARGN})
  target_link_libraries(${NAME} PUBLIC wasmelt-host-code)
endfunction()
