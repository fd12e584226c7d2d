# Finds LLVM and lld, in the one version that wasmelt is written for.
set(WASMELT_LLVM_VERSION 22)
# LLVM's own version file refuses a request for "22": the major version is compared here.
find_package(LLVM CONFIG QUIET HINTS /usr/lib/llvm-${WASMELT_LLVM_VERSION}/lib/cmake/llvm)
if(NOT LLVM_FOUND OR NOT LLVM_VERSION_MAJOR EQUAL WASMELT_LLVM_VERSION)
  message(FATAL_ERROR "LLVM ${WASMELT_LLVM_VERSION} was not found. On Debian: "
    "apt install llvm-22-dev liblld-22-dev lld-22 clang-22. Elsewhere: -DLLVM_DIR=PREFIX/lib/cmake/llvm.")
endif()
find_package(LLD CONFIG QUIET HINTS "${LLVM_INSTALL_PREFIX}/lib/cmake/lld" NO_DEFAULT_PATH)
if(NOT LLD_FOUND)
  message(FATAL_ERROR "lld ${WASMELT_LLVM_VERSION} was not found beside LLVM. On Debian: apt install liblld-22-dev.")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")

# LLVM's headers for targets that use them; its warnings are not ours.
add_library(wasmelt-llvm-headers INTERFACE)
target_include_directories(wasmelt-llvm-headers SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(wasmelt-llvm-headers INTERFACE ${LLVM_DEFINITIONS_LIST})
