-- SPDX-License-Identifier: MIT
-- document: how far a document has come and what it is worth on a day, by its chronicle.
--
-- Who records a document's life does so as the kind "doc". The facts of each event say how the
-- document then stands:
--
--   { stage = "published", ended = "repealed",
--     issues = { { published = date, effective = date, expires = date }, ... } }
--
-- `ended` is "invalid", "repealed" or "declared_lapsed", nil while it is none of them. The issues
-- are those published so far; nothing stands for a day that none is set for.
--
--   local documents = notice:documents "normative_documents"
--   documents:find("D7", q.at)      { stage, standing } as of then, or nil
--   documents.standing(facts, day)  what a document with these facts is on a day

local Documents = {}
Documents.__index = Documents

function kit.documents(of)
  return setmetatable({ chronicle = kit.chronicle(of) }, Documents)
end

-- What a document with these facts is on a day.
function kit.standing(its_facts, day)
  local issues, later = its_facts.issues or {}, false
  if #issues == 0 then return "none" end
  if its_facts.ended then return its_facts.ended end
  for _, issue in ipairs(issues) do
    local begun = issue.effective == nil or issue.effective <= day
    if begun and (issue.expires == nil or day <= issue.expires) then return "in_force" end
    later = later or not begun
  end
  return later and "pending" or "expired"
end

Documents.standing = kit.standing

function Documents:find(id, at)
  local last = self.chronicle:last("doc", id, at)
  if not last then return nil end
  return { stage = last.facts.stage, standing = kit.standing(last.facts, at:date()) }
end
