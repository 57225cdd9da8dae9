"""Servers on this machine that answer as catalogues do."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Answer = Callable[[dict[str, str]], tuple[int, str]]
SRU = """<?xml version="1.0"?><srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:numberOfRecords>1</srw:numberOfRecords>
<srw:records><srw:record><srw:recordSchema>unimarcxchange</srw:recordSchema><srw:recordData>
<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="UNIMARC"><mxc:leader>     cam  22        450 </mxc:leader>
<mxc:controlfield tag="001">FRBNF1</mxc:controlfield><mxc:datafield tag="010" ind1=" " ind2=" "><mxc:subfield code="a">978-2-07-036822-8</mxc:subfield></mxc:datafield>
<mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">L'étranger</mxc:subfield><mxc:subfield code="f">Albert Camus</mxc:subfield></mxc:datafield>
</mxc:record></srw:recordData></srw:record></srw:records></srw:searchRetrieveResponse>"""


@contextmanager
def starting() -> Iterator[Callable[[Answer], str]]:
    """Give a function that starts a server answering what another function says of the question; it gives the address."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                code, body = answer(asked)
                content = body.encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/sru"

    try:
        yield start
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
