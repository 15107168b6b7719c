--- Places in a buffer, as the protocol says them: lines from 0, characters in the negotiated encoding.
local M = {}

local newer = vim.fn.has('nvim-0.11') == 1

local function line_text(bufnr, line)
  return vim.api.nvim_buf_get_lines(bufnr, line, line + 1, false)[1] or ''
end

--- The protocol's character for byte `byte` of `text`.
local function character(text, byte, encoding)
  byte = math.min(byte, #text)
  if encoding == 'utf-8' then
    return byte
  elseif newer then
    return vim.str_utfindex(text, encoding, byte, false)
  end
  local utf32, utf16 = vim.str_utfindex(text, byte)
  return encoding == 'utf-16' and utf16 or utf32
end

--- The byte column of a protocol position in `bufnr`.
function M.column(bufnr, position, encoding)
  local text = line_text(bufnr, position.line)
  if encoding == 'utf-8' then
    return math.min(position.character, #text)
  elseif newer then
    return vim.str_byteindex(text, encoding, position.character, false)
  end
  local ok, byte = pcall(vim.str_byteindex, text, position.character, encoding == 'utf-16')
  return ok and byte or #text
end

--- The document and the version of it that its server has been told, or is about to be.
function M.document(bufnr)
  return {
    uri = vim.uri_from_bufnr(bufnr),
    version = vim.lsp.util.buf_versions[bufnr] or vim.api.nvim_buf_get_changedtick(bufnr),
  }
end

--- The cursor of the current window.
function M.cursor(encoding)
  local row, byte = unpack(vim.api.nvim_win_get_cursor(0))
  return { line = row - 1, character = character(line_text(0, row - 1), byte, encoding) }
end

--- The range of the last visual selection of the current buffer; whole lines after `V`.
function M.selection(encoding)
  local from, to = vim.api.nvim_buf_get_mark(0, '<'), vim.api.nvim_buf_get_mark(0, '>')
  local first, last = line_text(0, from[1] - 1), line_text(0, to[1] - 1)
  local start_byte, end_byte = from[2], to[2]
  if vim.fn.visualmode() == 'V' then
    start_byte, end_byte = 0, #last
  elseif vim.o.selection ~= 'exclusive' then
    -- The mark stands on the last character: what is selected ends behind it.
    end_byte = end_byte + #vim.fn.strpart(last, end_byte, 1, true)
  end
  return {
    start = { line = from[1] - 1, character = character(first, start_byte, encoding) },
    ['end'] = { line = to[1] - 1, character = character(last, end_byte, encoding) },
  }
end

return M
