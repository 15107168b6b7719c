--- Highlight groups, one per state of a result. All are `default`: a colour scheme may set its own.
local M = {}

local links = {
  OxurResultPending = 'Comment',
  OxurResultOk = 'DiagnosticVirtualTextOk',
  OxurResultError = 'DiagnosticVirtualTextError',
  OxurResultStale = 'NonText',
  OxurResultCancelled = 'DiagnosticVirtualTextWarn',
  OxurLens = 'LspCodeLens',
  OxurFlash = 'Visual',
  OxurStderr = 'DiagnosticError',
  OxurNote = 'Comment',
}

function M.define()
  for group, target in pairs(links) do
    vim.api.nvim_set_hl(0, group, { link = target, default = true })
  end
end

--- @param state 'pending'|'ok'|'error'|'stale'|'cancelled'
function M.of_state(state)
  return 'OxurResult' .. state:sub(1, 1):upper() .. state:sub(2)
end

return M
