"""Folders where SQLite's locks or files are not safe: network shares and folders that another program copies to a cloud."""

import ctypes
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Final, Literal

from cresi_app.core.i18n import N_, tr
from cresi_app.store import disk

Kind = Literal["network", "synced"]

_NETWORK: Final = N_(
    "Cette bibliothèque est sur un partage réseau ({place}), où un fichier peut s'abîmer si la liaison se coupe. "
    "Gardez-la sur le disque de ce poste et copiez les sauvegardes sur le partage."
)
_SYNCED: Final = N_(
    "Cette bibliothèque est dans un dossier synchronisé par {place}, qui peut en copier ou en remettre une moitié. "
    "Gardez-la dans un dossier ordinaire et laissez {place} copier les sauvegardes."
)

_NETWORK_TYPES: Final = frozenset({
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "fuse.curlftpfs", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.mergerfs.remote", "fuse.ceph", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2",
    "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "smb3", "smbfs", "virtiofs", "vboxsf",
})  # fmt: skip
_SYNCED_TYPES: Final = {
    "fuse.google-drive-ocamlfuse": "Google Drive", "fuse.onedriver": "OneDrive", "fuse.pcloud": "pCloud", "fuse.pcloudfs": "pCloud",
    "fuse.dropbox": "Dropbox", "fuse.odrive": "odrive",
}  # fmt: skip

_EXACT_NAMES: Final = {
    "dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive", "my drive": "Google Drive",
    "mon drive": "Google Drive", "onedrive": "OneDrive", "nextcloud": "Nextcloud", "owncloud": "ownCloud", "pcloud": "pCloud",
    "pcloud drive": "pCloud", "pclouddrive": "pCloud", "icloud drive": "iCloud", "iclouddrive": "iCloud",
    "mobile documents": "iCloud", "kdrive": "kDrive", "box sync": "Box", "megasync": "MEGA", "seafile": "Seafile",
    "synologydrive": "Synology Drive", "proton drive": "Proton Drive", "creative cloud files": "Creative Cloud",
}  # fmt: skip
_NAME_STARTS: Final = {
    "onedrive - ": "OneDrive", "onedrive-": "OneDrive", "dropbox (": "Dropbox", "googledrive-": "Google Drive",
    "nextcloud-": "Nextcloud", "com~apple~clouddocs": "iCloud", "box-box": "Box",
}  # fmt: skip
_MARKERS: Final = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".nextcloudsync.log": "Nextcloud", ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing", ".synologyworkingdirectory": "Synology Drive", ".megaignore": "MEGA", ".seafile-data": "Seafile",
    ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive", ".resilio": "Resilio Sync",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}  # fmt: skip
_MARKER_STARTS: Final = {".sync_": "Nextcloud", "._sync_": "Nextcloud"}
_ONEDRIVE_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE: Final = 4


@dataclass(frozen=True, slots=True)
class LocationWarning:
    """Why this folder is a risky home. `place` is the product, or the share's file system or server."""

    kind: Kind
    place: str

    @property
    def sentence(self) -> str:
        """The calm sentence that stays in sight as long as the library lives there."""
        words = _NETWORK if self.kind == "network" else _SYNCED
        return tr(words, place=self.place)


def location_warning(folder: Path) -> LocationWarning | None:
    """Say whether `folder` (which may not exist yet) lies on a share or in a synchronised folder."""
    real = _resolved(folder)
    return _network(real) or _synced(real, os.environ)


def journal_mode(folder: Path) -> Literal["WAL", "DELETE"]:
    """Return how SQLite should keep what is being written in `folder`.

    A write-ahead log needs memory that all readers share, which a network has not, and is a second file, which a
    synchronising program copies at another moment than the first. There, each transaction ends in the one file.
    """
    return "DELETE" if location_warning(folder) else "WAL"


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


def _network(folder: Path) -> LocationWarning | None:
    if disk.WINDOWS:
        return _windows_share(str(folder))
    try:
        table = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    return mounted_warning(folder, table.splitlines())


def mounted_warning(folder: Path, mounts: Iterable[str]) -> LocationWarning | None:
    """Judge `folder` by lines of ``/proc/mounts``: the longest mount point above it decides, the later of equals."""
    best = ""
    kind = ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _unescaped(fields[1])
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2].lower()
    if kind in _SYNCED_TYPES:
        return LocationWarning("synced", _SYNCED_TYPES[kind])
    return LocationWarning("network", kind.removeprefix("fuse.")) if kind in _NETWORK_TYPES else None


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _windows_share(folder: str) -> LocationWarning | None:
    bare = folder.removeprefix("\\\\?\\").replace("UNC\\", "\\\\", 1) if folder.startswith("\\\\?\\") else folder
    if bare.startswith("\\\\"):
        return LocationWarning("network", bare.lstrip("\\").split("\\", 1)[0])
    drive = PureWindowsPath(bare).drive
    if drive and ctypes.CDLL("kernel32").GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE:
        return LocationWarning("network", drive)
    return None


def _synced(folder: Path, environment: Mapping[str, str]) -> LocationWarning | None:
    for variable in _ONEDRIVE_VARIABLES:
        root = environment.get(variable)
        if root and folder.is_relative_to(root):
            return LocationWarning("synced", "OneDrive")
    for place in (folder, *folder.parents):
        product = _product_of_name(place.name.lower()) or _product_of_markers(place)
        if product:
            return LocationWarning("synced", product)
    return None


def _product_of_name(name: str) -> str | None:
    if name in _EXACT_NAMES:
        return _EXACT_NAMES[name]
    return next((product for start, product in _NAME_STARTS.items() if name.startswith(start)), None)


def _product_of_markers(place: Path) -> str | None:
    try:
        names = [entry.name.lower() for entry in os.scandir(place) if entry.name.startswith(".")]
    except OSError:
        return None  # not there yet, or not ours to list: its name has been judged
    for name in names:
        if name in _MARKERS:
            return _MARKERS[name]
        for start, product in _MARKER_STARTS.items():
            if name.startswith(start) and name.endswith(".db"):
                return product
    return None
