-- SPDX-License-Identifier: MIT
-- bylaw: the word by which notices reach the library.
--
--   bylaw.notice { ... }                     see notice.lua
--   bylaw.part("a_notice/_procedure.lua", words)
--
--   local holidays = bylaw.use "holidays"    what a plugin adds (core/host/plugin_file.h)
--
-- A part of a long notice lies in a folder beside it, has a name that begins with "_", and gets the
-- words, which it may add to, as its "...".

return {
  notice = kit.notice,
  part = function(path, words) core.part(path, words) end,
  use = function(name) return core.use(name) end,
}
