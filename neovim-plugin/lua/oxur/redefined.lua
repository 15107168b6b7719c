--- Messages of hot loads: `oxur/redefined`.
local M = {}

--- `geometry::area` is `area` to its reader.
local function short(def)
  return def:match('([^:]+)$') or def
end

--- Text of a message for a report: what was replaced, or why nothing was. nil: nothing worth saying.
--- @return string? text
--- @return integer? level of `vim.log.levels`
function M.message(report)
  if report.outcome == 'rejected' then
    local reasons = vim.tbl_map(function(reason)
      return reason.message
    end, report.reasons or {})
    return '✗ Not loaded: ' .. table.concat(reasons, '; '), vim.log.levels.WARN
  end
  local replaced, removed = {}, {}
  for _, def in ipairs(report.defs or {}) do
    if def.change == 'removed' then
      table.insert(removed, short(def.def))
    elseif def.change ~= 'added' and def.change ~= 'same' and def.from and def.to then
      table.insert(replaced, ('%s (v%d → v%d)'):format(short(def.def), def.from.seq, def.to.seq))
    end
  end
  if #replaced > 0 then
    return '✓ Hot-loaded: ' .. table.concat(replaced, ', '), vim.log.levels.INFO
  elseif #removed > 0 then
    return '✓ Removed: ' .. table.concat(removed, ', '), vim.log.levels.INFO
  end
end

function M.show(report)
  local text, level = M.message(report)
  -- That nothing was loaded is no such message: without it, a save would seem to have worked.
  if text and (level == vim.log.levels.WARN or require('oxur.config').get().hot_load_messages) then
    vim.notify(text, level)
  end
end

return M
