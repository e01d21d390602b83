
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'skate-env' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'skate-env'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'skate-env' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Wire this project up: skate-env.toml with production pinned, Prisma, Next.js, scripts')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which environment and database this is, and why')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Compare the databases of all environments; exit 3 unless each has its own')
            [CompletionResult]::new('url', 'url', [CompletionResultType]::ParameterValue, 'Print the URL that this process may use, alone, for scripts')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command with this environment''s database, and no other')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Seed this environment''s database with the app''s own seed command')
            [CompletionResult]::new('branch', 'branch', [CompletionResultType]::ParameterValue, 'A database of one''s own: made, reset, switched to and cleaned up, on Neon or on this machine')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Prisma''s migrations: linted and tested on a copy before they meet data, deployed in a checked order')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'Neon on this machine: its API over real PostgreSQL servers, for this project')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find what is wrong with this project and its databases, each with the way to mend it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell''s completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page, of the whole or of one command')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Show the help of a command, or the exit codes')
            break
        }
        'skate-env;init' {
            [CompletionResult]::new('--production-url-from', '--production-url-from', [CompletionResultType]::ParameterName, 'Pin production by the URL that this variable holds')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Pin production as Neon''s API knows it: this project [default: of .neon, or the only one]')
            [CompletionResult]::new('--production-branch', '--production-branch', [CompletionResultType]::ParameterName, 'Production''s branch in Neon [default: the project''s default branch]')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Write without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Write without asking')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and write nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also change files that git could not bring back')
            [CompletionResult]::new('--no-production', '--no-production', [CompletionResultType]::ParameterName, 'There is no production yet: pin nothing')
            [CompletionResult]::new('--docker', '--docker', [CompletionResultType]::ParameterName, 'Also write docker-compose.dev.yml, with PostgreSQL and Redis')
            [CompletionResult]::new('--ci', '--ci', [CompletionResultType]::ParameterName, 'Also write a GitHub workflow that runs `skate-env check`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;status' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Ask the database who it is, and compare that, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;check' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Ask every database who it is, and compare that, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;url' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;run' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'What the URL is for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;seed' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a branch, or take your own of that name; then .env.local, migrations, seed')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Put a branch back to its parent''s state now; then migrations, seed')
            [CompletionResult]::new('switch', 'switch', [CompletionResultType]::ParameterValue, 'Lead .env.local to another branch or environment')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a branch, for good')
            [CompletionResult]::new('cleanup', 'cleanup', [CompletionResultType]::ParameterValue, 'Show which branches are expired or idle, and with --apply delete them')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the branches as a tree: what each is for, its age, size, sleep and cost')
            break
        }
        'skate-env;branch;create' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Make it from this environment''s branch, or this branch')
            [CompletionResult]::new('--class', '--class', [CompletionResultType]::ParameterName, 'What it is for, whatever its name says')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Begin at this moment of its source''s history')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why it is made, for whoever finds it')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--schema-only', '--schema-only', [CompletionResultType]::ParameterName, 'Take the schema without the rows')
            [CompletionResult]::new('--masked', '--masked', [CompletionResultType]::ParameterName, 'Mask it by the rules of `[masking]` before anybody gets its URL')
            [CompletionResult]::new('--no-switch', '--no-switch', [CompletionResultType]::ParameterName, 'Leave .env.local as it is')
            [CompletionResult]::new('--no-migrate', '--no-migrate', [CompletionResultType]::ParameterName, 'Apply no migrations')
            [CompletionResult]::new('--no-seed', '--no-seed', [CompletionResultType]::ParameterName, 'Do not seed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;reset' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Somebody else''s branch, too')
            [CompletionResult]::new('--no-migrate', '--no-migrate', [CompletionResultType]::ParameterName, 'Apply no migrations')
            [CompletionResult]::new('--no-seed', '--no-seed', [CompletionResultType]::ParameterName, 'Do not seed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;switch' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;delete' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Somebody else''s branch, too')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;cleanup' {
            [CompletionResult]::new('--idle-days', '--idle-days', [CompletionResultType]::ParameterName, 'Delete what was idle for so many days')
            [CompletionResult]::new('--active-hours', '--active-hours', [CompletionResultType]::ParameterName, 'Keep what was active within so many hours')
            [CompletionResult]::new('--at-most', '--at-most', [CompletionResultType]::ParameterName, 'Delete no more than so many in one run')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Do what the plan says')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan alone, as without --apply')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Other people''s branches, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;list' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Find what is dangerous in the migrations that this branch adds; exit 1 if anything is')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run pending migrations on a copy, and show what each statement locks, rewrites and takes')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show where each migration is applied; exit 3 unless their order is kept, 1 if one failed')
            [CompletionResult]::new('deploy', 'deploy', [CompletionResultType]::ParameterValue, 'Apply pending migrations with `prisma migrate deploy`, once everything that speaks against it is out of the way')
            break
        }
        'skate-env;migrate;lint' {
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Prisma''s folder of migrations, instead of the one that the project names')
            [CompletionResult]::new('--base', '--base', [CompletionResultType]::ParameterName, 'The branch or commit that has the others'' migrations [default: origin''s main branch]')
            [CompletionResult]::new('--annotations', '--annotations', [CompletionResultType]::ParameterName, 'Mark the lines in a pull request; `github` is the default where `GITHUB_ACTIONS` is set')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Lint every migration, not only the branch''s own')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Write the safe corrections into the branch''s own migrations')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Only say what --fix would correct')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Exit 1 on warnings, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate;test' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Copy this environment''s branch, or this branch')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Say no where reads or writes would wait for longer than so many milliseconds')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Where the record goes, instead of .skate-env/migrate-test.json')
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Prisma''s folder of migrations, instead of the one that the project names')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Try this many seconds where Neon is busy or out of reach')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--report-only', '--report-only', [CompletionResultType]::ParameterName, 'Exit 0 though something would wait for longer')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Leave the copy to its expiry; never one of production')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate;status' {
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Prisma''s folder of migrations, instead of the one that the project names')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate;deploy' {
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Prisma''s folder of migrations, instead of the one that the project names')
            [CompletionResult]::new('--untested', '--untested', [CompletionResultType]::ParameterName, 'Do without the test on a copy, for this reason')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'The record that `migrate test` left')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait this many seconds for another deployment to end')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done and what speaks against it, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;local' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Start it; where it runs already, nothing changes')
            [CompletionResult]::new('stop', 'stop', [CompletionResultType]::ParameterValue, 'Stop it and its servers; the data stays')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show whether it runs, and where')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve in the foreground; `skate-env local start` calls this')
            break
        }
        'skate-env;local;start' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;local;stop' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;local;status' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;local;serve' {
            [CompletionResult]::new('--postgres', '--postgres', [CompletionResultType]::ParameterName, 'postgres')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'path')
            [CompletionResult]::new('--node-modules', '--node-modules', [CompletionResultType]::ParameterName, 'node-modules')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;doctor' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--online', '--online', [CompletionResultType]::ParameterName, 'Also ask Neon''s API and the databases')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;completions' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;man' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the commands that have a page, a line each')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;help' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Act as this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the answer and errors are printed')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The policy, instead of the skate-env.toml found upward from here')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error but errors')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours; NO_COLOR in the environment does the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
