--- Code lenses (version, tier, calls of a definition) at the end of its first line.
---
--- Drawn here rather than by Neovim: its own refresh shows "Unresolved lens" between two titles, which flickers as
--- the counters change. Lines keep their last titles until all new ones are there. Titles are asked for only where a
--- window shows them.
local M = {}

local namespace = vim.api.nvim_create_namespace('oxur.lens')
--- Lenses per buffer; one without a `command` has not been seen yet.
--- @type table<integer, lsp.CodeLens[]>
local lenses_of = {}
--- Buffers with a refresh under way: true, or 'again' if another was asked for meanwhile.
--- @type table<integer, true|'again'>
local refreshing = {}

local function request(client, method, params, bufnr, callback)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:request(method, params, callback, bufnr)
  end
  return client.request(method, params, callback, bufnr)
end

local function draw(bufnr)
  if not vim.api.nvim_buf_is_loaded(bufnr) then
    return
  end
  vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
  local last = vim.api.nvim_buf_line_count(bufnr) - 1
  for _, lens in ipairs(lenses_of[bufnr] or {}) do
    if lens.command and lens.range.start.line <= last then
      vim.api.nvim_buf_set_extmark(bufnr, namespace, lens.range.start.line, 0, {
        virt_text = { { '  ' .. lens.command.title, 'OxurLens' } },
        hl_mode = 'combine',
        priority = 100, -- before results
      })
    end
  end
end

--- Whether some window shows a line (0-based) of `bufnr`.
local function visible(bufnr, line)
  for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
    if vim.fn.line('w0', window) <= line + 1 and line + 1 <= vim.fn.line('w$', window) then
      return true
    end
  end
  return false
end

--- Fills in the titles that a window shows, which come one by one, then calls `done`.
local function resolve(client, bufnr, lenses, done)
  local wanted = vim.tbl_filter(function(lens)
    return not lens.command and visible(bufnr, lens.range.start.line)
  end, lenses)
  local open = #wanted
  if open == 0 then
    return done()
  end
  local function one()
    open = open - 1
    if open == 0 then
      done()
    end
  end
  for _, lens in ipairs(wanted) do
    local sent = request(client, 'codeLens/resolve', lens, bufnr, function(_, resolved)
      lens.command = resolved and resolved.command
      one()
    end)
    if not sent then
      one()
    end
  end
end

--- Asks for the lenses of `bufnr` and draws them.
function M.refresh(client, bufnr)
  if refreshing[bufnr] then
    refreshing[bufnr] = 'again'
    return
  end
  refreshing[bufnr] = true
  local function finish()
    local again = refreshing[bufnr] == 'again'
    refreshing[bufnr] = nil
    if again then
      M.refresh(client, bufnr)
    end
  end
  local params = { textDocument = { uri = vim.uri_from_bufnr(bufnr) } }
  local sent = request(client, 'textDocument/codeLens', params, bufnr, function(err, lenses)
    if err or not lenses then
      return finish()
    end
    resolve(client, bufnr, lenses, function()
      lenses_of[bufnr] = lenses
      draw(bufnr)
      finish()
    end)
  end)
  if not sent then
    refreshing[bufnr] = nil
  end
end

--- The server says that titles have changed.
function M.refresh_all(client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  if client and require('oxur.config').get().lens then
    for _, bufnr in ipairs(vim.lsp.get_buffers_by_client_id(client_id)) do
      M.refresh(client, bufnr)
    end
  end
end

--- Titles of lenses that have come into view.
local function scrolled(bufnr)
  local client, lenses = require('oxur.client').of(bufnr), lenses_of[bufnr]
  if client and lenses then
    resolve(client, bufnr, lenses, function()
      if lenses_of[bufnr] == lenses then
        draw(bufnr)
      end
    end)
  end
end

function M.attach(client, bufnr)
  if not require('oxur.config').get().lens then
    return
  end
  M.refresh(client, bufnr)
  local group = vim.api.nvim_create_augroup('oxur.lens.' .. bufnr, {})
  vim.api.nvim_create_autocmd({ 'BufEnter', 'BufWritePost', 'InsertLeave', 'TextChanged' }, {
    group = group,
    buffer = bufnr,
    desc = 'Refresh Oxur code lenses',
    callback = function()
      local current = require('oxur.client').of(bufnr)
      if current then
        M.refresh(current, bufnr)
      end
    end,
  })
  vim.api.nvim_create_autocmd({ 'WinScrolled', 'WinResized' }, {
    group = group,
    desc = 'Titles of Oxur code lenses that have come into view',
    callback = function()
      scrolled(bufnr)
    end,
  })
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = bufnr,
    desc = 'Forget the Oxur code lenses of a buffer that goes',
    callback = function()
      M.forget(bufnr)
      vim.api.nvim_del_augroup_by_id(group)
    end,
  })
end

function M.forget(bufnr)
  lenses_of[bufnr] = nil
  refreshing[bufnr] = nil
  if vim.api.nvim_buf_is_loaded(bufnr) then
    vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
  end
end

--- Titles of the lenses drawn on a line (0-based) of `bufnr`.
--- @return string[]
function M.titles(bufnr, line)
  local titles = {}
  for _, lens in ipairs(lenses_of[bufnr] or {}) do
    if lens.range.start.line == line and lens.command then
      table.insert(titles, lens.command.title)
    end
  end
  return titles
end

return M
