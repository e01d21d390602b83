
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
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Set up this project: skate-env.toml with production pinned, Prisma, Next.js, tests, scripts')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show which environment and database this directory uses, and why')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Compare the databases of all environments; exit 3 unless each has its own')
            [CompletionResult]::new('url', 'url', [CompletionResultType]::ParameterValue, 'Print the URL that this process may use, and nothing else, for scripts')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command with this environment''s database and no other')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Seed this environment''s database with the app''s own seed command')
            [CompletionResult]::new('branch', 'branch', [CompletionResultType]::ParameterValue, 'Create, reset, restore, switch and delete database branches, on Neon or on this machine')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Lint, test on a copy, and deploy Prisma''s migrations')
            [CompletionResult]::new('perf', 'perf', [CompletionResultType]::ParameterValue, 'Measure a command on a masked copy of production, which is deleted afterwards')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Give every pull request its own database: create, hand out, delete, sweep')
            [CompletionResult]::new('cost', 'cost', [CompletionResultType]::ParameterValue, 'Show what the branches cost in a month, and what the whole month will cost')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Show on one page whether it works and what it costs')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'Start and stop Neon on this machine: its API over real PostgreSQL servers, for this project')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Manage the test server of this machine and the databases of failed tests')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find what is wrong with this project and its databases, and how to fix it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page of skate-env or of one of its commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Show the help of a command, or the exit codes')
            [CompletionResult]::new('gateway', 'gateway', [CompletionResultType]::ParameterValue, 'Serve the guarded connection of a command; `skate-env run` runs this')
            break
        }
        'skate-env;init' {
            [CompletionResult]::new('--production-url-from', '--production-url-from', [CompletionResultType]::ParameterName, 'Pin production by the URL in this variable')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Pin production by Neon''s API, in this project [default: the one in .neon, or the only one]')
            [CompletionResult]::new('--production-branch', '--production-branch', [CompletionResultType]::ParameterName, 'Production''s branch in Neon [default: the project''s default branch]')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Write without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Write without asking')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and write nothing')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also change files that git cannot restore')
            [CompletionResult]::new('--no-production', '--no-production', [CompletionResultType]::ParameterName, 'Pin nothing: there is no production yet')
            [CompletionResult]::new('--docker', '--docker', [CompletionResultType]::ParameterName, 'Also write docker-compose.dev.yml, with PostgreSQL and Redis')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Also write GitHub workflows: `skate-env check`, and a database for each pull request')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;status' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Connect to the database and compare its identity, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;check' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Connect to every database and compare their identities, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;url' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;run' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--purpose', '--purpose', [CompletionResultType]::ParameterName, 'Get a URL for: app (pooled), migrate (direct), read (read-only) or test')
            [CompletionResult]::new('--seal-ports', '--seal-ports', [CompletionResultType]::ParameterName, 'Close these ports, too: `7000,8000-8010`')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--sealed', '--sealed', [CompletionResultType]::ParameterName, 'Let the command and all that it starts reach no database port but this database''s')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;seed' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be seeded, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Create a branch, or reuse your own of that name; then point .env.local at it, migrate and seed')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Reset a branch to the present state of its parent, then migrate and seed it')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Restore a branch to a moment of the past, or to the state of another branch')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show the moments to which a branch can be restored, and the backups that restores kept')
            [CompletionResult]::new('switch', 'switch', [CompletionResultType]::ParameterValue, 'Point .env.local at another branch or environment')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a branch and its data')
            [CompletionResult]::new('cleanup', 'cleanup', [CompletionResultType]::ParameterValue, 'Show which branches are expired or idle; delete them with --apply')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show the branches as a tree, with class, age, expiry, size, compute and cost')
            break
        }
        'skate-env;branch;create' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Create it from this environment''s branch, or from this branch')
            [CompletionResult]::new('--class', '--class', [CompletionResultType]::ParameterName, 'Set the class, whatever the name says')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Start from this moment in the source''s history')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Note why the branch exists, for other people')
            [CompletionResult]::new('--over-budget', '--over-budget', [CompletionResultType]::ParameterName, 'Create it although the month exceeds its budget, and record why')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--schema-only', '--schema-only', [CompletionResultType]::ParameterName, 'Copy the schema without the rows')
            [CompletionResult]::new('--masked', '--masked', [CompletionResultType]::ParameterName, 'Mask the data by the rules of `[masking]` before the branch can be reached')
            [CompletionResult]::new('--no-switch', '--no-switch', [CompletionResultType]::ParameterName, 'Leave .env.local unchanged')
            [CompletionResult]::new('--no-migrate', '--no-migrate', [CompletionResultType]::ParameterName, 'Do not apply migrations')
            [CompletionResult]::new('--no-seed', '--no-seed', [CompletionResultType]::ParameterName, 'Do not seed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;reset' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Allow resetting another user''s branch')
            [CompletionResult]::new('--no-migrate', '--no-migrate', [CompletionResultType]::ParameterName, 'Do not apply migrations')
            [CompletionResult]::new('--no-seed', '--no-seed', [CompletionResultType]::ParameterName, 'Do not seed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;restore' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The moment: a time with its offset from UTC, or how long ago it was (90s, 10m, 2h, 1d)')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The branch or environment whose state it gets; without it, the branch''s own history')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Allow restoring another user''s branch')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;history' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;switch' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;delete' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Allow deleting another user''s branch')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;cleanup' {
            [CompletionResult]::new('--idle-days', '--idle-days', [CompletionResultType]::ParameterName, 'Delete branches that were idle for this many days')
            [CompletionResult]::new('--active-hours', '--active-hours', [CompletionResultType]::ParameterName, 'Keep branches that were active in the last hours')
            [CompletionResult]::new('--at-most', '--at-most', [CompletionResultType]::ParameterName, 'Delete at most this many branches in one run')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Delete the branches of the plan')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan only, which is the default')
            [CompletionResult]::new('--everyone', '--everyone', [CompletionResultType]::ParameterName, 'Include other users'' branches')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;branch;list' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Find dangers in the migrations that this git branch adds; exit 1 if there are any')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run pending migrations on a copy, and show what each statement locks, rewrites and costs')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show where each migration is applied; exit 3 if they are out of order, 1 if one failed')
            [CompletionResult]::new('deploy', 'deploy', [CompletionResultType]::ParameterValue, 'Apply pending migrations with `prisma migrate deploy`, after checking order, edits and tests')
            break
        }
        'skate-env;migrate;lint' {
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Read migrations from this folder instead of the project''s')
            [CompletionResult]::new('--base', '--base', [CompletionResultType]::ParameterName, 'Compare with this branch or commit [default: origin''s main branch]')
            [CompletionResult]::new('--annotations', '--annotations', [CompletionResultType]::ParameterName, 'Annotate the lines in a pull request; the default is `github` if `GITHUB_ACTIONS` is set')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Lint every migration, not only those that the branch adds')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Write safe fixes into the migrations that the branch adds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what --fix would change, and change nothing')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Exit 1 on warnings as well')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate;test' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Copy this environment''s branch, or this branch')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Fail if reads or writes would wait longer than this many milliseconds')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Write the record to this file instead of .skate-env/migrate-test.json')
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Read migrations from this folder instead of the project''s')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--report-only', '--report-only', [CompletionResultType]::ParameterName, 'Exit 0 even if something would wait longer')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep the copy until it expires; refused for a copy of production')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate;status' {
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Read migrations from this folder instead of the project''s')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;migrate;deploy' {
            [CompletionResult]::new('--migrations', '--migrations', [CompletionResultType]::ParameterName, 'Read migrations from this folder instead of the project''s')
            [CompletionResult]::new('--untested', '--untested', [CompletionResultType]::ParameterName, 'Skip the requirement of a test on a copy, for this reason')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Read the record of `migrate test` from this file')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait for another deployment for this many seconds')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be applied and what prevents it, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;perf' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command against a masked copy, and show what each of its statements cost')
            break
        }
        'skate-env;perf;run' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Copy this environment''s branch, or this branch, instead of the source of the class')
            [CompletionResult]::new('--over-budget', '--over-budget', [CompletionResultType]::ParameterName, 'Create it although the month exceeds its budget, and record why')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--no-warm-up', '--no-warm-up', [CompletionResultType]::ParameterName, 'Start with cold caches: do not read the tables first')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;preview' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('up', 'up', [CompletionResultType]::ParameterValue, 'Create or reuse the database of a pull request, migrate it, prove it, and hand it out')
            [CompletionResult]::new('down', 'down', [CompletionResultType]::ParameterValue, 'Delete the database of a closed pull request')
            [CompletionResult]::new('sweep', 'sweep', [CompletionResultType]::ParameterValue, 'Show which databases of closed pull requests are left; delete them with --apply')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the databases of pull requests: branch, age, expiry, commit')
            break
        }
        'skate-env;preview;up' {
            [CompletionResult]::new('--pr', '--pr', [CompletionResultType]::ParameterName, 'Use this pull request instead of the event''s')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'Name the repository by an id that never changes, where the CI is not GitHub Actions')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Reset the data to the source''s: never, changed (an applied migration was), always')
            [CompletionResult]::new('--write-env', '--write-env', [CompletionResultType]::ParameterName, 'Write both URLs into this dotenv file')
            [CompletionResult]::new('--over-budget', '--over-budget', [CompletionResultType]::ParameterName, 'Create it although the month exceeds its budget, and record why')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--github-env', '--github-env', [CompletionResultType]::ParameterName, 'Give both URLs to the later steps of the job, masked')
            [CompletionResult]::new('--vercel', '--vercel', [CompletionResultType]::ParameterName, 'Give both URLs to the pull request''s preview deployments on Vercel, from the next one on')
            [CompletionResult]::new('--vercel-redeploy', '--vercel-redeploy', [CompletionResultType]::ParameterName, 'Deploy the newest preview again if its variables changed')
            [CompletionResult]::new('--comment', '--comment', [CompletionResultType]::ParameterName, 'Keep one comment on the pull request')
            [CompletionResult]::new('--measure', '--measure', [CompletionResultType]::ParameterName, 'Measure the pull request''s migrations on a copy, and show in the comment what they lock')
            [CompletionResult]::new('--no-migrate', '--no-migrate', [CompletionResultType]::ParameterName, 'Do not apply migrations and do not seed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;preview;down' {
            [CompletionResult]::new('--pr', '--pr', [CompletionResultType]::ParameterName, 'Use this pull request instead of the event''s')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'Name the repository by an id that never changes, where the CI is not GitHub Actions')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--comment', '--comment', [CompletionResultType]::ParameterName, 'Say in the comment on the pull request that the database is gone')
            [CompletionResult]::new('--vercel', '--vercel', [CompletionResultType]::ParameterName, 'Delete the variables that `up --vercel` set for the pull request')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;preview;sweep' {
            [CompletionResult]::new('--at-most', '--at-most', [CompletionResultType]::ParameterName, 'Delete at most this many branches in one run')
            [CompletionResult]::new('--open-from', '--open-from', [CompletionResultType]::ParameterName, 'Read the numbers of all open pull requests from this file or from standard input, one a line; `none` if there are none')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'Name the repository by an id that never changes, where the CI is not GitHub Actions')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Delete the branches of the plan')
            [CompletionResult]::new('--vercel', '--vercel', [CompletionResultType]::ParameterName, 'Delete the variables on Vercel of pull requests that are closed and have no database, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;preview;status' {
            [CompletionResult]::new('--pr', '--pr', [CompletionResultType]::ParameterName, 'Show this pull request only')
            [CompletionResult]::new('--repository', '--repository', [CompletionResultType]::ParameterName, 'Name the repository by an id that never changes, where the CI is not GitHub Actions')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;cost' {
            [CompletionResult]::new('--month', '--month', [CompletionResultType]::ParameterName, 'Show this month, such as 2026-11, instead of the current one')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Group the lines')
            [CompletionResult]::new('--against', '--against', [CompletionResultType]::ParameterName, 'Compare with computes that are never suspended, with branches that are never deleted, or with an earlier answer of `cost --output json`')
            [CompletionResult]::new('--what-if', '--what-if', [CompletionResultType]::ParameterName, 'Show what it would cost otherwise: plan=NAME, cu=UNITS, suspend=never, branches=COUNT')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Use the prices of this plan instead of the project''s')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--budget', '--budget', [CompletionResultType]::ParameterName, 'Exit 3 if the month exceeds `[budget] month`')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;report' {
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the page as one HTML file, without scripts and without anything to load')
            [CompletionResult]::new('--prometheus', '--prometheus', [CompletionResultType]::ParameterName, 'Write the metrics as a textfile for Prometheus'' node exporter')
            [CompletionResult]::new('--otlp', '--otlp', [CompletionResultType]::ParameterName, 'Send the metrics to a receiver of OTLP (HTTP, JSON): one request')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'Read these records, too: folders of `.jsonl` files, from CI''s artifacts')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Read the events of this time')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Use the prices of this plan instead of the project''s')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Retry for this many seconds while Neon is busy or unreachable')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Add it to the summary of the job in GitHub Actions, with a warning for each alert')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;local' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Start Neon on this machine; does nothing if it runs already')
            [CompletionResult]::new('stop', 'stop', [CompletionResultType]::ParameterValue, 'Stop Neon on this machine and its servers; data is kept')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show whether Neon runs on this machine, and its address')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve in the foreground; `skate-env local start` runs this')
            break
        }
        'skate-env;local;start' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;local;stop' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;local;status' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;local;serve' {
            [CompletionResult]::new('--postgres', '--postgres', [CompletionResultType]::ParameterName, 'postgres')
            [CompletionResult]::new('--path', '--path', [CompletionResultType]::ParameterName, 'path')
            [CompletionResult]::new('--node-modules', '--node-modules', [CompletionResultType]::ParameterName, 'node-modules')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;test' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('server', 'server', [CompletionResultType]::ParameterValue, 'Start, stop and show the test server of this machine')
            [CompletionResult]::new('keep', 'keep', [CompletionResultType]::ParameterValue, 'List and drop the databases of failed tests')
            break
        }
        'skate-env;test;server' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('start', 'start', [CompletionResultType]::ParameterValue, 'Start the test server; does nothing if it runs already')
            [CompletionResult]::new('stop', 'stop', [CompletionResultType]::ParameterValue, 'Stop the test server, and delete all of its databases')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show whether the test server runs, its address and its folder')
            break
        }
        'skate-env;test;server;start' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;test;server;stop' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;test;server;status' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;test;keep' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the kept databases, the newest first; starts the test server')
            [CompletionResult]::new('drop', 'drop', [CompletionResultType]::ParameterValue, 'Drop kept databases: those that are named, or all of them')
            break
        }
        'skate-env;test;keep;list' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;test;keep;drop' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;doctor' {
            [CompletionResult]::new('--routine', '--routine', [CompletionResultType]::ParameterName, 'Check what should be looked at this often; each routine holds the shorter ones')
            [CompletionResult]::new('--events', '--events', [CompletionResultType]::ParameterName, 'With --routine: read these records, too: folders of `.jsonl` files, from CI''s artifacts')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--online', '--online', [CompletionResultType]::ParameterName, 'Also ask Neon''s API and the databases')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'skate-env;completions' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;man' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the commands that have a page, one per line')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;help' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'skate-env;gateway' {
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Use this environment, whatever the variables say')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Print the answer and errors as text or as JSON')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this policy instead of the nearest skate-env.toml in this or a parent directory')
            [CompletionResult]::new('--consent', '--consent', [CompletionResultType]::ParameterName, 'Consent to production for this command: name its endpoint id, branch id or host')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Serve in this process instead of starting one that does')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors on standard error')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'Print no colors and no progress bars, as with `NO_COLOR` in the environment')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
