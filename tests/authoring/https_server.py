"""A server of git over https on this machine, with a certificate of its own."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from urllib.parse import urlsplit


class Handler(BaseHTTPRequestHandler):
    """Hands every request to git, unless it is to be redirected or needs a name and a password."""

    root: Path
    redirect = ""
    needs = ""
    seen: list[str]

    def do_GET(self) -> None:
        """Answer a request for what there is."""
        self.seen.append(self.path)
        if self.redirect:
            self._refuse(302, "Location", f"{self.redirect}{self.path}")
        elif self.needs and self.headers.get("Authorization") != self.needs:
            self._refuse(401, "WWW-Authenticate", 'Basic realm="x"')
        else:
            self._ask_git()

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

    def _refuse(self, status: int, name: str, value: str) -> None:
        self.send_response(status)
        self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _ask_git(self) -> None:
        path, query = urlsplit(self.path)[2:4]
        variables = {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH": os.environ["PATH"],
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        call = ["git", "http-backend"]
        answer = subprocess.run(call, input=body, env=variables, capture_output=True).stdout
        head, _, content = answer.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self.send_response(int(fields.pop("Status", "200")[:3]))
        for name, value in {**fields, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serve(root: Path, certificate: Path) -> Iterator[tuple[str, type[Handler]]]:
    """Provide the address of the repositories in a folder, and what decides about requests."""
    handler = type("OwnHandler", (Handler,), {"root": root, "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}", handler
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(path: Path) -> None:
    """Write a key and a certificate for this machine into one file."""
    call = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    call += ["-nodes", "-subj", "/CN=x", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    key = path.with_suffix(".key")
    subprocess.run([*call, "-keyout", str(key), "-out", str(path)], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + key.read_bytes())
