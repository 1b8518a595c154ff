# The production server in a container. Nothing is set here that the settings ask for: compose.yaml names it.

# Every package of the lock file by its hash; of these only what the site runs with goes on.
FROM python:3.11-slim AS packages
WORKDIR /build
COPY pyproject.toml requirements.lock ./
RUN pip download --quiet --require-hashes --only-binary :all: --dest wheels -r requirements.lock
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > runtime.txt \
 && python -m venv /venv \
 && /venv/bin/pip install --quiet --no-index --find-links wheels -r runtime.txt

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home newsroom && install -d -o newsroom -g newsroom /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py ./
COPY newsroom newsroom
COPY articles articles
COPY templates templates
COPY seeds seeds
# The desk shows the editors' guide.
COPY docs/editors.md docs/
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 NEWSROOM_DATA_DIR=/data PORT=8000 WORKERS=2
USER newsroom
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=120s --interval=30s --timeout=10s CMD ["python", "-c", "import os; from urllib.request import Request, urlopen; urlopen(Request(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", headers={'Host': os.environ['NEWSROOM_ALLOWED_HOSTS'].split(',')[0].strip().lstrip('.')}), timeout=8)"]
# As `make serve`, on every address of the container.
CMD ["sh", "-c", "python manage.py migrate --noinput && python manage.py collectstatic --noinput --verbosity 0 && exec granian --interface wsgi --host 0.0.0.0 --port $PORT --workers $WORKERS --blocking-threads 4 newsroom.wsgi:application"]
