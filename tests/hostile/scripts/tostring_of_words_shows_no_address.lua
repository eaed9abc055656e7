-- expects: function table
error(tostring(print) .. " " .. tostring(string))
