-- expects: there is no `loadstring` in a notice
loadstring("return 1")()
