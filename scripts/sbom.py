"""Complete a bill of materials: `python scripts/sbom.py BOM` adds the packages of package-lock.json to it.

The file holds no time and no number of its own, so that the same locks give the same bytes.
"""

import base64
import json
import sys
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]


def components(lock: dict) -> list[dict]:
    """Return the packages of a package-lock.json (version 3) as components of CycloneDX."""
    found = []
    for place, package in sorted(lock["packages"].items()):
        if not place:
            continue  # the project itself
        name = place.rpartition("node_modules/")[2]
        address = f"pkg:npm/{quote(name, safe='/')}@{package['version']}"
        algorithm, _, digest = package["integrity"].partition("-")
        digest = base64.b64decode(digest).hex()
        found.append(
            {
                "type": "library",
                "bom-ref": address,
                "name": name,
                "version": package["version"],
                "scope": "excluded" if package.get("dev") else "required",
                "purl": address,
                "licenses": [{"license": {"id": package["license"]}}],
                "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": digest}],
            }
        )
    return found


def complete(bom: dict, lock: dict) -> dict:
    """Return a bill with the packages of `lock` added, and with nothing that differs between two runs."""
    lasting = {key: value for key, value in bom.items() if key != "serialNumber"}
    lasting["metadata"] = {key: value for key, value in bom.get("metadata", {}).items() if key != "timestamp"}
    lasting["components"] = sorted([*bom.get("components", []), *components(lock)], key=lambda one: one["purl"])
    return lasting


if __name__ == "__main__":
    file = Path(sys.argv[1])
    whole = complete(json.loads(file.read_text("utf-8")), json.loads((ROOT / "package-lock.json").read_text("utf-8")))
    file.write_text(json.dumps(whole, indent=2, sort_keys=True) + "\n", "utf-8")
