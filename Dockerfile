# Portcullis as an image: one static binary and the certificates that it trusts; no shell, no package manager, no root.
#   docker run --rm --volume "$PWD:/work:ro" ghcr.io/example-org/portcullis@sha256:<digest> check --base origin/main --head HEAD

FROM rust:1.95-alpine@sha256:606fd313a0f49743ee2a7bd49a0914bab7deedb12791f3a846a34a4711db7ed2 AS build
WORKDIR /source
COPY Cargo.toml Cargo.lock ./
COPY benches benches
COPY src src
# On Alpine a binary is linked against musl, and statically.
RUN cargo build --locked --profile dist --bin portcullis

FROM gcr.io/distroless/static-debian13:nonroot@sha256:e2e927ec666bae08560abb3c55d0659eceabb657f56b6782ab500a9fc7f555e3
LABEL org.opencontainers.image.title="Portcullis" \
      org.opencontainers.image.description="Reads a change and decides whether it may merge" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0" \
      org.opencontainers.image.url="https://portcullis.example.org"
COPY --from=build /source/target/dist/portcullis /portcullis
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/portcullis"]
