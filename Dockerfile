# The command, in an image that holds nothing else: `docker run --rm skate-env --version`.
# It asks servers and Neon's API. What starts programs of the project (`run`, `migrate deploy`, `seed`)
# needs an image with Node.js: install the npm package there.
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /skate-env
COPY . .
RUN cargo build --locked --release --package skate-env-cli

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /skate-env/target/release/skate-env /usr/local/bin/skate-env
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/skate-env/
WORKDIR /project
ENTRYPOINT ["/usr/local/bin/skate-env"]
