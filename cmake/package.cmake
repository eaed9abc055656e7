# What is installed, and the Debian package of it: `cpack -G DEB` in the build folder.
include(GNUInstallDirs)
# The program looks for its plugins from where it lies, so that a tree may be moved as a whole.
file(RELATIVE_PATH installed_plugins ${CMAKE_INSTALL_FULL_BINDIR}
     ${CMAKE_INSTALL_FULL_DATADIR}/bylaw/plugins)
set_source_files_properties(core/host/plugin_file.c PROPERTIES
                            COMPILE_DEFINITIONS BYLAW_INSTALLED_PLUGINS="${installed_plugins}")
install(TARGETS bylaw RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY policies DESTINATION ${CMAKE_INSTALL_DATADIR}/bylaw FILES_MATCHING PATTERN *.lua)
install(DIRECTORY plugins DESTINATION ${CMAKE_INSTALL_DATADIR}/bylaw
        FILES_MATCHING PATTERN init.lua PATTERN README.md)
install(FILES core/host/plugin_interface.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bylaw)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/package/bylaw.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES cmake/package/bylaw.bash RENAME bylaw
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES cmake/package/bylaw.service DESTINATION /lib/systemd/system)
install(FILES cmake/package/default RENAME bylaw DESTINATION /etc/default)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "bylaw <bylaw@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "policy notices as programs")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/cmake/package/conffiles
                                       ${CMAKE_SOURCE_DIR}/cmake/package/postinst
                                       ${CMAKE_SOURCE_DIR}/cmake/package/prerm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
