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
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "seed" -d 'Seed this environment\'s database with the app\'s own seed command'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "branch" -d 'A database of one\'s own: made, reset, switched to and cleaned up, on Neon or on this machine'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "migrate" -d 'Prisma\'s migrations: linted and tested on a copy before they meet data, deployed in a checked order'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "local" -d 'Neon on this machine: its API over real PostgreSQL servers, for this project'
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
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l live -d 'Ask the database who it is, and compare that, too'
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
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l live -d 'Ask every database who it is, and compare that, too'
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
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l dry-run -d 'Show what would be done, and do nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -f -a "create" -d 'Make a branch, or take your own of that name; then .env.local, migrations, seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -f -a "reset" -d 'Put a branch back to its parent\'s state now; then migrations, seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -f -a "switch" -d 'Lead .env.local to another branch or environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -f -a "delete" -d 'Delete a branch, for good'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -f -a "cleanup" -d 'Show which branches are expired or idle, and with --apply delete them'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset switch delete cleanup list" -f -a "list" -d 'Show the branches as a tree: what each is for, its age, size, sleep and cost'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l from -d 'Make it from this environment\'s branch, or this branch' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l class -d 'What it is for, whatever its name says' -r -f -a "staging\t''
development\t''
feature\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l at -d 'Begin at this moment of its source\'s history' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l reason -d 'Why it is made, for whoever finds it' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l schema-only -d 'Take the schema without the rows'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l masked -d 'Mask it by the rules of `[masking]` before anybody gets its URL'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-switch -d 'Leave .env.local as it is'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-migrate -d 'Apply no migrations'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-seed -d 'Do not seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l dry-run -d 'Show what would be done, and do nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l everyone -d 'Somebody else\'s branch, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l no-migrate -d 'Apply no migrations'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l no-seed -d 'Do not seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l dry-run -d 'Show what would be done, and do nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l dry-run -d 'Show what would be done, and do nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l everyone -d 'Somebody else\'s branch, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would be done, and do nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l idle-days -d 'Delete what was idle for so many days' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l active-hours -d 'Keep what was active within so many hours' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l at-most -d 'Delete no more than so many in one run' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l apply -d 'Do what the plan says'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l dry-run -d 'Show the plan alone, as without --apply'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l everyone -d 'Other people\'s branches, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "lint" -d 'Find what is dangerous in the migrations that this branch adds; exit 1 if anything is'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "test" -d 'Run pending migrations on a copy, and show what each statement locks, rewrites and takes'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "status" -d 'Show where each migration is applied; exit 3 unless their order is kept, 1 if one failed'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "deploy" -d 'Apply pending migrations with `prisma migrate deploy`, once everything that speaks against it is out of the way'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l migrations -d 'Prisma\'s folder of migrations, instead of the one that the project names' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l base -d 'The branch or commit that has the others\' migrations [default: origin\'s main branch]' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l annotations -d 'Mark the lines in a pull request; `github` is the default where `GITHUB_ACTIONS` is set' -r -f -a "github\t''
none\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l all -d 'Lint every migration, not only the branch\'s own'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l fix -d 'Write the safe corrections into the branch\'s own migrations'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l dry-run -d 'Only say what --fix would correct'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l deny-warnings -d 'Exit 1 on warnings, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l from -d 'Copy this environment\'s branch, or this branch' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l limit -d 'Say no where reads or writes would wait for longer than so many milliseconds' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l record -d 'Where the record goes, instead of .skate-env/migrate-test.json' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l migrations -d 'Prisma\'s folder of migrations, instead of the one that the project names' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l wait -d 'Try this many seconds where Neon is busy or out of reach' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l report-only -d 'Exit 0 though something would wait for longer'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l keep -d 'Leave the copy to its expiry; never one of production'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l migrations -d 'Prisma\'s folder of migrations, instead of the one that the project names' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l migrations -d 'Prisma\'s folder of migrations, instead of the one that the project names' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l untested -d 'Do without the test on a copy, for this reason' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l record -d 'The record that `migrate test` left' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l wait -d 'Wait this many seconds for another deployment to end' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l dry-run -d 'Show what would be done and what speaks against it, and do nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "start" -d 'Start it; where it runs already, nothing changes'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "stop" -d 'Stop it and its servers; the data stays'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "status" -d 'Show whether it runs, and where'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "serve" -d 'Serve in the foreground; `skate-env local start` calls this'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l postgres -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l path -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l node-modules -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -s e -l environment -d 'Act as this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l output -d 'How the answer and errors are printed' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l config -d 'The policy, instead of the skate-env.toml found upward from here' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l consent -d 'Consent to production for this command: its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Say nothing on standard error but errors'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l no-color -d 'No colours; NO_COLOR in the environment does the same'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help'
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
