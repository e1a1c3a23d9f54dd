# One image for every process. glibc base: the embedded Valkey has no musl build.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/watcher \
 && /opt/watcher/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY config config
COPY docs/schema docs/schema
COPY watcher watcher
COPY workers workers
RUN python -m venv /tmp/build \
 && /tmp/build/bin/pip install --no-cache-dir hatchling \
 && /tmp/build/bin/python -m hatchling build -t wheel -d /tmp/dist \
 && /opt/watcher/bin/pip install --no-cache-dir --no-deps /tmp/dist/*.whl

FROM python:3.12-slim-bookworm
# A new volume takes its owner from this folder; without it only root could write there.
RUN useradd --uid 10001 --create-home --home-dir /var/lib/watcher watcher \
 && install -d -o watcher -g watcher /var/lib/watcher/data
COPY --from=build /opt/watcher /opt/watcher
ENV PATH=/opt/watcher/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WATCHER_DATA_DIR=/var/lib/watcher/data
USER watcher
WORKDIR /var/lib/watcher
VOLUME /var/lib/watcher/data
EXPOSE 8000
ENTRYPOINT ["watcher"]
CMD ["run"]
