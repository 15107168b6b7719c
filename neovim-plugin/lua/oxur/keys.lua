--- Keys of Oxur buffers.
local M = {}

--- Action -> default key, command and modes. `setup{ keys = { form = '<CR>', log = false } }` changes single ones.
local actions = {
  form = { '<localleader>ee', 'OxurEvalForm', { 'n' } },
  top_level = { '<localleader>er', 'OxurEvalTopLevel', { 'n' } },
  selection = { '<localleader>e', 'OxurEvalSelection', { 'x' } },
  file = { '<localleader>ef', 'OxurEvalFile', { 'n' } },
  to_cursor = { '<localleader>ec', 'OxurEvalToCursor', { 'n' } },
  cancel = { '<localleader>ex', 'OxurCancel', { 'n' } },
  restart_node = { '<localleader>en', 'OxurRestartNode', { 'n' } },
  clear = { '<localleader>ed', 'OxurClear', { 'n' } },
  log = { '<localleader>el', 'OxurLog', { 'n' } },
  tier = { '<localleader>ei', 'OxurTier', { 'n' } },
  compile = { '<localleader>ej', 'OxurCompile', { 'n' } },
  artifact = { '<localleader>ea', 'OxurArtifact', { 'n' } },
  trust = { '<localleader>et', 'OxurTrust', { 'n' } },
}

--- Maps the keys in `bufnr`. A key that the buffer already has is left alone.
function M.map(bufnr)
  local chosen = require('oxur.config').get().keys
  if chosen == false then
    return
  end
  for action, spec in pairs(actions) do
    local key = chosen[action]
    if key == nil then
      key = spec[1]
    end
    for _, mode in ipairs(key and spec[3] or {}) do
      -- In visual mode `:` puts in the range '<,'> and sets the marks that the selection is read from.
      local right = mode == 'x' and (':' .. spec[2] .. '<CR>') or ('<Cmd>' .. spec[2] .. '<CR>')
      vim.keymap.set(mode, key, right, { buffer = bufnr, silent = true, desc = spec[2] })
    end
  end
end

--- Names of the actions, for messages about unknown ones.
function M.names()
  local names = vim.tbl_keys(actions)
  table.sort(names)
  return names
end

return M
