# bash completion for bylaw: what its own help says.
_bylaw()
{
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(bylaw --help | sed -n 's/^  \([a-z]\+\) .*/\1/p')" \
            -- "$word")
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(bylaw "$command" --help |
            sed -n 's/^  \(--[a-z]\+\).*/\1/p')" -- "$word")
    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == @(--events|events) ]]; then
        mapfile -t COMPREPLY < <(compgen -S : -W "$(bylaw plugins |
            sed -n 's/^  events *\([^ ]*\).*/\1/p')" -- "$word")
        compopt -o nospace
    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == --format ]]; then
        mapfile -t COMPREPLY < <(compgen -W "json pretty" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _bylaw bylaw
