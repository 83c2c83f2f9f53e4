"""Why nobody is signed in, in a sentence: in the words of a sign-in where an open journal would say it otherwise."""

from PySide6.QtCore import QCoreApplication

from app.errors import OfflineError, PortalSilentError, PortalTooOldError, SignedOutError
from ui.error_texts import sentence


def sign_in_text(error: Exception) -> str:
    """Return what a teacher reads who wants to sign in; nothing of theirs is here yet."""
    translate = QCoreApplication.translate
    if isinstance(error, OfflineError):
        return translate("SignIn", "There is no network. Connect this computer, then try once more.")
    if isinstance(error, PortalSilentError):
        return translate("SignIn", "Nobody answers at this address. Check the address and the network.")
    if isinstance(error, PortalTooOldError):
        return translate(
            "SignIn",
            "The portal is older than this program, so one cannot sign in. Ask the school office to update it.",
        )
    if isinstance(error, SignedOutError):
        return translate("SignIn", "The portal has ended this sign-in already. Go back and sign in once more.")
    return sentence(error)
