# bl_precompile(out.c NAME files...): the Lua modules, compiled, in a table
# `const bl_embedded NAME[]` that ends with an entry whose name is NULL. A module is called by its
# path in the project.
add_executable(bl_precompile ${CMAKE_CURRENT_LIST_DIR}/precompile.c)
target_link_libraries(bl_precompile PRIVATE PkgConfig::LUA)

function(bl_precompile out symbol)
  add_custom_command(OUTPUT ${out}
    COMMAND bl_precompile ${out} ${symbol} ${ARGN}
    DEPENDS bl_precompile ${ARGN}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    VERBATIM)
endfunction()
