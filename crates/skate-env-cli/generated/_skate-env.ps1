
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
