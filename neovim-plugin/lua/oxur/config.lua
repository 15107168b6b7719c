--- The plugin's options, as `require('oxur').setup{…}` took them, over these defaults.
local M = {}

--- @class oxur.Options
local defaults = {
  --- Command that starts the language server, e.g. `{ '/opt/oxur/oxur', 'lsp' }`.
  --- nil: the `oxur` launcher beside this plugin's repository root, else the one on PATH.
  cmd = nil, --- @type string[]?
  --- Whether code of a root directory may be run: true, false, or 'ask' once per root.
  trust = 'ask', --- @type boolean|'ask'
  --- What saving evaluates: 'off', 'define', 'changed' or 'all'.
  on_save = 'changed',
  --- Calls after which a function becomes bytecode, and native code.
  tiers = { jit_after = 100, native_after = 10000 },
  --- Names of files and directories that mark a root directory; without one it is the file's own.
  root_markers = { '.git' },
  --- Keys of Oxur buffers, by action (see `oxur.keys`); false switches one, or all, off.
  keys = {}, --- @type table<string, string|false>|false
  --- Show code lenses (version, tier, calls) at definitions.
  lens = true,
  --- Columns after which a value beside the code is cut. The whole value is in the hover.
  max_width = 100,
  --- Lines kept in the output log.
  log_lines = 10000,
  --- Show a message when saved functions were replaced in the running session.
  hot_load_messages = true,
}

local current = vim.deepcopy(defaults)

--- Replaces the options by `options` over the defaults. Errors name the option at fault.
--- @param options table?
function M.set(options)
  options = options or {}
  for name in pairs(options) do
    if name ~= 'cmd' and defaults[name] == nil then
      error(("oxur: unknown option '%s'"):format(name), 0)
    end
  end
  local merged = vim.tbl_deep_extend('force', vim.deepcopy(defaults), options)
  if not vim.tbl_contains({ 'off', 'define', 'changed', 'all' }, merged.on_save) then
    error("oxur: on_save must be 'off', 'define', 'changed' or 'all'", 0)
  end
  for _, name in ipairs({ 'jit_after', 'native_after' }) do
    if type(merged.tiers[name]) ~= 'number' or merged.tiers[name] < 1 then
      error(('oxur: tiers.%s must be a number of calls'):format(name), 0)
    end
  end
  if not vim.tbl_contains({ true, false, 'ask' }, merged.trust) then
    error("oxur: trust must be true, false or 'ask'", 0)
  end
  if merged.cmd ~= nil and type(merged.cmd) ~= 'table' then
    error("oxur: cmd must be a list, e.g. { 'oxur', 'lsp' }", 0)
  end
  current = merged
end

--- @return oxur.Options
function M.get()
  return current
end

return M
