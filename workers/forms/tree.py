"""XML leaves as a tree by local name, so that readers say what they look for."""

from __future__ import annotations

from collections.abc import Sequence

from workers.forms.values import Cell
from workers.text.model import Leaf

_NONE: dict[str, list[Node]] = {}


class Node:
    """An element with its children by local name, in document order, and where it ends in
    the canonical text with all that it holds.
    """

    __slots__ = ("children", "end", "leaf")

    def __init__(self, leaf: Leaf) -> None:
        self.leaf = leaf
        self.end = leaf.end
        self.children = _NONE

    def add(self, name: str, child: Node) -> None:
        """One more child; most elements have none, so their table is made late."""
        if self.children is _NONE:
            self.children = {}
        self.children.setdefault(name, []).append(child)

    def all(self, *path: str) -> list[Node]:
        """Every element at a path below this one."""
        found = [self]
        for name in path:
            found = [child for node in found for child in node.children.get(name, ())]
        return found

    def cell(self, *path: str) -> Cell | None:
        """The first value at a path below this one; None where absent or empty."""
        node = self
        for name in path:
            below = node.children.get(name)
            if below is None:
                return None
            node = below[0]
        return node.value

    @property
    def place(self) -> Cell:
        """The whole element, without a text of its own."""
        leaf = self.leaf
        return Cell("", leaf.start, self.end, leaf.path, leaf.line)

    @property
    def value(self) -> Cell | None:
        """The element's own value with its place."""
        leaf = self.leaf
        if leaf.value is None:
            return None
        return Cell(leaf.value, leaf.start, leaf.end, leaf.path, leaf.line)


def tree(leaves: Sequence[Leaf]) -> Node:
    """The first root element. ``leaves`` are in document order, containers before children;
    those of a second structured document in the same filing are left out.
    """
    root = Node(leaves[0])
    open_nodes = [root]
    end = root.end
    for leaf in leaves[1:]:
        depth = len(leaf.path) - 1
        if not depth:
            break
        _close(open_nodes, depth, end)
        node = Node(leaf)
        open_nodes[-1].add(leaf.path[-1], node)
        open_nodes.append(node)
        end = leaf.end
    _close(open_nodes, 0, end)
    return root


def _close(open_nodes: list[Node], depth: int, end: int) -> None:
    """Elements from this depth on hold nothing behind ``end``."""
    while len(open_nodes) > depth:
        open_nodes.pop().end = end
