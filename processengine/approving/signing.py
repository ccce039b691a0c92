"""The server's key pair (Ed25519): made once, kept beside the repository's own files, the private one for the server alone."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from processengine.errors import CannotRun

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "processengine"
_PRIVATE, _PUBLIC = "signing-key.pem", "signing-key.pub"
_ABSENT = "Signing needs a package that is not installed: pip install 'processengine[server]'"


def private_file(folder: Path) -> Path:
    """Return where the private key is, in a repository's folder."""
    return folder / FOLDER / _PRIVATE


def public_file(folder: Path) -> Path:
    """Return where the public key is, in a repository's folder."""
    return folder / FOLDER / _PUBLIC


def make(folder: Path) -> bool:
    """Make a key pair, and tell whether that was needed; the private key is never there for anybody else, not for a moment."""
    if private_file(folder).exists() and public_file(folder).exists():
        return False
    if public_file(folder).exists():
        raise CannotRun(f"{private_file(folder)} is gone. With a new key nobody could tell that the log is this server's: bring it back from your backup.")
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    except ImportError:
        raise CannotRun(_ABSENT) from None
    private_file(folder).parent.mkdir(mode=0o755, exist_ok=True)
    private_file(folder).unlink(missing_ok=True)  # of a run that was killed before the public one was written
    key = Ed25519PrivateKey.generate()
    _write(private_file(folder), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    _write(public_file(folder), f"{_public(key)}\n".encode(), 0o644)
    return True


def public_key(folder: Path) -> str:
    """Return the public key that lies in a repository's folder, as 64 hex digits; raise CannotRun where there is none."""
    try:
        found = public_file(folder).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        raise CannotRun(f"{folder} is not set up as a server's repository: it has no key. Run `processengine git install --server {folder}`.") from None
    if len(found) != 64 or set(found) - set("0123456789abcdef"):
        raise CannotRun(f"{public_file(folder)} holds no key.")
    return found


def is_private(folder: Path) -> bool:
    """Tell whether nobody but its owner may read or write the private key, as far as the system knows owners."""
    return os.name != "posix" or not private_file(folder).stat().st_mode & 0o077


def sign(folder: Path, data: bytes) -> str:
    """Return the signature, as hex digits; raise CannotRun where the key can't be read, or others could read it too."""
    key = _private(folder)
    if _public(key) != public_key(folder):
        raise CannotRun(f"The two keys in {private_file(folder).parent} don't belong together.")
    return key.sign(data).hex()


def is_signed(data: bytes, signature: str, public: str) -> bool:
    """Tell whether a signature over some bytes was made with the private key that belongs to a public one."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise CannotRun(_ABSENT) from None
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(folder: Path) -> "Ed25519PrivateKey":
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise CannotRun(_ABSENT) from None
    try:
        if not is_private(folder):
            raise CannotRun(f"Others than the server may read {private_file(folder)}, and so sign in its name: chmod 600 it, "
                            "or make a new repository if somebody has.")
        key = load_pem_private_key(private_file(folder).read_bytes(), None)
    except OSError as error:
        raise CannotRun(f"You don't speak for this server: {private_file(folder)} can't be read ({error.strerror or error}).") from None
    except (ValueError, TypeError):
        raise CannotRun(f"{private_file(folder)} holds no key.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise CannotRun(f"{private_file(folder)} holds no key of this kind (Ed25519).")
    return key


def _public(key: "Ed25519PrivateKey") -> str:
    return key.public_key().public_bytes_raw().hex()


def _write(path: Path, data: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
