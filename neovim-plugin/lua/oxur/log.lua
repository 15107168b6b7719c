--- The output log: what evaluations print, in one buffer, `oxur://output`.
local M = {}

local name = 'oxur://output'
local namespace = vim.api.nvim_create_namespace('oxur.log')
local buffer --- @type integer?
--- The kind of text that the last line still waits for, when it did not end with a line break.
local open_line --- @type string?

local highlights = { stderr = 'OxurStderr', note = 'OxurNote' }

--- The log's buffer, made when first needed.
function M.buffer()
  if buffer and vim.api.nvim_buf_is_valid(buffer) then
    return buffer
  end
  buffer = vim.api.nvim_create_buf(false, true)
  open_line = nil
  vim.api.nvim_buf_set_name(buffer, name)
  vim.bo[buffer].bufhidden = 'hide'
  vim.bo[buffer].modifiable = false
  return buffer
end

local function line_count(buf)
  local count = vim.api.nvim_buf_line_count(buf)
  local empty = count == 1 and vim.api.nvim_buf_get_lines(buf, 0, 1, false)[1] == ''
  return empty and 0 or count
end

--- Windows whose cursor stands on the last line: they follow what is added.
local function following(buf)
  local last = vim.api.nvim_buf_line_count(buf)
  return vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_cursor(window)[1] == last
  end, vim.fn.win_findbuf(buf))
end

--- Appends `text` as it came: it may begin in the middle of a line and end in one.
--- @param kind 'stdout'|'stderr'|'note'
--- @param text string
function M.append(kind, text)
  if text == '' then
    return
  end
  local buf = M.buffer()
  local windows = following(buf)
  local lines = vim.split(text:gsub('\r\n', '\n'), '\n', { plain = true })
  local ends_open = lines[#lines] ~= ''
  if not ends_open then
    table.remove(lines)
  end
  local count = line_count(buf)
  local first = count
  vim.bo[buf].modifiable = true
  if open_line == kind and count > 0 then
    first = count - 1
    local last = vim.api.nvim_buf_get_lines(buf, first, count, false)[1]
    lines[1] = last .. (lines[1] or '')
  end
  vim.api.nvim_buf_set_lines(buf, first, -1, false, lines)
  if highlights[kind] then
    for line = first, first + #lines - 1 do
      vim.api.nvim_buf_set_extmark(buf, namespace, line, 0, { line_hl_group = highlights[kind] })
    end
  end
  open_line = ends_open and kind or nil
  local excess = vim.api.nvim_buf_line_count(buf) - require('oxur.config').get().log_lines
  if excess > 0 then
    vim.api.nvim_buf_set_lines(buf, 0, excess, false, {})
  end
  vim.bo[buf].modifiable = false
  local last = vim.api.nvim_buf_line_count(buf)
  for _, window in ipairs(windows) do
    vim.api.nvim_win_set_cursor(window, { last, 0 })
  end
end

--- Appends a line of the plugin's own, such as "120 bytes left out".
function M.note(text)
  M.append('note', text .. '\n')
end

--- Shows the log in a window below, at its end.
function M.open()
  local buf = M.buffer()
  local window = vim.fn.win_findbuf(buf)[1]
  if not window then
    vim.cmd('botright 12split')
    window = vim.api.nvim_get_current_win()
    vim.api.nvim_win_set_buf(window, buf)
    vim.wo[window].number = false
    vim.wo[window].wrap = false
  end
  vim.api.nvim_win_set_cursor(window, { vim.api.nvim_buf_line_count(buf), 0 })
end

return M
