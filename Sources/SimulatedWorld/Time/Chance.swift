/// SplitMix64 as a value: a state that holds one goes on in the same way wherever it is copied.
struct Chance: Sendable, Hashable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return (mixed ^ (mixed >> 31)) % bound
    }

    /// Even over a range of milliseconds.
    mutating func duration(_ milliseconds: Range<Int>) -> Duration {
        .milliseconds(milliseconds.lowerBound + Int(next(below: UInt64(milliseconds.count))))
    }

    /// A random UUID (version 4) in lower case.
    mutating func uuid() -> String {
        let digits = (0..<32).map { place -> Character in
            let digit =
                switch place {
                case 12: 4
                case 16: 8 + Int(next(below: 4))
                default: Int(next(below: 16))
                }
            return Self.digits[digit]
        }
        var parts: [String] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }

    private static let digits = Array("0123456789abcdef")
}
