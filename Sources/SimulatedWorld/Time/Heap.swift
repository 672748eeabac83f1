/// A binary heap: the least first.
struct Heap<Element: Comparable> {
    private var elements: [Element] = []

    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0, elements[child] < elements[(child - 1) / 2] {
            elements.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeLeast() -> Element? {
        guard let least = elements.first, let last = elements.popLast() else { return nil }
        guard !elements.isEmpty else { return least }
        elements[0] = last
        var parent = 0
        while let child = [2 * parent + 1, 2 * parent + 2].filter({ $0 < elements.count })
            .min(by: { elements[$0] < elements[$1] }), elements[child] < elements[parent]
        {
            elements.swapAt(child, parent)
            parent = child
        }
        return least
    }
}
