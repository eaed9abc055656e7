-- expects: break outside loop
break
