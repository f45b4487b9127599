"""How gunicorn serves the portal: a few processes with threads behind a reverse proxy."""

import multiprocessing
import os

workers = int(os.environ.get("WEB_CONCURRENCY", min(4, multiprocessing.cpu_count())))
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 15
# Longer than the proxy keeps an idle connection (nginx: 60 s): the one who sends must be the one
# who closes, or a form posted in that moment gets no answer.
keepalive = 75
max_requests = 2000
max_requests_jitter = 200
preload_app = True
# Nobody commands the server from outside; its socket would lie in the home folder, one for all.
control_socket_disable = True
