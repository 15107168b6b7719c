--- Keeps Neovim from saying twice on one line what went wrong: as a result and as a diagnostic.
local M = {}

--- What a diagnostic's virtual text says; nil if an error that is drawn on its line says so already.
local function said_once(format)
  return function(diagnostic)
    if require('oxur.results').has_error(diagnostic.bufnr, diagnostic.lnum, diagnostic.message) then
      return nil
    end
    return format and format(diagnostic) or diagnostic.message
  end
end

--- Sets the virtual text of the diagnostics in `namespace`, if the user has diagnostics drawn as such.
function M.configure(namespace)
  local chosen = vim.diagnostic.config().virtual_text
  if not chosen or type(chosen) == 'function' then
    return
  end
  local options = type(chosen) == 'table' and vim.deepcopy(chosen) or {}
  options.format = said_once(options.format)
  vim.diagnostic.config({ virtual_text = options }, namespace)
end

return M
