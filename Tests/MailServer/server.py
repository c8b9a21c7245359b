#!/usr/bin/python3
"""A strict mail server for tests: Debian's aiosmtpd, with TLS and sign-in, that does on demand what servers do.

Prints `ready PORT CERTIFICATE`, then one line of JSON for each mail it took. Ends when its input does.
What a recipient is called says what becomes of the mail:
  nobody@…   550 5.1.1        full@… 552 5.2.2      later@… 451 4.7.1 (always)
  hang@…     never an answer to the data            reset@… the connection breaks after the data
  vague@…    a refusal whose words are nobody's business
It takes no line of more than 1,000 bytes, no line that ends otherwise than with CR and LF, and no letter above 126.
"""
import argparse, asyncio, base64, json, os, ssl, subprocess, sys, tempfile

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = b"desk@example.com", b"correct horse \xc3\xa9"


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = {
            "nobody": "550 5.1.1 No such user here",
            "full": "552 5.2.2 Mailbox full",
            "later": "451 4.7.1 Greylisted, come back later",
            "vague": "550 5.7.1 SECRETWORD of the server at 10.9.8.7",
        }
        answer = answers.get(address.split("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        names = [address.split("@")[0] for address in envelope.rcpt_tos]
        if "hang" in names:
            await asyncio.sleep(3600)
        if "reset" in names:
            server.transport.abort()
            return "250 never said"
        data = envelope.original_content
        lines = data.split(b"\r\n")
        if any(b"\r" in line or b"\n" in line for line in lines):
            return "550 5.6.0 A line ends with CR or LF alone"
        if any(len(line) > 998 for line in lines):
            return "550 5.6.0 A line is too long"
        if any(byte > 126 for byte in data):
            return "550 5.6.0 A letter is not ASCII"
        print(json.dumps({
            "hello": session.host_name, "secure": server.transport.get_extra_info("sslcontext") is not None,
            "user": session.auth_data.decode() if session.authenticated else None,
            "from": envelope.mail_from, "to": envelope.rcpt_tos,
            "data": base64.b64encode(data).decode(),
        }), flush=True)
        return "250 2.0.0 OK: queued"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == USER and data.password == PASSWORD
    return AuthResult(success=good, handled=good, auth_data=data.login if good else None)


def certificate(folder, name):
    key, pem = f"{folder}/key.pem", f"{folder}/certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1", "-keyout", key, "-out", pem],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context, pem


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--security", choices=["starttls", "tls", "none"], default="starttls")
    parser.add_argument("--sign-in", action="store_true")
    parser.add_argument("--certificate-name", default="localhost")
    options = parser.parse_args()
    folder = tempfile.TemporaryDirectory(prefix="watchbill-mail-")
    context, pem = certificate(folder.name, options.certificate_name)
    wants = dict(auth_required=True, authenticator=authenticate) if options.sign_in else {}
    if options.security == "starttls":
        wants.update(tls_context=context, require_starttls=True)
    if options.security == "tls":
        wants.update(auth_require_tls=False)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), hostname="mail.example.com", enable_SMTPUTF8=False, decode_data=False,
                     loop=loop, data_size_limit=2 << 20, **wants),
        "127.0.0.1", 0, ssl=context if options.security == "tls" else None)
    print("ready", server.sockets[0].getsockname()[1], pem, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    folder.cleanup()
    # A conversation that hangs on purpose would keep the loop from ending.
    os._exit(0)


asyncio.run(main())
