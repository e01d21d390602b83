
use builtin;
use str;

set edit:completion:arg-completer[skate-env] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'skate-env'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'skate-env'= {
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Wire this project up: skate-env.toml with production pinned, Prisma, Next.js, scripts'
            cand status 'Show which environment and database this is, and why'
            cand check 'Compare the databases of all environments; exit 3 unless each has its own'
            cand url 'Print the URL that this process may use, alone, for scripts'
            cand run 'Run a command with this environment''s database, and no other'
            cand doctor 'Find what is wrong with this project and its databases, each with the way to mend it'
            cand completions 'Print a shell''s completion script'
            cand man 'Print the manual page, of the whole or of one command'
            cand help 'Show the help of a command, or the exit codes'
        }
        &'skate-env;init'= {
            cand --production-url-from 'Pin production by the URL that this variable holds'
            cand --project 'Pin production as Neon''s API knows it: this project [default: of .neon, or the only one]'
            cand --production-branch 'Production''s branch in Neon [default: the project''s default branch]'
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -y 'Write without asking'
            cand --yes 'Write without asking'
            cand --dry-run 'Show what would change, and write nothing'
            cand --force 'Also change files that git could not bring back'
            cand --no-production 'There is no production yet: pin nothing'
            cand --docker 'Also write docker-compose.dev.yml, with PostgreSQL and Redis'
            cand --ci 'Also write a GitHub workflow that runs `skate-env check`'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'skate-env;status'= {
            cand -p 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test'
            cand --purpose 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test'
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'skate-env;check'= {
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'skate-env;url'= {
            cand -p 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test'
            cand --purpose 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test'
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'skate-env;run'= {
            cand -p 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test'
            cand --purpose 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test'
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'skate-env;doctor'= {
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand --online 'Also ask Neon''s API and the databases'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'skate-env;completions'= {
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'skate-env;man'= {
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand --list 'List the commands that have a page, a line each'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'skate-env;help'= {
            cand -e 'Act as this environment, whatever the variables say'
            cand --environment 'Act as this environment, whatever the variables say'
            cand --output 'How the answer and errors are printed'
            cand --config 'The policy, instead of the skate-env.toml found upward from here'
            cand --consent 'Consent to production for this command: its endpoint id, branch id or host'
            cand -q 'Say nothing on standard error but errors'
            cand --quiet 'Say nothing on standard error but errors'
            cand --no-color 'No colours; NO_COLOR in the environment does the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
    ]
    $completions[$command]
}
