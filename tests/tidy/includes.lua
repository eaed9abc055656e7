-- SPDX-License-Identifier: MIT
-- includes.lua - checks that files include downward only.
--
-- The order is that of the bl_layer(...) lines of CMakeLists.txt. A header without a .c stands
-- right behind the last room that it includes itself; a .c that is no room (main.c) stands last.

local owners = { ["sqlite3.h"] = "store", ["lua.h"] = "host", ["lauxlib.h"] = "host",
  ["lualib.h"] = "host", ["uv.h"] = "host" }
local headings = { ROOMS = true, SOURCES = true, LIBRARIES = true, EXPOSES = true }
local AFTER = 1 / 1024

local function read_layers(text)
  local layers, count = {}, 0
  for body in text:gsub("#[^\n]*", ""):gmatch "bl_layer%s*(%b())" do
    local layer, heading, rooms = nil, nil, 0
    for word in body:gmatch "[^%s()]+" do
      if not layer then
        count = count + 1
        layer = { order = count, rooms = {} }
        layers[word] = layer
      elseif headings[word] then
        heading = word
      elseif heading == "ROOMS" then
        rooms = rooms + 1
        layer.rooms[word] = rooms
      end
    end
  end
  return layers
end

-- The quoted and angled includes of a file: lines of { line number, path, quoted }.
local function includes_of(file)
  local found = {}
  for number, line in ipairs(file.lines) do
    local mark, path = line:match '^%s*#%s*include%s*([<"])([^>"]+)[>"]'
    if path then found[#found + 1] = { number = number, path = path, quoted = mark == '"' } end
  end
  return found
end

local function split(path)
  return path:match "^core/([^/]+)/(.+)%.[ch]$"
end

local rank_of

-- A header alone: behind what it includes. While it is being looked at, it stands past everything,
-- so that two headers that include each other are found.
local function rank_of_header(house, layers, file, layer_name)
  if file.rank then return file.rank end
  file.rank = math.huge
  local last = 0
  for _, include in ipairs(includes_of(file)) do
    local other = house.by_path["core/" .. include.path]
    if other and split(other.path) == layer_name then
      last = math.max(last, rank_of(house, layers, other))
    end
  end
  file.rank = last + AFTER
  return file.rank
end

function rank_of(house, layers, file)
  local layer_name, room = split(file.path)
  local place = layers[layer_name].rooms[room]
  if place then return place end
  if file.kind == "c" or house.by_path[file.path:gsub("%.h$", ".c")] then return math.huge end
  return rank_of_header(house, layers, file, layer_name)
end

local function check_core(house, layers, file)
  local layer_name, room = split(file.path)
  local layer = layers[layer_name]
  if not layer then
    return house.finding(file.path, 1, "core/%s is no layer of CMakeLists.txt", layer_name)
  end
  for _, include in ipairs(includes_of(file)) do
    local owner = owners[include.path]
    local other = house.by_path["core/" .. include.path]
    local other_layer, other_room = split(other and other.path or "")
    if owner and owner ~= layer_name then
      house.finding(file.path, include.number, "only core/%s includes %s", owner, include.path)
    elseif include.quoted and not (other and layers[other_layer]) then
      house.finding(file.path, include.number, "%s: not a file of a layer", include.path)
    elseif other and layers[other_layer].order > layer.order then
      house.finding(file.path, include.number, "%s is of a layer above", include.path)
    elseif other_layer == layer_name and other_room ~= room
        and rank_of(house, layers, other) >= rank_of(house, layers, file) then
      house.finding(file.path, include.number, "%s does not stand before %s in core/%s",
        include.path, room, layer_name)
    end
  end
end

-- A unit test sees its own layer and those beneath.
local function check_unit_test(house, layers, file)
  local layer = layers[file.path:match "^tests/unit/([^/]+)/"]
  for _, include in ipairs(layer and includes_of(file) or {}) do
    local other = layers[split("core/" .. include.path) or ""]
    if include.quoted and other and other.order > layer.order then
      house.finding(file.path, include.number, "%s is of a layer above", include.path)
    end
  end
end

return function(house)
  local list = house.by_path["CMakeLists.txt"]
  local layers = read_layers(list and list.text or "")
  if not next(layers) then return house.finding("CMakeLists.txt", 1, "no bl_layer(...) line") end
  for _, file in ipairs(house.files) do
    if split(file.path) then check_core(house, layers, file) end
    if file.kind == "c" or file.kind == "h" then check_unit_test(house, layers, file) end
  end
end
