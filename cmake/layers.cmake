# A layer of the house: a static library made of its rooms, linked to every layer beneath it.
# LIBRARIES stay inside the layer; EXPOSES are those whose headers its own headers include.
set(BL_LAYERS "" CACHE INTERNAL "layers made so far, from the ground up")

function(bl_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "ROOMS;SOURCES;LIBRARIES;EXPOSES")
  set(files ${arg_SOURCES})
  foreach(room IN LISTS arg_ROOMS)
    list(APPEND files ${CMAKE_SOURCE_DIR}/core/${name}/${room}.c)
  endforeach()
  add_library(bl_${name} STATIC ${files})
  target_include_directories(bl_${name} PUBLIC ${CMAKE_SOURCE_DIR}/core)
  target_link_libraries(bl_${name} PUBLIC ${BL_LAYERS} ${arg_EXPOSES}
                        PUBLIC ${arg_LIBRARIES})
  set(BL_LAYERS bl_${name} ${BL_LAYERS} CACHE INTERNAL "")
endfunction()

# bl_embed(out.c NAME files...): the files' bytes as C data, in a table `const bl_embedded NAME[]`
# (see base/text.h's bl_text) that ends with an entry whose name is NULL.
function(bl_embed out symbol)
  set(body "/* Made by the build from the files it names. */\n#include \"base/embedded.h\"\n\n")
  set(table "const bl_embedded ${symbol}[] = {\n")
  set(index 0)
  foreach(path IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    get_filename_component(full ${path} ABSOLUTE)
    file(RELATIVE_PATH leaf ${CMAKE_SOURCE_DIR} ${full})
    string(APPEND body "static const unsigned char file_${index}[] = {${bytes}0};\n")
    set(view "{(const char *)file_${index}, sizeof file_${index} - 1}")
    string(APPEND table "    {\"${leaf}\", ${view}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND table "    {0, {0, 0}},\n};\n")
  file(CONFIGURE OUTPUT ${out} CONTENT "${body}\n${table}" @ONLY)
endfunction()
