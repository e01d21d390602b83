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

complete -c skate-env -n "__fish_skate_env_needs_command" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_needs_command" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_needs_command" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_needs_command" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_needs_command" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_needs_command" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_needs_command" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_needs_command" -s V -l version -d 'Print version'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "init" -d 'Set up this project: skate-env.toml with production pinned, Prisma, Next.js, tests, scripts'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "status" -d 'Show which environment and database this directory uses, and why'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "check" -d 'Compare the databases of all environments; exit 3 unless each has its own'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "url" -d 'Print the URL that this process may use, and nothing else, for scripts'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "run" -d 'Run a command with this environment\'s database and no other'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "seed" -d 'Seed this environment\'s database with the app\'s own seed command'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "branch" -d 'Create, reset, restore, switch and delete database branches, on Neon or on this machine'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "migrate" -d 'Lint, test on a copy, and deploy Prisma\'s migrations'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "perf" -d 'Measure a command on a masked copy of production, which is deleted afterwards'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "preview" -d 'Give every pull request its own database: create, hand out, delete, sweep'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "cost" -d 'Show what the branches cost in a month, and what the whole month will cost'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "report" -d 'Show on one page whether it works and what it costs'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "local" -d 'Start and stop Neon on this machine: its API over real PostgreSQL servers, for this project'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "test" -d 'Manage the test server of this machine and the databases of failed tests'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "doctor" -d 'Find what is wrong with this project and its databases, and how to fix it'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "man" -d 'Print the manual page of skate-env or of one of its commands'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "help" -d 'Show the help of a command, or the exit codes'
complete -c skate-env -n "__fish_skate_env_needs_command" -f -a "gateway" -d 'Serve the guarded connection of a command; `skate-env run` runs this'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l production-url-from -d 'Pin production by the URL in this variable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l project -d 'Pin production by Neon\'s API, in this project [default: the one in .neon, or the only one]' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l production-branch -d 'Production\'s branch in Neon [default: the project\'s default branch]' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s y -l yes -d 'Write without asking'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l dry-run -d 'Show what would change, and write nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l force -d 'Also change files that git cannot restore'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l no-production -d 'Pin nothing: there is no production yet'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l docker -d 'Also write docker-compose.dev.yml, with PostgreSQL and Redis'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l github -d 'Also write GitHub workflows: `skate-env check`, and a database for each pull request'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s p -l purpose -d 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test' -r -f -a "app\t''
migrate\t''
test\t''
read\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l live -d 'Connect to the database and compare its identity, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand status" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l live -d 'Connect to every database and compare their identities, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s p -l purpose -d 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test' -r -f -a "app\t''
migrate\t''
test\t''
read\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand url" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s p -l purpose -d 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test' -r -f -a "app\t''
migrate\t''
test\t''
read\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l seal-ports -d 'Close these ports, too: `7000,8000-8010`' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l sealed -d 'Let the command and all that it starts reach no database port but this database\'s'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l dry-run -d 'Show what would be seeded, and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "create" -d 'Create a branch, or reuse your own of that name; then point .env.local at it, migrate and seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "reset" -d 'Reset a branch to the present state of its parent, then migrate and seed it'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "restore" -d 'Restore a branch to a moment of the past, or to the state of another branch'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "history" -d 'Show the moments to which a branch can be restored, and the backups that restores kept'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "switch" -d 'Point .env.local at another branch or environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "delete" -d 'Delete a branch and its data'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "cleanup" -d 'Show which branches are expired or idle; delete them with --apply'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and not __fish_seen_subcommand_from create reset restore history switch delete cleanup list" -f -a "list" -d 'Show the branches as a tree, with class, age, expiry, size, compute and cost'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l from -d 'Create it from this environment\'s branch, or from this branch' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l class -d 'Set the class, whatever the name says' -r -f -a "staging\t''
development\t''
feature\t''
preview\t''
testing\t''
performance\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l at -d 'Start from this moment in the source\'s history' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l reason -d 'Note why the branch exists, for other people' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l over-budget -d 'Create it although the month exceeds its budget, and record why' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l schema-only -d 'Copy the schema without the rows'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l masked -d 'Mask the data by the rules of `[masking]` before the branch can be reached'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-switch -d 'Leave .env.local unchanged'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-migrate -d 'Do not apply migrations'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-seed -d 'Do not seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l dry-run -d 'Show the plan and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l everyone -d 'Allow resetting another user\'s branch'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l no-migrate -d 'Do not apply migrations'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l no-seed -d 'Do not seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l dry-run -d 'Show the plan and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l at -d 'The moment: a time with its offset from UTC, or how long ago it was (90s, 10m, 2h, 1d)' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l from -d 'The branch or environment whose state it gets; without it, the branch\'s own history' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l everyone -d 'Allow restoring another user\'s branch'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l dry-run -d 'Show the plan and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l dry-run -d 'Show the plan and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from switch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l everyone -d 'Allow deleting another user\'s branch'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show the plan and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l idle-days -d 'Delete branches that were idle for this many days' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l active-hours -d 'Keep branches that were active in the last hours' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l at-most -d 'Delete at most this many branches in one run' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l apply -d 'Delete the branches of the plan'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l dry-run -d 'Show the plan only, which is the default'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l everyone -d 'Include other users\' branches'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from cleanup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand branch; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "lint" -d 'Find dangers in the migrations that this git branch adds; exit 1 if there are any'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "test" -d 'Run pending migrations on a copy, and show what each statement locks, rewrites and costs'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "status" -d 'Show where each migration is applied; exit 3 if they are out of order, 1 if one failed'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and not __fish_seen_subcommand_from lint test status deploy" -f -a "deploy" -d 'Apply pending migrations with `prisma migrate deploy`, after checking order, edits and tests'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l migrations -d 'Read migrations from this folder instead of the project\'s' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l base -d 'Compare with this branch or commit [default: origin\'s main branch]' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l annotations -d 'Annotate the lines in a pull request; the default is `github` if `GITHUB_ACTIONS` is set' -r -f -a "github\t''
none\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l all -d 'Lint every migration, not only those that the branch adds'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l fix -d 'Write safe fixes into the migrations that the branch adds'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l dry-run -d 'Show what --fix would change, and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l deny-warnings -d 'Exit 1 on warnings as well'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l from -d 'Copy this environment\'s branch, or this branch' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l limit -d 'Fail if reads or writes would wait longer than this many milliseconds' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l record -d 'Write the record to this file instead of .skate-env/migrate-test.json' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l migrations -d 'Read migrations from this folder instead of the project\'s' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l report-only -d 'Exit 0 even if something would wait longer'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l keep -d 'Keep the copy until it expires; refused for a copy of production'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l migrations -d 'Read migrations from this folder instead of the project\'s' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l migrations -d 'Read migrations from this folder instead of the project\'s' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l untested -d 'Skip the requirement of a test on a copy, for this reason' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l record -d 'Read the record of `migrate test` from this file' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l wait -d 'Wait for another deployment for this many seconds' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l dry-run -d 'Show what would be applied and what prevents it, and change nothing'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand migrate; and __fish_seen_subcommand_from deploy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and not __fish_seen_subcommand_from run" -f -a "run" -d 'Run a command against a masked copy, and show what each of its statements cost'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l from -d 'Copy this environment\'s branch, or this branch, instead of the source of the class' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l over-budget -d 'Create it although the month exceeds its budget, and record why' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l no-warm-up -d 'Start with cold caches: do not read the tables first'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand perf; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -f -a "up" -d 'Create or reuse the database of a pull request, migrate it, prove it, and hand it out'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -f -a "down" -d 'Delete the database of a closed pull request'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -f -a "sweep" -d 'Show which databases of closed pull requests are left; delete them with --apply'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and not __fish_seen_subcommand_from up down sweep status" -f -a "status" -d 'Show the databases of pull requests: branch, age, expiry, commit'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l pr -d 'Use this pull request instead of the event\'s' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l repository -d 'Name the repository by an id that never changes, where the CI is not GitHub Actions' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l reset -d 'Reset the data to the source\'s: never, changed (an applied migration was), always' -r -f -a "never\t''
changed\t''
always\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l write-env -d 'Write both URLs into this dotenv file' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l over-budget -d 'Create it although the month exceeds its budget, and record why' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l github-env -d 'Give both URLs to the later steps of the job, masked'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l vercel -d 'Give both URLs to the pull request\'s preview deployments on Vercel, from the next one on'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l vercel-redeploy -d 'Deploy the newest preview again if its variables changed'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l comment -d 'Keep one comment on the pull request'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l measure -d 'Measure the pull request\'s migrations on a copy, and show in the comment what they lock'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l no-migrate -d 'Do not apply migrations and do not seed'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from up" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l pr -d 'Use this pull request instead of the event\'s' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l repository -d 'Name the repository by an id that never changes, where the CI is not GitHub Actions' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l comment -d 'Say in the comment on the pull request that the database is gone'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l vercel -d 'Delete the variables that `up --vercel` set for the pull request'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from down" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l at-most -d 'Delete at most this many branches in one run' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l open-from -d 'Read the numbers of all open pull requests from this file or from standard input, one a line; `none` if there are none' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l repository -d 'Name the repository by an id that never changes, where the CI is not GitHub Actions' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l apply -d 'Delete the branches of the plan'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l vercel -d 'Delete the variables on Vercel of pull requests that are closed and have no database, too'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from sweep" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l pr -d 'Show this pull request only' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l repository -d 'Name the repository by an id that never changes, where the CI is not GitHub Actions' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand preview; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l month -d 'Show this month, such as 2026-11, instead of the current one' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l by -d 'Group the lines' -r -f -a "class\t'By what branches are for'
branch\t'By branch'
pr\t'By pull request'
owner\t'By owner'"
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l against -d 'Compare with computes that are never suspended, with branches that are never deleted, or with an earlier answer of `cost --output json`' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l what-if -d 'Show what it would cost otherwise: plan=NAME, cu=UNITS, suspend=never, branches=COUNT' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l plan -d 'Use the prices of this plan instead of the project\'s' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l budget -d 'Exit 3 if the month exceeds `[budget] month`'
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand cost" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l html -d 'Write the page as one HTML file, without scripts and without anything to load' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l prometheus -d 'Write the metrics as a textfile for Prometheus\' node exporter' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l otlp -d 'Send the metrics to a receiver of OTLP (HTTP, JSON): one request' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l events -d 'Read these records, too: folders of `.jsonl` files, from CI\'s artifacts' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l since -d 'Read the events of this time' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l plan -d 'Use the prices of this plan instead of the project\'s' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l wait -d 'Retry for this many seconds while Neon is busy or unreachable' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l summary -d 'Add it to the summary of the job in GitHub Actions, with a warning for each alert'
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "start" -d 'Start Neon on this machine; does nothing if it runs already'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "stop" -d 'Stop Neon on this machine and its servers; data is kept'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "status" -d 'Show whether Neon runs on this machine, and its address'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and not __fish_seen_subcommand_from start stop status serve" -f -a "serve" -d 'Serve in the foreground; `skate-env local start` runs this'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from stop" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l postgres -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l path -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l node-modules -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand local; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -f -a "server" -d 'Start, stop and show the test server of this machine'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and not __fish_seen_subcommand_from server keep" -f -a "keep" -d 'List and drop the databases of failed tests'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -f -a "start" -d 'Start the test server; does nothing if it runs already'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -f -a "stop" -d 'Stop the test server, and delete all of its databases'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from server" -f -a "status" -d 'Show whether the test server runs, its address and its folder'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -f -a "list" -d 'List the kept databases, the newest first; starts the test server'
complete -c skate-env -n "__fish_skate_env_using_subcommand test; and __fish_seen_subcommand_from keep" -f -a "drop" -d 'Drop kept databases: those that are named, or all of them'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l routine -d 'Check what should be looked at this often; each routine holds the shorter ones' -r -f -a "daily\t'Pins against Neon, the budget, computes that stay awake, silent sweeps'
weekly\t'The same, and the cost review: allowance, history, the dearest idle branches'
monthly\t'The same, and whether clean-ups worked: expired and idle branches, left backups'
quarterly\t'The same, and the access audit: keys, roles, production\'s network; prices grown old'"
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l events -d 'With --routine: read these records, too: folders of `.jsonl` files, from CI\'s artifacts' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l online -d 'Also ask Neon\'s API and the databases'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand completions" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l list -d 'List the commands that have a page, one per line'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand man" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand help" -s h -l help -d 'Print help'
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -s e -l environment -d 'Use this environment, whatever the variables say' -r -f -a "production\t''
staging\t''
development\t''
preview\t''
testing\t''"
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -l output -d 'Print the answer and errors as text or as JSON' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For tools that read FOCUS 1.4, the specification of cost data; only of `cost`'"
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -l config -d 'Read this policy instead of the nearest skate-env.toml in this or a parent directory' -r -F
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -l consent -d 'Consent to production for this command: name its endpoint id, branch id or host' -r
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -l detached -d 'Serve in this process instead of starting one that does'
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -s q -l quiet -d 'Print nothing but errors on standard error'
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -l no-color -d 'Print no colors and no progress bars, as with `NO_COLOR` in the environment'
complete -c skate-env -n "__fish_skate_env_using_subcommand gateway" -s h -l help -d 'Print help'
