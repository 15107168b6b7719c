vim.filetype.add({ extension = { oxr = 'oxur' } })
