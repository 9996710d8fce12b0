# The program on Debian 12, for pipelines and machines without one:
#   docker build -t benignity .
#   docker run --rm -v "$PWD":/work benignity verify --battery smoke --out report
FROM debian:12 AS build
WORKDIR /benignity
COPY . .
RUN ./run build && cmake --install build/release --prefix /opt/benignity --strip

FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends gnuplot-nox \
      libmpfr6 libgmp10 libmpfi0 libflint-arb2 libflint17 libtbb12 libfmt9 libtomlplusplus3 libsqlite3-0 coinor-libclp1 coinor-libcoinutils3v5 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/benignity /opt/benignity
ENV PATH=/opt/benignity/bin:$PATH
WORKDIR /work
ENTRYPOINT ["benignity"]
