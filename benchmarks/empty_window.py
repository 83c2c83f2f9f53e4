"""The floor of a start: a program that is nothing but an empty window."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1200, 800)
    window.show()
    application.exec()
