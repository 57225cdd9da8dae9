"""Servers on this machine that answer as catalogues do."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Answer = Callable[[dict[str, str]], tuple[int, str] | tuple[int, str, dict[str, str]]]
"""What is said to a question: code and body, and headers if any."""
SRU = """<?xml version="1.0"?><srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:numberOfRecords>1</srw:numberOfRecords>
<srw:records><srw:record><srw:recordSchema>unimarcxchange</srw:recordSchema><srw:recordData>
<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="UNIMARC"><mxc:leader>     cam  22        450 </mxc:leader>
<mxc:controlfield tag="001">FRBNF1</mxc:controlfield><mxc:datafield tag="010" ind1=" " ind2=" "><mxc:subfield code="a">978-2-07-036822-8</mxc:subfield></mxc:datafield>
<mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">L'étranger</mxc:subfield><mxc:subfield code="f">Albert Camus</mxc:subfield></mxc:datafield>
</mxc:record></srw:recordData></srw:record></srw:records></srw:searchRetrieveResponse>"""

OF_SUDOC = """<?xml version="1.0" encoding="UTF-8"?>
<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:version>1.1</srw:version><srw:numberOfRecords>2</srw:numberOfRecords>
<srw:records><srw:record><srw:recordSchema>unimarc</srw:recordSchema><srw:recordPacking>xml</srw:recordPacking><srw:recordData><record>
<leader>     cam0 22        450 </leader><controlfield tag="001">143519379</controlfield><controlfield tag="003">http://www.sudoc.fr/143519379</controlfield>
<datafield tag="200" ind1="1" ind2=" "><subfield code="a">&#152;Les &#156;enfants du fleuve</subfield><subfield code="f">Aïssatou M'Baye</subfield></datafield>
<datafield tag="700" ind1=" " ind2="1"><subfield code="a">M'Baye</subfield><subfield code="b">Aïssatou</subfield><subfield code="4">070</subfield></datafield>
<datafield tag="930" ind1=" " ind2=" "><subfield code="5">751052105:1</subfield><subfield code="a">8 A 123</subfield></datafield></record></srw:recordData>
<srw:recordPosition>1</srw:recordPosition></srw:record><srw:record><srw:recordSchema>unimarc</srw:recordSchema><srw:recordData><record>
<leader>     cas0 22        450 </leader><controlfield tag="001">039</controlfield><controlfield tag="003">http://www.sudoc.fr/039</controlfield>
<datafield tag="011" ind1=" " ind2=" "><subfield code="a">1293-8882</subfield></datafield><datafield tag="200" ind1="1" ind2=" "><subfield code="a">Revue Tiers Monde</subfield></datafield>
</record></srw:recordData></srw:record></srw:records></srw:searchRetrieveResponse>"""
"""As the Sudoc answers: records without a namespace, marks of what does not sort, copies of other libraries."""


@contextmanager
def starting() -> Iterator[Callable[[Answer], str]]:
    """Give a function that starts a server answering what another function says of the question; it gives the address."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                code, body, *headers = answer(asked)
                content = body.encode()
                self.send_response(code)
                for name, value in (headers[0] if headers else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionResetError):  # who asked grew tired of waiting
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
