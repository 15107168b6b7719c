--- `:checkhealth oxur`
local M = {}

local function check_neovim()
  if vim.fn.has('nvim-0.10') == 1 then
    vim.health.ok('Neovim ' .. tostring(vim.version()))
  else
    vim.health.error('Neovim 0.10 or newer is needed')
  end
end

--- The launcher says itself what it lacks (a JDK, most often).
local function check_launcher()
  local command, origin = require('oxur.launcher').command()
  if not command then
    vim.health.error('no launcher: ' .. origin, { "setup{ cmd = { '/path/to/oxur', 'lsp' } }", 'or put `oxur` on PATH' })
    return
  end
  local ran, result = pcall(function()
    return vim.system({ command[1], '--version' }, { text = true }):wait(20000)
  end)
  if ran and result.code == 0 then
    vim.health.ok(('%s (%s): %s'):format(command[1], origin, vim.trim(result.stdout)))
  else
    local said = ran and vim.trim((result.stderr or '') .. (result.stdout or '')) or tostring(result)
    vim.health.error(('%s (%s) does not start: %s'):format(command[1], origin, said))
  end
end

local function check_servers()
  local clients = vim.lsp.get_clients({ name = 'oxur' })
  if #clients == 0 then
    vim.health.info('no server is running: it starts with the first .oxr file')
  end
  for _, client in ipairs(clients) do
    local root = client.config.root_dir
    vim.health.ok(('server for %s'):format(root))
    if require('oxur.trust').of(root) == true then
      vim.health.ok('trusted: saving evaluates (' .. require('oxur.config').get().on_save .. ')')
    else
      vim.health.warn('not trusted: nothing is evaluated', { ':OxurTrust' })
    end
    local offered = vim.tbl_get(client.server_capabilities, 'experimental', 'oxur', 'version')
    if offered == 1 then
      vim.health.ok('protocol version 1')
    else
      vim.health.error(('the server speaks protocol version %s, this plugin version 1'):format(tostring(offered)))
    end
  end
end

function M.check()
  vim.health.start('oxur')
  check_neovim()
  check_launcher()
  check_servers()
end

return M
