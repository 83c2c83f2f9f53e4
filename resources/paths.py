"""Where the program's own files are, also in a frozen build."""

from pathlib import Path

HERE = Path(__file__).parent
ICONS = HERE / "icons"
STYLES = HERE / "styles"
TRANSLATIONS = HERE / "i18n"
HELP = HERE / "help"
SERVING = HERE / "serving"
