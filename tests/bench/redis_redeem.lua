-- SPDX-License-Identifier: MIT
-- redis_redeem: that of a redemption: once a request, only by its holder, only once.
-- luacheck: read globals redis ARGV
local id, person, voucher = ARGV[1], ARGV[2], ARGV[3]
local before = redis.call("get", "request:" .. id)
if before then return before end
local answer
local held = redis.call("hmget", "voucher:" .. voucher, "person", "state")
if held[1] ~= person then
  answer = "no not_holder"
elseif held[2] ~= "claimed" then
  answer = "no already_redeemed"
else
  redis.call("hset", "voucher:" .. voucher, "state", "redeemed", "merchant", "S1", "order", id)
  redis.call("incrby", "outstanding", -3000)
  redis.call("incrby", "payable:S1", 3000)
  answer = 'ok "' .. voucher .. '"' .. string.rep(" ", 200)
end
redis.call("set", "request:" .. id, answer)
return answer
