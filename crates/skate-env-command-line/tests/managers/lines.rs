//! Command lines, one for each way in which a script can be named.

pub(crate) fn all() -> Vec<String> {
    LINES.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

const LINES: &str = r"
    npm run wipe
    npm run-script wipe
    npm rum wipe
    npm urn wipe
    npm runScript wipe
    npm run-s wipe
    npm test
    npm t
    npm tst
    npm tes
    npm start
    npm stop
    npm restart
    npm run db:reset -- --force
    npm run --silent db:push
    npm run db:push --silent
    npm --loglevel error run wipe
    npm run wipe --loglevel error
    npm -w web run build
    npm run build -w web
    npm run build --workspace=web
    npm run build -w @shop/api -w web
    npm -w apps/api run build
    npm -w apps run wipe
    npm run wipe --workspaces
    npm run wipe -ws
    npm run db:reset --ws --if-present
    npm run build --workspaces --include-workspace-root
    npm --prefix packages/db run push
    npm -C packages/db run push
    npm --prefix=packages/db run reset
    npm -C apps/web restart
    npm -C apps/web test
    npm exec -c 'prisma db push'
    npm exec -w web -c 'npm run build'
    npm_config_loglevel=silent npm run wipe
    npm run nested
    npm run deep
    npm run each
    npm run in-order
    npm run side-by-side
    cd apps/web && npm run build
    cd apps/web; npm run only-here; cd ../..; npm run only-here
    cd apps && cd api && npm run build:a
    (cd apps/api && npm run build:a); npm start
    pushd packages/db > /dev/null && npm run push && popd > /dev/null && npm run wipe
    cd missing 2> /dev/null || cd packages/db; npm run reset
    [ -d packages/db ] && cd packages/db; npm run push
    if [ -d apps/api ]; then cd apps/api; else cd apps/web; fi; npm run wipe
    d=packages/db; cd $d && npm run push
    env -C packages/db npm run push
    f() { cd packages/db; }; f; npm run reset
    for d in apps/web apps/api; do (cd $d && npm run wipe); done
    bash -c 'cd packages/db && npm run push'
    node --version > /dev/null; npm --prefix ./apps/../packages/db run push

    pnpm wipe
    pnpm run wipe
    pnpm run-script wipe
    pnpm test
    pnpm t
    pnpm start
    pnpm stop
    pnpm -C packages/db push
    pnpm --dir packages/db run push
    pnpm --dir=packages/db run reset
    pnpm -F web build
    pnpm --filter web run build
    pnpm --filter=web build
    pnpm --filter @shop/db push
    pnpm --filter db push
    pnpm --filter '@shop/*' wipe
    pnpm --filter './apps/*' wipe
    pnpm --filter ./packages/db push
    pnpm --filter '{packages/db}' push
    pnpm --filter 'web...' build
    pnpm --filter '...web' build
    pnpm --filter '!web' wipe
    pnpm -F web -F @shop/api wipe
    pnpm -r wipe
    pnpm -r run wipe
    pnpm -r --parallel wipe
    pnpm recursive run wipe
    pnpm run -r wipe
    pnpm run -F web build
    pnpm -w wipe
    cd apps/web && pnpm -w run only-here
    cd apps/web && pnpm build
    pnpm -r exec prisma db push
    pnpm -F web exec prisma migrate reset
    pnpm exec prisma db push
    pnpm prisma migrate reset
    pnpm run '/^db:.*/'
    pnpm run '/^db:p/'
    pnpm -F @shop/api run '/build:.*/'
    pnpm --reporter silent run wipe

    bun run wipe
    bun wipe
    bun run --silent db:push
    bun --cwd packages/db push
    bun run --cwd packages/db push
    bun --cwd=packages/db run reset
    bun --filter web build
    bun run --filter web build
    bun run --filter '@shop/*' wipe
    bun run --filter '*' wipe
    bun run -F './apps/*' wipe
    cd apps/web && bun run build
    bun x prisma db push

    yarn wipe
    yarn run wipe
    yarn test
    yarn --cwd packages/db push
    yarn --cwd=packages/db run push
    yarn workspace web build
    yarn workspace @shop/db run push
    yarn workspaces run wipe
    yarn -s run db:push
    cd apps/api && yarn build:a
    yarn exec prisma migrate reset

    run-s db:push db:reset
    run-s 'db:*'
    run-p 'db:*'
    npm-run-all 'db:*'
    npm-run-all --parallel db:push db:reset
    run-s 'db:push -- --force'
    cd apps/api && run-s 'build:*'
    cd apps/api && run-s 'build:**'
    concurrently 'npm:db:*'
    concurrently npm:db:push npm:db:reset
    concurrently 'npm:db:*(!reset)'
    concurrently -n a,b 'npm run db:push' 'pnpm db:reset'
    concurrently 'pnpm:wipe' 'node:db:push'
    concurrently 'cd packages/db && npm run push' 'prisma db push'

    turbo run build
    turbo build
    turbo run build --filter=web
    turbo run wipe --filter=@shop/db
    turbo run build -F web
    turbo run wipe db:push
    turbo run build --filter=./apps/web
    turbo run web#build
    cd apps/web && turbo run build
    turbo --cwd packages/db run wipe
";
