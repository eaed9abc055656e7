-- expects: already defined
::a::
::a::
