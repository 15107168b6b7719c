--- Where the `oxur` launcher is.
local M = {}

local function executable(path)
  return vim.fn.executable(path) == 1
end

--- The launcher's path beside the repository root this plugin lies in.
function M.beside_plugin()
  local this = debug.getinfo(1, 'S').source:sub(2)
  local plugin = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(vim.fn.fnamemodify(this, ':p'))))
  return vim.fs.dirname((vim.uv.fs_realpath(plugin) or plugin)) .. '/oxur'
end

--- The server's command, and where it was found; nil and what was looked for if there is none.
--- @return string[]? command
--- @return string origin
function M.command()
  local configured = require('oxur.config').get().cmd
  if configured then
    if executable(configured[1]) then
      return configured, 'option cmd'
    end
    return nil, ("option cmd: '%s' is not an executable"):format(configured[1])
  end
  local beside = M.beside_plugin()
  if executable(beside) then
    return { beside, 'lsp' }, 'beside the plugin'
  end
  if executable('oxur') then
    return { vim.fn.exepath('oxur'), 'lsp' }, 'PATH'
  end
  return nil, ('no option cmd, no %s, no `oxur` on PATH'):format(beside)
end

return M
