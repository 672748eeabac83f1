internal import ClusterModel

/// Collects the entries of one map: of a key given twice the first is kept, merged entries (`<<`) come last.
struct MappingBuilder {
    private var entries: [Node.Entry] = []
    /// The index of each key; empty while the map is small.
    private var indices: [String: Int] = [:]
    /// Entries up to which a linear search is quicker than hashing. Nearly all maps have fewer.
    private static let small = 16
    private var mergePlace: SourcePlace?
    /// The maps to merge; the first one to have a key wins.
    private(set) var merged: [Node] = []

    /// Adds an entry, or reports that its key was given before.
    mutating func add(_ key: String, at place: SourcePlace, _ value: Node) -> Diagnostic? {
        if let first = index(of: key) { return Self.twice(key, at: place, first: entries[first].place) }
        entries.append(Node.Entry(key: key, place: place, value: value))
        if entries.count > Self.small { note() }
        return nil
    }

    private func index(of key: String) -> Int? {
        entries.count > Self.small ? indices[key] : entries.firstIndex { $0.key == key }
    }

    private mutating func note() {
        for index in entries.indices.dropFirst(indices.count) { indices[entries[index].key] = index }
    }

    /// Takes the value of `<<`: a map, or a list of maps.
    mutating func merge(_ value: Node, at place: SourcePlace) -> Diagnostic? {
        if let mergePlace { return Self.twice("<<", at: place, first: mergePlace) }
        mergePlace = place
        let nodes: [Node]
        if case .sequence(let items) = value.content { nodes = items } else { nodes = [value] }
        guard nodes.allSatisfy({ $0.entries != nil }) else {
            return Diagnostic(
                .error, "“<<” takes a map or a list of maps", at: place,
                advice: "give it an alias of a map, such as *defaults")
        }
        merged = nodes
        return nil
    }

    /// Everything, merged entries last.
    var all: [Node.Entry] {
        guard !merged.isEmpty else { return entries }
        var (all, taken) = (entries, Set(entries.map(\.key)))
        for entry in merged.lazy.flatMap({ $0.entries ?? [] }) where taken.insert(entry.key).inserted {
            all.append(entry)
        }
        return all
    }

    private static func twice(_ key: String, at place: SourcePlace, first: SourcePlace) -> Diagnostic {
        Diagnostic(
            .error, "\(MessageText.quoted(key)) is given twice in one map", at: place, advice: "keep one of the two",
            notes: [.init("it is first given here", at: first)])
    }
}
