"""How the sandbox refuses: the error, its code and a sentence, as ESIA sends them."""


class SandboxRefusedError(Exception):
    """A request is refused. back: the address to which the browser is sent with it, empty for nowhere."""

    def __init__(self, error: str, code: str, text: str, *, back: str = "", state: str = "") -> None:
        super().__init__(code)
        self.error, self.code, self.text = error, code, text
        self.back, self.state = back, state

    @property
    def description(self) -> str:
        """Return what stands in error_description."""
        return f"{self.code}: {self.text}"


def malformed(text: str) -> SandboxRefusedError:
    """Return the refusal of a request that misses something or holds something wrong."""
    return SandboxRefusedError("invalid_request", "ESIA-007003", text)


def wrong_signature(text: str) -> SandboxRefusedError:
    """Return the refusal of a signature or a certificate."""
    return SandboxRefusedError("invalid_request", "ESIA-007053", f"OAuthErrorEnum.clientSecretWrong, {text}")
