# What `cmake --install` and CPack put where. The runtime's bundles, lib/wasmelt/<target>, are
# installed by WasmeltRuntime.cmake; bin/wasmelt finds them relative to itself.

install(TARGETS wasmelt RUNTIME DESTINATION bin)
# Debian's LLVM is where the loader looks; another one has to be named.
if(NOT LLVM_INSTALL_PREFIX MATCHES "^/usr(/|$)")
  set_target_properties(wasmelt PROPERTIES INSTALL_RPATH "${LLVM_LIBRARY_DIRS}")
endif()

# libwasmelt, for hosts of compiled libraries.
include(CMakePackageConfigHelpers)
install(TARGETS wasmelt-shared wasmelt-static EXPORT wasmelt-targets
        LIBRARY DESTINATION lib ARCHIVE DESTINATION lib)
install(FILES "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasmelt/bindings.h"
              "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasmelt/wasi.h"
              "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasmelt/wasi.hpp"
              "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasmelt/wasmelt.h"
              "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasmelt/wasmelt.hpp"
              "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasmelt/wasm.h"
        DESTINATION include/wasmelt)
install(FILES "${PROJECT_SOURCE_DIR}/runtime-lib/include/wasm.h" DESTINATION include)
install(EXPORT wasmelt-targets NAMESPACE wasmelt:: FILE wasmeltTargets.cmake
        DESTINATION lib/cmake/wasmelt)
set(WASMELT_EXECUTABLE_PATH bin/wasmelt)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/wasmeltConfig.cmake.in"
  "${CMAKE_BINARY_DIR}/package/wasmeltConfig.cmake"
  INSTALL_DESTINATION lib/cmake/wasmelt PATH_VARS WASMELT_EXECUTABLE_PATH)
write_basic_package_version_file("${CMAKE_BINARY_DIR}/package/wasmeltConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/package/wasmeltConfig.cmake"
              "${CMAKE_BINARY_DIR}/package/wasmeltConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/WasmeltFunctions.cmake"
        DESTINATION lib/cmake/wasmelt)
configure_file("${PROJECT_SOURCE_DIR}/cmake/wasmelt.pc.in" "${CMAKE_BINARY_DIR}/package/wasmelt.pc" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/package/wasmelt.pc" DESTINATION lib/pkgconfig)

# Everybody's terms: our own, those of the code that is linked into the tool (lld, CLI11), and, beside
# the bundles, those of the code that is linked into compiled programs.
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/cmake/build-systems.md"
        DESTINATION share/doc/wasmelt)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION share/doc/wasmelt RENAME copyright)
foreach(PACKAGE liblld-22-dev libcli11-dev)
  if(EXISTS "/usr/share/doc/${PACKAGE}/copyright")
    install(FILES "/usr/share/doc/${PACKAGE}/copyright" DESTINATION share/doc/wasmelt
            RENAME "LICENSE.${PACKAGE}")
  endif()
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME wasmelt)
set(CPACK_PACKAGE_VENDOR "The wasmelt project")
set(CPACK_PACKAGE_CONTACT "The wasmelt project <noreply@wasmelt.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
  "wasmelt compiles WebAssembly modules to fast, self-contained native executables with LLVM. The
executables need nothing beside them, and reach only what they were granted.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# CMake's umask default leaves directories that a package must not have.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
