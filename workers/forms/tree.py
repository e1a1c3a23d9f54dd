"""XML leaves as a tree by local name, so that readers say what they look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workers.forms.values import Cell
from workers.text.model import Leaf


@dataclass(slots=True)
class Node:
    """An element with its children by local name, in document order."""

    leaf: Leaf
    children: dict[str, list[Node]] = field(default_factory=dict)

    def all(self, *path: str) -> list[Node]:
        """Every element at a path below this one."""
        found = [self]
        for name in path:
            found = [child for node in found for child in node.children.get(name, ())]
        return found

    def cell(self, *path: str) -> Cell | None:
        """The first value at a path below this one; None where absent or empty."""
        node: Node | None = self
        for name in path:
            below = node.children.get(name) if node else None
            node = below[0] if below else None
        return node.value if node else None

    @property
    def value(self) -> Cell | None:
        """The element's own value with its place."""
        leaf = self.leaf
        if leaf.value is None:
            return None
        return Cell(leaf.value, leaf.start, leaf.end, "/".join(leaf.path), leaf.line)


def tree(leaves: Sequence[Leaf]) -> Node:
    """The first root element. ``leaves`` are in document order, containers before children;
    those of a second structured document in the same filing are left out.
    """
    root = Node(leaves[0])
    open_nodes = [root]
    for leaf in leaves[1:]:
        if len(leaf.path) == 1:
            break
        del open_nodes[len(leaf.path) - 1 :]
        node = Node(leaf)
        open_nodes[-1].children.setdefault(leaf.path[-1], []).append(node)
        open_nodes.append(node)
    return root
