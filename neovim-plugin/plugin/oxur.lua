-- Loaded by Neovim at start-up: commands, and the server for every Oxur buffer.
if vim.g.loaded_oxur then
  return
end
vim.g.loaded_oxur = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.api.nvim_err_writeln('oxur: Neovim 0.10 or newer is needed')
  return
end

require('oxur.highlight').define()
require('oxur.commands').create()

local group = vim.api.nvim_create_augroup('oxur', {})

vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'oxur',
  desc = 'Start the Oxur language server',
  callback = function(event)
    require('oxur.client').start(event.buf)
  end,
})

vim.api.nvim_create_autocmd('ColorScheme', {
  group = group,
  desc = 'Oxur highlight groups for the new colours',
  callback = function()
    require('oxur.highlight').define()
  end,
})
