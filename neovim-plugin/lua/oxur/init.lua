--- Oxur for Neovim: values beside the code, hot loading on save. See `:help oxur`.
local M = {}

--- Sets options; calling it is optional, and only before the first Oxur file is opened does it matter for all.
--- @param options oxur.Options?
function M.setup(options)
  require('oxur.config').set(options)
end

--- What Oxur is doing, for a status line: "oxur: ready", "oxur: evaluating…", "oxur: compiling 3…", or what is wrong.
--- @return string
function M.statusline()
  return require('oxur.status').line()
end

return M
