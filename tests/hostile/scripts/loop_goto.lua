-- expects: the script took more than
::again::
goto again
