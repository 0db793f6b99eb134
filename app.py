"""The web app: settings → wiring → web → launch. Run it with: python app.py"""

from __future__ import annotations

import sys

from trainer.errors import TrainerError
from trainer.settings import Settings, unknown
from trainer.web.server import serve
from trainer.wiring import build


def launch(settings: Settings) -> None:
    """Serve the pages until interrupted."""
    serve(build(settings))


def main() -> int:
    try:
        settings = Settings()
        for line in (*settings.warnings(), *unknown()):
            print(line, file=sys.stderr)
        launch(settings)
    except TrainerError as e:
        print(e, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
