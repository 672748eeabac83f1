internal import World

/// Chance in the words that scenarios are written in.
struct SeededChoice: Sendable {
    let random: any RandomSource

    init(_ random: any RandomSource) { self.random = random }

    func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(random.next(below: UInt64(range.count)))
    }

    func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }

    func one<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[number(0...elements.count - 1)]
    }

    /// One of those named.
    func either<Element>(_ first: Element, _ others: Element...) -> Element { one(of: [first] + others) ?? first }

    /// From none to `count` different ones, in random order.
    func some<Element>(_ elements: [Element], atMost count: Int) -> [Element] {
        guard !elements.isEmpty, count > 0 else { return [] }
        return Array(shuffled(elements).prefix(number(0...min(count, elements.count))))
    }

    func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var rest = elements
        var order: [Element] = []
        while !rest.isEmpty { order.append(rest.remove(at: number(0...rest.count - 1))) }
        return order
    }

    func milliseconds(_ range: ClosedRange<Int>) -> Duration { .milliseconds(number(range)) }
}
