-- luacheck's settings: what scripts may name. The words of notices are those of core/host.

max_line_length = false -- tests/tidy counts in characters
ignore = { "61." } -- blanks: tests/tidy
self = false -- a method need not use it
exclude_files = { "tests/hostile", "build" }

local notice = {
  read_globals = {
    "assert", "error", "ipairs", "next", "pairs", "print", "select", "tonumber", "tostring", "type",
    "math", "string", "table", "utf8",
    "at_least", "at_most", "bylaw", "equal", "yuan", "fen", "percent", "ratio", "date", "time", "days", "hours",
  },
}
local case = { read_globals = { "policy", "case", "refused", "bad", "with", "own", "null", "empty", "include" } }
for _, word in ipairs(notice.read_globals) do table.insert(case.read_globals, word) end

stds.notice = notice
stds.case = case
std = "lua54"
files["lua/bylaw"] = { globals = { "kit", "words" }, read_globals = { "core", "null" } }
files["policies"] = { std = "notice" }
files["plugins"] = { std = "notice" }
files["tests/bench"] = { std = "notice" }
files["tests/policies"] = { std = "case" }
files[".luacheckrc"] = {
  globals = { "std", "stds", "files", "max_line_length", "ignore", "self", "exclude_files" },
}
