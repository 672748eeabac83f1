extension Array where Element: Hashable {
    /// Each element once, at its first place.
    package func distinct() -> [Element] {
        guard count > 1 else { return self }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
