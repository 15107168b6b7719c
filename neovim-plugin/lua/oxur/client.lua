--- The connection to the language server: one client per root directory.
local M = {}

local newer = vim.fn.has('nvim-0.11') == 1

--- Calls a method of a client; 0.11 turned the client's functions into methods.
local function call(client, method, ...)
  if newer then
    return client[method](client, ...)
  end
  return client[method](...)
end

--- What this client understands beyond LSP. The server sends nothing that is not named here.
local features = { results = true, evalEvents = true, redefined = true, status = true, compile = true }

local function capabilities()
  local all = vim.lsp.protocol.make_client_capabilities()
  -- Neovim handles it, but 0.10 does not say so; so do we.
  all.workspace.codeLens = { refreshSupport = true }
  all.workspace.textDocumentContent = { dynamicRegistration = false }
  all.experimental = vim.tbl_extend('force', all.experimental or {}, { oxur = { version = 1, features = features } })
  return all
end

local function settings(trusted)
  local options = require('oxur.config').get()
  return {
    onSave = options.on_save,
    trusted = trusted == true,
    tiers = { jitAfter = options.tiers.jit_after, nativeAfter = options.tiers.native_after },
  }
end

local function root_of(bufnr)
  local path = vim.api.nvim_buf_get_name(bufnr)
  local marked = vim.fs.root(bufnr, require('oxur.config').get().root_markers)
  local directory = marked or vim.fs.dirname(path)
  return vim.uv.fs_realpath(directory) or directory
end

--- Handlers of the server's own notifications: each hands over to the module that shows it.
local function handlers()
  return {
    ['oxur/publishResults'] = function(_, params)
      require('oxur.results').publish(params)
      require('oxur.status').redraw()
    end,
    ['oxur/eval/event'] = function(_, params, context)
      require('oxur.output').receive(params, vim.lsp.get_client_by_id(context.client_id))
    end,
    ['oxur/redefined'] = function(_, report)
      require('oxur.redefined').show(report)
    end,
    ['oxur/status'] = function(_, params, context)
      require('oxur.status').receive(params, context.client_id)
    end,
    ['oxur/compile/progress'] = function(_, params, context)
      require('oxur.status').compiling(params.totals, context.client_id)
    end,
    ['workspace/textDocumentContent/refresh'] = function(_, params, context)
      require('oxur.artifact').refresh(params.uri, vim.lsp.get_client_by_id(context.client_id))
      return vim.NIL
    end,
    ['workspace/codeLens/refresh'] = function(_, _, context)
      require('oxur.lens').refresh_all(context.client_id)
      return vim.NIL
    end,
  }
end

local function on_attach(client, bufnr)
  require('oxur.keys').map(bufnr)
  require('oxur.diagnostics').configure(vim.lsp.diagnostic.get_namespace(client.id))
  require('oxur.lens').attach(client, bufnr)
end

--- The server is there, which it was not while somebody may have answered: whether `root` is trusted is told or asked now.
--- A question blocks Neovim, so that asked earlier it would be answered before there is anyone to tell.
local function on_init(client)
  local root = client.config.root_dir
  call(client, 'request', 'oxur/compile/subscribe', { detail = 'summary' }, function(_, snapshot)
    if snapshot then
      require('oxur.status').compiling(snapshot.totals, client.id)
    end
  end)
  local trusted = require('oxur.trust').of(root)
  if not vim.deep_equal(client.settings, { oxur = settings(trusted) }) then
    M.configure(root, trusted)
  end
  if trusted == nil then
    vim.schedule(function()
      require('oxur.trust').ask(root)
    end)
  end
end

local function on_exit(code, signal, client_id)
  vim.schedule(function()
    require('oxur.status').gone(client_id)
    for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
      if vim.bo[bufnr].filetype == 'oxur' and not M.of(bufnr) then
        require('oxur.results').forget(bufnr)
        require('oxur.lens').forget(bufnr)
      end
    end
    if code ~= 0 and signal ~= 15 and vim.v.exiting == vim.NIL then
      vim.notify(('oxur: the language server ended (exit code %d); :edit starts it again'):format(code), vim.log.levels.ERROR)
    end
  end)
end

--- Starts the server for `bufnr`, or attaches the one that its root directory has.
--- @return integer? client_id
function M.start(bufnr)
  if vim.bo[bufnr].buftype ~= '' or vim.api.nvim_buf_get_name(bufnr) == '' then
    return nil
  end
  local command, origin = require('oxur.launcher').command()
  if not command then
    vim.notify_once('oxur: no language server: ' .. origin, vim.log.levels.ERROR)
    return nil
  end
  local root = root_of(bufnr)
  local trusted = require('oxur.trust').of(root)
  local id = vim.lsp.start({
    name = 'oxur',
    cmd = command,
    root_dir = root,
    capabilities = capabilities(),
    init_options = settings(trusted),
    settings = { oxur = settings(trusted) },
    handlers = handlers(),
    on_init = on_init,
    on_attach = on_attach,
    on_exit = on_exit,
  }, { bufnr = bufnr })
  local client = id and vim.lsp.get_client_by_id(id)
  -- A client that has just been started asks when it is there.
  if client and client.initialized and trusted == nil then
    vim.schedule(function()
      require('oxur.trust').ask(root)
    end)
  end
  return id
end

--- The client of `bufnr` (0: the current buffer).
--- @return vim.lsp.Client?
function M.of(bufnr)
  return vim.lsp.get_clients({ name = 'oxur', bufnr = bufnr == 0 and vim.api.nvim_get_current_buf() or bufnr })[1]
end

--- The client of the current buffer; says so when there is none.
--- @return vim.lsp.Client?
function M.current()
  local client = M.of(0)
  if not client then
    vim.notify('oxur: no language server is running for this buffer (:checkhealth oxur)', vim.log.levels.WARN)
  end
  return client
end

--- Tells the servers of `root` whether its code may be run, and when saving evaluates.
function M.configure(root, trusted)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'oxur' })) do
    if client.config.root_dir == root then
      client.settings = { oxur = settings(trusted) }
      M.notify(client, 'workspace/didChangeConfiguration', { settings = client.settings })
      require('oxur.status').redraw()
    end
  end
end

--- Sends a request; `on_result` runs only if it succeeded. Errors are shown. A missing trust is offered, and once it is there
--- the request is sent again.
--- @param on_result fun(result: any)?
--- @param on_done fun()? runs in either case, first
function M.request(client, method, params, on_result, on_done)
  local sent = call(client, 'request', method, params, function(err, result)
    if on_done then
      on_done()
    end
    if err and err.code == require('oxur.protocol').not_trusted then
      require('oxur.trust').ask(client.config.root_dir, function()
        M.request(client, method, params, on_result)
      end)
    elseif err then
      vim.notify('oxur: ' .. err.message, vim.log.levels.ERROR)
    elseif on_result then
      on_result(result)
    end
  end, vim.api.nvim_get_current_buf())
  if not sent and on_done then
    on_done()
  end
end

function M.notify(client, method, params)
  call(client, 'notify', method, params)
end

return M
