--- The values beside the code: `oxur/publishResults` drawn as virtual text at the end of a form's last line.
---
--- The server owns the results (which there are, where, how fresh); this module only draws the last list it sent.
local M = {}

local namespace = vim.api.nvim_create_namespace('oxur.results')

--- Last published list per buffer, for the status line and the float.
--- @type table<integer, table[]>
local published = {}

--- Starts of texts that speak for themselves: judged expectations, output.
local speaking = { '✓', '✗', '»' }

--- A result on one screen line of at most `width` columns. A value is announced as in an expectation.
local function words(result, width)
  local text = vim.trim(result.text):gsub('%s*\n%s*', ' ⏎ ')
  local speaks = vim.iter(speaking):any(function(sign)
    return vim.startswith(text, sign)
  end)
  if (result.state == 'ok' or result.state == 'stale') and not speaks then
    text = '=> ' .. text
  end
  if vim.fn.strdisplaywidth(text) <= width then
    return text
  end
  return vim.fn.strcharpart(text, 0, width - 1) .. '…'
end

--- Groups results by the line they stand beside, keeping the server's order, which is the text's.
local function by_line(results, last_line)
  local lines = {}
  for _, result in ipairs(results) do
    local line = math.min((result.anchor or result.range)['end'].line, last_line)
    lines[line] = lines[line] or {}
    table.insert(lines[line], result)
  end
  return lines
end

local function draw(bufnr, results)
  vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
  local width = require('oxur.config').get().max_width
  local highlight = require('oxur.highlight')
  for line, here in pairs(by_line(results, vim.api.nvim_buf_line_count(bufnr) - 1)) do
    local chunks = {}
    for _, result in ipairs(here) do
      if result.text ~= '' then
        table.insert(chunks, { #chunks == 0 and ' ' or '  ' })
        table.insert(chunks, { words(result, width), highlight.of_state(result.state) })
      end
    end
    if #chunks > 0 then
      vim.api.nvim_buf_set_extmark(bufnr, namespace, line, 0, {
        virt_text = chunks,
        virt_text_pos = 'eol',
        hl_mode = 'combine',
        priority = 200, -- after diagnostics' own text
      })
    end
  end
end

--- Handles `oxur/publishResults`, which replaces all results of its document.
function M.publish(params)
  local bufnr = vim.uri_to_bufnr(params.uri)
  if not vim.api.nvim_buf_is_loaded(bufnr) then
    return
  end
  published[bufnr] = params.results
  draw(bufnr, params.results)
end

--- Removes what is drawn in `bufnr`, when its server has gone.
function M.forget(bufnr)
  published[bufnr] = nil
  if vim.api.nvim_buf_is_loaded(bufnr) then
    vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
  end
end

--- Whether an error that says `message`, whose first line counts, is drawn on a line (0-based) of `bufnr`.
function M.has_error(bufnr, line, message)
  message = vim.split(message, '\n')[1]
  return vim.iter(published[bufnr] or {}):any(function(result)
    return result.state == 'error'
      and (result.anchor or result.range)['end'].line == line
      and result.text:find(message, 1, true) ~= nil
  end)
end

--- How many forms are being evaluated, in all buffers.
function M.pending()
  local count = 0
  for bufnr, results in pairs(published) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      for _, result in ipairs(results) do
        count = count + (result.state == 'pending' and 1 or 0)
      end
    end
  end
  return count
end

return M
