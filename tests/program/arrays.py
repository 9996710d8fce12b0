"""A test with a folder of arrays of one's own."""

import numpy as np

from program import FolderTest


class ArraysTest(FolderTest):
    def save(self, **arrays):
        """The folder, NAME.npy of each of these."""
        folder = self.folder / "data"
        folder.mkdir(exist_ok=True)
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array)
        return folder
