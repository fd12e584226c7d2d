# What find_package(wasmelt) gives to build with: see share/doc/wasmelt/build-systems.md.
#
#   wasmelt_add_executable(NAME MODULE [OPTIONS option...] [DEPENDS file...])
#   wasmelt_add_library(NAME SHARED|STATIC MODULE [NAMESPACE name] [HEADER file...]
#                       [PYTHON file] [OPTIONS option...] [DEPENDS file...])
#
# Each makes a target NAME, which can be named wherever CMake takes an executable or a library
# (add_test, add_custom_command, target_link_libraries, $<TARGET_FILE:NAME>, install(PROGRAMS ...)),
# and which is built with everything else.
#
# Variables, as CMake has them for its languages:
#   WASMELT_FLAGS            options of every configuration
#   WASMELT_FLAGS_<CONFIG>   and of one; by default -O0 in Debug, -O3 in Release, -O2 in
#                            RelWithDebInfo, -Os in MinSizeRel
#   WASMELT_USE_STATIC_LIBS  whether programs that are linked with a library get libwasmelt as a
#                            static library

# Sets `result` to the name of the target machine, as wasmelt calls it.
function(_wasmelt_target function result)
  string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}-${CMAKE_SYSTEM_NAME}" target)
  string(REGEX REPLACE "^(amd64|x64)-" "x86_64-" target "${target}")
  string(REGEX REPLACE "^arm64-" "aarch64-" target "${target}")
  if(NOT target IN_LIST WASMELT_TARGETS)
    list(JOIN WASMELT_TARGETS ", " known)
    message(FATAL_ERROR "${function}: wasmelt ${wasmelt_VERSION} does not compile for ${target} "
      "(CMAKE_SYSTEM_PROCESSOR is '${CMAKE_SYSTEM_PROCESSOR}', CMAKE_SYSTEM_NAME is "
      "'${CMAKE_SYSTEM_NAME}'), but for: ${known}")
  endif()
  set(${result} ${target} PARENT_SCOPE)
endfunction()

# Sets `result` to the options of every configuration, as generator expressions.
function(_wasmelt_flags result)
  set(defaults_DEBUG -O0)
  set(defaults_RELEASE -O3)
  set(defaults_RELWITHDEBINFO -O2)
  set(defaults_MINSIZEREL -Os)
  set(flags ${WASMELT_FLAGS})
  foreach(config IN LISTS CMAKE_CONFIGURATION_TYPES CMAKE_BUILD_TYPE)
    string(TOUPPER "${config}" upper)
    if(DEFINED WASMELT_FLAGS_${upper})
      set(its_flags ${WASMELT_FLAGS_${upper}})
    else()
      set(its_flags ${defaults_${upper}})
    endif()
    if(its_flags)
      list(APPEND flags "$<$<CONFIG:${config}>:${its_flags}>")
    endif()
  endforeach()
  set(${result} ${flags} PARENT_SCOPE)
endfunction()

# Sets `result` to where a module is: beside the CMakeLists.txt, or made by the build.
function(_wasmelt_module module result)
  if(NOT module MATCHES "\\$<" AND NOT IS_ABSOLUTE "${module}")
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${module}")
      set(module "${CMAKE_CURRENT_SOURCE_DIR}/${module}")
    else()
      set(module "${CMAKE_CURRENT_BINARY_DIR}/${module}")
    endif()
  endif()
  set(${result} "${module}" PARENT_SCOPE)
endfunction()

# Sets `result` to where outputs go.
function(_wasmelt_folder result)
  get_property(is_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}")
  if(is_multi_config)
    set(folder "${folder}/$<CONFIG>")
  endif()
  set(${result} "${folder}" PARENT_SCOPE)
endfunction()

# Adds the step that compiles `module` to `file`, and makes the imported target `name` stand for the
# file. `more_outputs` are other files that it writes.
function(_wasmelt_compile function name module file options depends more_outputs)
  _wasmelt_target(${function} target)
  _wasmelt_flags(flags)
  _wasmelt_module("${module}" module)
  get_property(is_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  _wasmelt_folder(folder)
  set(output "${folder}/${file}")
  # CMake takes the name of the output for the target that stands for it, which waits for the step: so
  # what is built with everything else is named otherwise.
  set(private "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}_wasmelt.dir/$<CONFIG>")
  add_custom_command(
    OUTPUT "${output}" "${private}/made" ${more_outputs}
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${folder}" "${private}"
    COMMAND "${WASMELT_EXECUTABLE}" "${module}" -o "${output}" --target=${target} "${flags}" ${options}
            --write-dependencies "--dependency-file=${private}/depends"
    COMMAND "${CMAKE_COMMAND}" -E touch "${private}/made"
    DEPENDS "${module}" "${WASMELT_EXECUTABLE}" ${depends}
    DEPFILE "${private}/depends"
    COMMENT "Compiling WebAssembly to ${file}"
    COMMAND_EXPAND_LISTS VERBATIM)
  # Imported targets are not built themselves, but have what they depend on built.
  add_custom_target(${name}_wasmelt ALL DEPENDS "${private}/made")
  add_dependencies(${name} ${name}_wasmelt)
  if(is_multi_config)
    foreach(config IN LISTS CMAKE_CONFIGURATION_TYPES)
      string(TOUPPER "${config}" upper)
      set_target_properties(${name} PROPERTIES
        IMPORTED_LOCATION_${upper} "${CMAKE_CURRENT_BINARY_DIR}/${config}/${file}")
    endforeach()
    set_target_properties(${name} PROPERTIES IMPORTED_CONFIGURATIONS "${CMAKE_CONFIGURATION_TYPES}")
  else()
    set_target_properties(${name} PROPERTIES IMPORTED_LOCATION "${output}")
  endif()
endfunction()

# Fails if the call of a function has what it does not take.
function(_wasmelt_check function name module unparsed missing)
  if(NOT module)
    message(FATAL_ERROR "${function}(${name}): name a module, .wasm or .wat")
  endif()
  if(unparsed)
    message(FATAL_ERROR "${function}(${name}): unexpected arguments: ${unparsed}")
  endif()
  if(missing)
    message(FATAL_ERROR "${function}(${name}): these keywords have no value: ${missing}")
  endif()
endfunction()

function(wasmelt_add_executable name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OPTIONS;DEPENDS")
  set(rest ${arg_UNPARSED_ARGUMENTS})
  list(POP_FRONT rest module)
  _wasmelt_check(wasmelt_add_executable "${name}" "${module}" "${rest}"
                 "${arg_KEYWORDS_MISSING_VALUES}")
  add_executable(${name} IMPORTED GLOBAL)
  _wasmelt_compile(wasmelt_add_executable ${name} "${module}" ${name} "${arg_OPTIONS}"
                   "${arg_DEPENDS}" "")
endfunction()

function(wasmelt_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SHARED;STATIC" "NAMESPACE;PYTHON"
                        "HEADER;OPTIONS;DEPENDS")
  set(rest ${arg_UNPARSED_ARGUMENTS})
  list(POP_FRONT rest module)
  _wasmelt_check(wasmelt_add_library "${name}" "${module}" "${rest}"
                 "${arg_KEYWORDS_MISSING_VALUES}")
  if(arg_SHARED AND arg_STATIC OR NOT (arg_SHARED OR arg_STATIC))
    message(FATAL_ERROR "wasmelt_add_library(${name}): say SHARED or STATIC")
  endif()
  if(arg_PYTHON AND arg_STATIC)
    message(FATAL_ERROR "wasmelt_add_library(${name}): PYTHON is for SHARED libraries, which it loads")
  endif()
  _wasmelt_folder(folder)
  set(options ${arg_OPTIONS})
  if(arg_NAMESPACE)
    list(APPEND options --namespace "${arg_NAMESPACE}")
  endif()
  set(bindings "")
  foreach(kind IN ITEMS header python)
    string(TOUPPER ${kind} upper)
    foreach(file IN LISTS arg_${upper})
      cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${folder}")
      list(APPEND options --${kind} "${file}")
      list(APPEND bindings "${file}")
    endforeach()
  endforeach()
  if(arg_SHARED)
    add_library(${name} SHARED IMPORTED GLOBAL)
    # Programs that are linked with it look for its name, not for where it was built.
    set_target_properties(${name} PROPERTIES IMPORTED_NO_SONAME TRUE)
    _wasmelt_compile(wasmelt_add_library ${name} "${module}" "lib${name}.so" "--shared;${options}"
                     "${arg_DEPENDS}" "${bindings}")
  else()
    add_library(${name} STATIC IMPORTED GLOBAL)
    _wasmelt_compile(wasmelt_add_library ${name} "${module}" "lib${name}.a" "--static;${options}"
                     "${arg_DEPENDS}" "${bindings}")
  endif()
  if(arg_HEADER OR arg_STATIC)
    # CMake wants the folders of imported targets to be there when it configures.
    foreach(config IN LISTS CMAKE_CONFIGURATION_TYPES ITEMS "")
      string(REPLACE "$<CONFIG>" "${config}" made "${folder}")
      file(MAKE_DIRECTORY "${made}")
    endforeach()
    target_include_directories(${name} INTERFACE "${folder}")
    if(WASMELT_USE_STATIC_LIBS)
      target_link_libraries(${name} INTERFACE wasmelt::wasmelt-static)
    else()
      target_link_libraries(${name} INTERFACE wasmelt::wasmelt)
    endif()
  endif()
endfunction()
