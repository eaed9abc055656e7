-- expects: there is no `package` in a notice
package.loadlib("libc.so.6", "system")
