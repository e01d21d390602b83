# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_skate_env_global_optspecs
    string join \n e/environment= output= config= consent= q/quiet no-color h/help V/version
end

function __fish_skate_env_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_skate_env_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_skate_env_using_subcommand
    set -l cmd (__fish_skate_env_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c skate-env -n "__fish_skate_env_needs_command" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_needs_command" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_needs_command" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_needs_command" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_needs_command" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_needs_command" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_needs_command" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_needs_command" -s V -l version -d 'Print version'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "init" -d 'Wire this project up: skate-env.toml with production pinned, Prisma, Next.js, scripts'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "status" -d 'Show which environment and database this is, and why'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "check" -d 'Compare the databases of all environments; exit 3 unless each has its own'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "url" -d 'Print the URL that this process may use, alone, for scripts'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "run" -d 'Run a command with this environment\'s database, and no other'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "doctor" -d 'Find what is wrong with this project and its databases, each with the way to mend it'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "completions" -d 'Print a shell\'s completion script'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "man" -d 'Print the manual page, of the whole or of one command'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "help" -d 'Show the help of a command, or the exit codes'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l production-url-from -d 'Pin production by the URL that this variable holds' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l project -d 'Pin production as Neon\'s API knows it: this project [default: of .neon, or the only one]' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l production-branch -d 'Production\'s branch in Neon [default: the project\'s default branch]' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s y -l yes -d 'Write without asking'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l dry-run -d 'Show what would change, and write nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l force -d 'Also change files that git could not bring back'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l no-production -d 'There is no production yet: pin nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l docker -d 'Also write docker-compose.dev.yml, with PostgreSQL and Redis'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l ci -d 'Also write a GitHub workflow that runs `skate-env check`'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s p -l purpose -d 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test' -r -f -a "app\t''
migrate\t''
test\t''
read\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s p -l purpose -d 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test' -r -f -a "app\t''
migrate\t''
test\t''
read\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s p -l purpose -d 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test' -r -f -a "app\t''
migrate\t''
test\t''
read\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l online -d 'Also ask Neon\'s API and the databases'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l list -d 'List the commands that have a page, a line each'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -s h -l help -d 'Print help'
